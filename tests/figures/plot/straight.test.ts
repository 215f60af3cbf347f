/** A line's corners: whatever its points are, it stays within a tenth of a pixel of each, and what is straight needs no more than its ends. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corners, strokeOf } from '../../../src/figures/plot/straight.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From left to right, several of them at one place at times. */
const lines = fc
  .array(
    fc.tuple(fc.constantFrom(0, 0.01, 0.4, 1, 30), fc.oneof(fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.double({ min: -300, max: 300, noNaN: true }))),
    {
      maxLength: 80,
    },
  )
  .map((steps) => {
    let [x, y] = [50, 100];
    return steps.map(([right, up]): Point => ({ x: (x += right), y: (y += up) }));
  });

/** How far above or below a line passes from a point. */
function missOf(line: readonly Point[], { x, y }: Point): number {
  let miss = Number.POSITIVE_INFINITY;
  for (const [k, b] of line.entries()) {
    const a = line[k - 1] ?? b;
    if (x < a.x || x > b.x) continue;
    if (a.x === b.x) miss = Math.min(miss, Math.max(0, Math.min(a.y, b.y) - y, y - Math.max(a.y, b.y)));
    else miss = Math.min(miss, Math.abs(a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y) - y));
  }
  return miss;
}

test('it passes every point that is left out within a tenth of a pixel, and goes from the first to the last', () => {
  fc.assert(
    fc.property(lines, (points) => {
      const kept = corners(points);
      expect(kept.every((point) => points.includes(point))).toBe(true);
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      for (const point of points) expect(missOf(kept, point)).toBeLessThanOrEqual(0.1 + 1e-9);
    }),
    { numRuns: 2000 },
  );
});

test('the highest and the lowest of what lies at one place stay', () => {
  fc.assert(
    fc.property(lines, (points) => {
      const kept = corners(points);
      const ends = (all: readonly Point[], at: number): number[] => {
        const ys = all.filter(({ x }) => x === at).map(({ y }) => y);
        return [Math.min(...ys), Math.max(...ys)];
      };
      for (const { x } of kept.filter(({ x: at }) => points.filter((one) => one.x === at).length > 2))
        for (const [i, y] of ends(points, x).entries()) expect(Math.abs(y - (ends(kept, x)[i] as number))).toBeLessThanOrEqual(0.1 + 1e-9);
    }),
  );
});

test.each<[string, (i: number) => number, number]>([
  ['a level', () => 40, 2],
  ['a slope', (i) => 3 * i, 2],
  ['a step', (i) => (i < 50 ? 10 : 90), 4],
  ['a zigzag', (i) => (i % 2) * 10, 100],
])('%s of a hundred points', (_, y, count) => {
  expect(corners(Array.from({ length: 100 }, (_unused, x) => ({ x, y: y(x) })))).toHaveLength(count);
});

test('written to a tenth of a pixel, as one path', () => {
  expect(strokeOf([])).toBe('');
  expect(
    strokeOf([
      { x: 50.04, y: 3 },
      { x: 60.26, y: 10.01 },
      { x: 61, y: -0.52 },
    ]),
  ).toBe('M50 3 60.3 10 61 -0.5');
});
