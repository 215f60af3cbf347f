import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Curve } from '../../../src/engine/run/curve.ts';
import { downsample, extent } from '../../../src/figures/plot/downsample.ts';
import { xScale, type Axis } from '../../../src/figures/plot/xAxis.ts';
import { curve } from '../../ui/charts/curves.ts';

const curves = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: -1e3, max: 1e3, noNaN: true })), { minLength: 1, maxLength: 800 })
  .map((pairs) => {
    let step = -1;
    return curve(pairs.map(([gap, value]) => [(step += gap), value]));
  });
const axes = fc.constantFrom<Axis>('log', 'linear');
const widths = fc.double({ min: 1, max: 1500, noNaN: true });
const pixels = fc.constantFrom(1, 0.5, 1 / 3);
const scaleOf = ({ length, steps }: Curve, axis: Axis, width: number) => xScale(Math.max(1, steps[length - 1] as number), axis, 50, 50 + width);

interface Of {
  first: number;
  last: number;
  low: number;
  high: number;
}

/** Of every column of pixels its first, last, smallest and largest value, point by point. */
function columnsOf({ steps, values }: Curve, indices: readonly number[], column: (step: number) => number): Map<number, Of> {
  const columns = new Map<number, Of>();
  for (const i of indices) {
    const [at, value] = [column(steps[i] as number), values[i] as number];
    const known = columns.get(at) ?? { first: value, last: value, low: value, high: value };
    columns.set(at, { first: known.first, last: value, low: Math.min(known.low, value), high: Math.max(known.high, value) });
  }
  return columns;
}

/** Of every column of pixels the heights that a line through the points covers there. */
function coveredBy(points: readonly (readonly [x: number, y: number])[], pixel: number): Map<number, readonly [low: number, high: number]> {
  const covered = new Map<number, readonly [number, number]>();
  const cover = (column: number, ...ys: readonly number[]): void => {
    const [low, high] = covered.get(column) ?? [Infinity, -Infinity];
    covered.set(column, [Math.min(low, ...ys), Math.max(high, ...ys)]);
  };
  for (const [k, [x, y]] of points.entries()) {
    const [fromX, fromY] = points[k - 1] ?? [x, y];
    const at = (to: number): number => (x === fromX ? y : fromY + ((to - fromX) / (x - fromX)) * (y - fromY));
    for (let column = Math.floor(fromX / pixel); column <= Math.floor(x / pixel); column++)
      cover(column, at(Math.max(fromX, column * pixel)), at(Math.min(x, (column + 1) * pixel)));
  }
  return covered;
}

const all = ({ length }: Curve): number[] => Array.from({ length }, (_, i) => i);

test('every column of pixels keeps its first, last, smallest and largest value, at any width, on both axes', () => {
  fc.assert(
    fc.property(curves, axes, widths, pixels, (c, axis, width, pixel) => {
      const x = scaleOf(c, axis, width);
      const column = (step: number): number => Math.floor(x(step) / pixel);
      const kept = downsample(c, x, pixel);
      expect(columnsOf(c, kept, column)).toEqual(columnsOf(c, all(c), column));
      expect(kept.every((i, k) => k === 0 || i > (kept[k - 1] as number))).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(4 * columnsOf(c, kept, column).size);
    }),
  );
});

test('a line through the points that are kept covers what one through all of them does', () => {
  fc.assert(
    fc.property(curves, axes, widths, pixels, (c, axis, width, pixel) => {
      const x = scaleOf(c, axis, width);
      const line = (indices: readonly number[]) =>
        coveredBy(
          indices.map((i) => [x(c.steps[i] as number), c.values[i] as number] as const),
          pixel,
        );
      const [thin, whole] = [line(downsample(c, x, pixel)), line(all(c))];
      expect([...thin.keys()]).toEqual([...whole.keys()]);
      for (const [column, [low, high]] of whole) {
        expect(thin.get(column)?.[0]).toBeCloseTo(low, 6);
        expect(thin.get(column)?.[1]).toBeCloseTo(high, 6);
      }
    }),
  );
});

test('a long curve is looked at where its columns end, not point by point', () => {
  const steps = Float64Array.from({ length: 100_000 }, (_, i) => 10 * i);
  const c = { length: steps.length, steps, values: Float64Array.from(steps, (step) => Math.sin(step)) };
  const x = xScale(1e6, 'log', 0, 800);
  let asked = 0;
  const kept = downsample(c, (step) => (asked++, x(step)));
  expect(asked).toBeLessThan(15_000);
  expect(kept.length).toBeLessThan(4 * 800);
});

test('leaves alone what has columns of its own', () => {
  const c = curve([
    [0, 1],
    [1, 2],
    [5, 0],
  ]);
  const x = xScale(10, 'log', 0, 100);
  expect(downsample(c, x)).toEqual([0, 1, 2]);
  expect(downsample(curve([]), x)).toEqual([]);
});

test('a spike of one point survives', () => {
  const c = curve(Array.from({ length: 5000 }, (_, i) => [i, i === 3210 ? 7 : 0] as const));
  expect(downsample(c, xScale(5000, 'linear', 0, 100))).toContain(3210);
});

test('values that are not finite are left out', () => {
  const c = curve([
    [0, 1],
    [1, NaN],
    [2, Infinity],
    [3, 2],
  ]);
  expect(downsample(c, xScale(3, 'linear', 0, 100))).toEqual([0, 3]);
  expect(downsample(c, xScale(3, 'linear', 0, 0.5))).toEqual([0, 3]);
  expect(downsample(curve([[0, NaN]]), xScale(3, 'linear', 0, 100))).toEqual([]);
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
