import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerBound, nearestIndex } from '../../../src/figures/plot/nearest.ts';

const ascending = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 }).map((steps) => steps.toSorted((a, b) => a - b));
const log = (step: number): number => Math.log10(step + 1);

test('finds what a search of all would find', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: 0, max: 10_000 }), (steps, step) => {
      const i = nearestIndex(steps, steps.length, step, log);
      const best = Math.min(...steps.map((s) => Math.abs(log(s) - log(step))));
      expect(Math.abs(log(steps[i] as number) - log(step))).toBeCloseTo(best, 12);
    }),
  );
});

test('looks at the filled part only', () => {
  expect(nearestIndex([1, 5, 9, 0, 0], 3, 100)).toBe(2);
  expect(nearestIndex([], 0, 100)).toBe(-1);
  expect(lowerBound([1, 5, 9, 0, 0], 3, 6)).toBe(2);
});
