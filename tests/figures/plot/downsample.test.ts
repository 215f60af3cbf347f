import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downsample, extent } from '../../../src/figures/plot/downsample.ts';
import { curve } from '../../ui/charts/curves.ts';

const curves = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: -1e3, max: 1e3, noNaN: true })), { minLength: 1, maxLength: 800 })
  .map((pairs) => {
    let step = -1;
    return curve(pairs.map(([gap, value]) => [(step += gap), value]));
  });
const log = (step: number): number => Math.log10(step + 1);

test('keeps ends and extremes, in order, within the limit', () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: 4, max: 300 }), (c, limit) => {
      const kept = downsample(c, log, limit);
      expect(kept.length).toBeLessThanOrEqual(Math.max(limit, 4));
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(c.length - 1);
      expect(kept.every((i, k) => k === 0 || i > (kept[k - 1] as number))).toBe(true);
      const all = Array.from(c.values.subarray(0, c.length));
      const values = kept.map((i) => all[i] as number);
      expect(Math.min(...values)).toBe(Math.min(...all));
      expect(Math.max(...values)).toBe(Math.max(...all));
    }),
  );
});

test('leaves short curves as they are', () => {
  const c = curve([
    [0, 1],
    [1, 2],
    [5, 0],
  ]);
  expect(downsample(c, log, 10)).toEqual([0, 1, 2]);
  expect(downsample(curve([]), log, 10)).toEqual([]);
});

test('a spike of one point survives', () => {
  const c = curve(Array.from({ length: 5000 }, (_, i) => [i, i === 3210 ? 7 : 0] as const));
  expect(downsample(c, log, 100)).toContain(3210);
});

test('values that are not finite are left out', () => {
  const c = curve([
    [0, 1],
    [1, NaN],
    [2, Infinity],
    [3, 2],
  ]);
  expect(downsample(c, log, 10)).toEqual([0, 3]);
  expect(extent(c, false)).toEqual([1, 2]);
});

test('extent of positive values', () => {
  const c = curve([
    [0, 0],
    [1, 1e-9],
    [2, 3],
  ]);
  expect(extent(c, true)).toEqual([1e-9, 3]);
  expect(extent(curve([[0, 0]]), true)).toBeNull();
});
