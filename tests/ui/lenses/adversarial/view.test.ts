/** Which radii there are, and which of many classes are shown. */
import { expect, test } from 'vitest';
import { RADII, shownOf } from '../../../../src/ui/lenses/adversarial/view.ts';

test('radii ascend from none on, seven a decade', () => {
  expect(RADII[0]).toBe(0);
  expect(RADII.toSorted((a, b) => a - b)).toEqual(RADII);
  expect(RADII.slice(1, 9)).toEqual([0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.007, 0.01]);
  expect(RADII.at(-1)).toBe(1);
});

test('of few classes all stand in their order, of many the likeliest of either', () => {
  expect(shownOf(Float32Array.of(0.1, 0.9), Float32Array.of(0.5, 0.5), 2)).toEqual([0, 1]);
  expect(shownOf(Float32Array.of(0.2, 0.1, 0.7, 0), Float32Array.of(0, 0.9, 0.1, 0), 3)).toEqual([1, 2, 0]);
});
