/** What local complexity comes to in words. */
import { expect, test } from 'vitest';
import { saidOf } from '../../../../src/ui/lenses/complexity/sentence.ts';

const set = (...means: number[]) => ({ count: 1, counts: new Float32Array(0), means });

test('means over all layers, and the layer that has most', () => {
  expect(saidOf({ layers: 2, train: set(1, 3), val: set(2, 0.5) })).toEqual({ train: 4, val: 2.5, layer: 2, share: 0.75 });
  expect(saidOf({ layers: 1, train: set(3), val: set(2) })).toEqual({ train: 3, val: 2, layer: null, share: 0 });
  expect(saidOf({ layers: 2, train: set(0, 0), val: set(0, 1) }).layer).toBeNull();
});
