/** Seeds of a combination together. */
import { expect, test } from 'vitest';
import { combinationOf } from '../../../src/engine/sweeps/combinations.ts';

const run = (train: number | null, val: number | null) =>
  ({ type: 'result', step: 5000, whole: true, train, val, forgot: false, diverged: null, milestones: [], last: {}, backend: null, build: null }) as const;

test('what most came to, and how many', () => {
  expect(combinationOf([1, 2], [run(100, 3000), run(100, 200), run(90, 2500)], 1000)).toMatchObject({ at: [1, 2], made: 3, outcome: 'grokking', agree: 2 });
  expect(combinationOf([0], [run(100, 3000), run(100, 200)], 1000)).toMatchObject({ outcome: 'comprehension', agree: 1 });
  expect(combinationOf([0], [], 1000)).toMatchObject({ made: 0, outcome: null, agree: 0, val: { low: null, middle: null, high: null } });
});

test('medians and quartiles; what never came there is later than all others', () => {
  const { train, val, delay } = combinationOf([0], [run(10, 100), run(20, 220), run(30, 330), run(40, null), run(50, null)], 1000);
  expect(train).toEqual({ low: 20, middle: 30, high: 40 });
  expect(val).toEqual({ low: 220, middle: 330, high: null });
  expect(delay).toEqual({ low: 200, middle: 300, high: null });
  expect(combinationOf([0], [run(10, null), run(20, null), run(30, 5)], 1000).val).toEqual({ low: null, middle: null, high: null });
});
