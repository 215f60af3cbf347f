import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endHasRoom, growEnd, minorTicks, next125, xScale, xTicks } from '../../../src/figures/plot/xAxis.ts';

const axes = fc.constantFrom('log' as const, 'linear' as const);

test('next125', () => {
  expect([0, 1, 1.5, 2, 3, 5, 7, 10, 11, 5000, 5001].map(next125)).toEqual([1, 1, 2, 2, 5, 5, 10, 10, 20, 5000, 10000]);
});

test('the end never shrinks and always covers the step', () => {
  fc.assert(
    fc.property(axes, fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 40 }), (axis, asked, steps) => {
      let end = 0;
      for (const step of steps.toSorted((a, b) => a - b)) {
        const next = growEnd(end, step, asked, axis);
        expect(next).toBeGreaterThanOrEqual(end);
        expect(next).toBeGreaterThanOrEqual(step);
        end = next;
      }
    }),
  );
});

test('a linear axis takes few sizes on the way to its end', () => {
  const ends = new Set<number>();
  let end = 0;
  for (let step = 0; step <= 5000; step++) ends.add((end = growEnd(end, step, 5000, 'linear')));
  expect([...ends]).toEqual([100, 200, 500, 1000, 2000, 5000]);
});

test('a logarithmic axis shows the whole run from the start', () => {
  expect(growEnd(0, 0, 5000, 'log')).toBe(5000);
  expect(growEnd(5000, 5001, 5000, 'log')).toBe(10000);
});

test('decade ticks, with step 0 among them', () => {
  expect(xTicks(5000, 'log', 800)).toEqual([0, 1, 10, 100, 1000]);
  expect(xTicks(10000, 'log', 800)).toEqual([0, 1, 10, 100, 1000, 10000]);
  expect(xTicks(5000, 'linear', 500)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
});

test('ticks are steps on the axis, apart from each other', () => {
  fc.assert(
    fc.property(axes, fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 150, max: 1500 }), (axis, end, width) => {
      const ticks = xTicks(end, axis, width);
      const scale = xScale(end, axis, 0, width);
      expect(ticks[0]).toBe(0);
      ticks.forEach((tick, i) => {
        expect(tick).toBeLessThanOrEqual(end);
        expect(scale(tick) - scale(ticks[i - 1] ?? -Infinity)).not.toBeLessThan(16);
      });
    }),
  );
});

test('the scale can be turned round', () => {
  fc.assert(
    fc.property(axes, fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (axis, end, share) => {
      const scale = xScale(end, axis, 50, 650);
      expect(scale(0)).toBeCloseTo(50);
      expect(scale(end)).toBeCloseTo(650);
      expect(scale.invert(scale(share * end))).toBeCloseTo(share * end, 3);
    }),
  );
});

test('the end is named where there is room', () => {
  expect(endHasRoom(5000, 'log', xTicks(5000, 'log', 800), 800)).toBe(true);
  expect(endHasRoom(10000, 'log', xTicks(10000, 'log', 800), 800)).toBe(false);
});

test('minor ticks lie between decades', () => {
  expect(minorTicks(30, 'log')).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 20, 30]);
  expect(minorTicks(30, 'linear')).toEqual([]);
});
