import { expect, test } from 'vitest';
import { extendedSteps } from '../../src/store/extend.ts';

test.each([
  [5000, 5000, 10_000],
  [60, 30, 60],
  [50_000, 5000, 50_000],
  [600_000, 600_000, 1_000_000],
  [999_999, 999_999, 1_000_000],
  [1_000_000, 1_000_000, null],
  [1_000_000, 400_000, 1_000_000],
])('asked for %i and ended at %i, a run goes on to %s', (asked, step, expected) => {
  expect(extendedSteps(asked, step)).toBe(expected);
});
