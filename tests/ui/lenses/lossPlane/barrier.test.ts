/** What counts as a barrier. */
import { expect, test } from 'vitest';
import { barrierOf } from '../../../../src/ui/lenses/lossPlane/barrier.ts';

test('a line that rises above its higher end by more than a tenth has one', () => {
  expect(barrierOf(Float32Array.of(1, 1.25, 0.5))).toEqual({ from: 1, to: 0.5, peak: 1.25, rises: true });
  expect(barrierOf(Float32Array.of(1, 1.0625, 0.5)).rises).toBe(false);
  expect(barrierOf(Float32Array.of(4, 2, 0.5))).toEqual({ from: 4, to: 0.5, peak: 4, rises: false });
});

test('what is no number, or overflows, is higher than anything', () => {
  expect(barrierOf(Float32Array.of(1, NaN, 0.5))).toMatchObject({ peak: NaN, rises: true });
  expect(barrierOf(Float32Array.of(1, Infinity, 0.5)).rises).toBe(true);
});
