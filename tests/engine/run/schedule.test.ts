import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDue } from '../../../src/engine/run/schedule.ts';

const dueUpTo = (last: number, perDecade: number, every = Number.POSITIVE_INFINITY): number[] =>
  Array.from({ length: last + 1 }, (_, step) => step).filter((step) => isDue(step, perDecade, every));

test('step 0 is due even where nothing else is', () => {
  expect(dueUpTo(1000, 0)).toEqual([0]);
});

test('a grid of one a decade is due at the decades', () => {
  expect(dueUpTo(1000, 1)).toEqual([0, 1, 10, 100, 1000]);
});

test('a fine grid has every early step, and then as many a decade as asked', () => {
  const steps = dueUpTo(10_000, 10);
  expect(steps.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
  for (const from of [100, 1000]) expect(steps.filter((step) => step > from && step <= 10 * from)).toHaveLength(10);
  expect(steps).toContain(10_000); // though log₁₀ may end in .999…
});

test('multiples come beside the grid, or alone', () => {
  expect(dueUpTo(12, 0, 4)).toEqual([0, 4, 8, 12]);
  expect(dueUpTo(12, 1, 4)).toEqual([0, 1, 4, 8, 10, 12]);
});

test('a multiple of `every` is due on any grid, and a finer grid has the decades of any other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (perDecade, every, times) => {
      expect(isDue(every * times, perDecade, every)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 6 }), (perDecade, power) => {
      expect(isDue(10 ** power, perDecade, Number.POSITIVE_INFINITY)).toBe(true);
    }),
  );
});
