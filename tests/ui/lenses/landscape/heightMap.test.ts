/** The map of data sizes as numbers: what is known where, what the colours span, which rows have lines. */
import { expect, test } from 'vitest';
import { heightMapOf, shareOn } from '../../../../src/ui/lenses/landscape/heightMap.ts';
import { planOf, pointOf } from './points.ts';

const plan = planOf({ sizes: 3, sizeFrom: 0.4, sizeTo: 1 });
const [least = 0, middle = 0, own = 0] = plan.amounts;
const row = (amount: number, tests: readonly (number | null)[], trainErrors: readonly number[] = [0, 0, 0]) =>
  tests.map((testLoss, i) =>
    pointOf(plan.alphas[i] as number, { amount, testLoss, testError: 0, trainError: trainErrors[i] as number, trainLoss: trainErrors[i] as number }),
  );

test('every point has its place, by amount and norm; the others are not known', () => {
  const { grid, scale } = heightMapOf(plan, [...row(own, [1, 0.01, 3]), pointOf(1, { amount: least, testLoss: 2 }), pointOf(1, { amount: 0.9 })], 'loss', 0.99);
  expect(plan.amounts).toEqual([0.3, 0.47, 0.75]);
  expect(grid).toEqual([
    [null, 2, null],
    [null, null, null],
    [1, 0.01, 3],
  ]);
  expect(scale).toEqual({ low: 0.01, high: 3, beyond: false });
  expect(heightMapOf(plan, row(own, [1, 1, 1]), 'error', 0.99).grid[2]).toEqual([1e-3, 1e-3, 1e-3]);
  expect(heightMapOf(plan, [], 'loss', 0.99)).toMatchObject({ scale: null, isolines: { lines: [] } });
});

test('what is not yet fitted may lie beyond the colours', () => {
  const { unfitted, scale } = heightMapOf(plan, row(own, [1, 0.01, 500], [0, 0, 0.5]), 'loss', 0.99);
  expect(unfitted.map((alphas) => [...alphas])).toEqual([[], [], [10]]);
  expect(scale).toEqual({ low: 0.01, high: 1, beyond: true });
  // Where the rest is not known, it must do.
  expect(heightMapOf(plan, row(own, [null, null, 500], [0, 0, 0.5]), 'loss', 0.99).scale).toEqual({ low: 500, high: 500, beyond: false });
});

test('lines need rows that are whole: the longest stretch of them', () => {
  const heights = [0.1, 0.1, 10];
  expect(heightMapOf(plan, [...row(middle, heights), ...row(own, heights)], 'loss', 0.99).isolines).toMatchObject({
    from: 1,
    lines: expect.any(Array) as unknown,
  });
  expect(heightMapOf(plan, [...row(middle, heights), ...row(own, heights)], 'loss', 0.99).isolines.lines.length).toBeGreaterThan(0);
  expect(heightMapOf(plan, [...row(least, heights), ...row(own, heights)], 'loss', 0.99).isolines.lines).toEqual([]);
  expect(heightMapOf(plan, [...row(least, heights), ...row(middle, heights), ...row(own, [1, null, 1])], 'loss', 0.99).isolines.from).toBe(0);
});

test('colours are even on a log scale', () => {
  const scale = { low: 1e-4, high: 1 };
  expect([1e-4, 1e-2, 1, 100].map((value) => shareOn(scale, value))).toEqual([0, 0.5, 1, 1]);
  expect(shareOn({ low: 2, high: 2 }, 2)).toBe(0);
});
