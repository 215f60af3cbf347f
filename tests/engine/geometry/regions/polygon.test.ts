/** Stacks of corners: they grow without losing any, and move as a plain array would. Polygons in them, and their halves, against plain geometry. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf, Corners, CUT, Halves, NEGATIVE, POSITIVE, sideOf } from '../../../../src/engine/geometry/regions/polygon.ts';

const points = ({ x, y }: Corners, count: number): [number, number][] => Array.from({ length: count }, (_, i) => [x[i] as number, y[i] as number]);

test('corners beyond the first room are kept like those within it', () => {
  const corners = new Corners();
  const many = Array.from({ length: 5000 }, (_, i): [number, number] => [i, -i]);
  for (const [i, [x, y]] of many.entries()) {
    corners.reserve(i + 1);
    corners.set(i, x, y);
  }
  expect(points(corners, 5000)).toEqual(many);
  // It grows by doubling, or to what is asked for where that is more.
  expect(corners.x.length).toBe(8192);
  corners.reserve(8192);
  expect(corners.x.length).toBe(8192);
  corners.reserve(20_000);
  expect([corners.x.length, corners.y.length]).toEqual([20_000, 20_000]);
  expect(points(corners, 5000)).toEqual(many);
});

test('corners move within a stack, over each other too, and between stacks', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(10), fc.boolean(), (to, from, count, within) => {
      const [source, other] = [new Corners(), new Corners()];
      for (let i = 0; i < 50; i++) {
        source.set(i, i, 100 + i);
        other.set(i, -i, -100 - i);
      }
      const target = within ? source : other;
      const wanted = points(target, 50);
      wanted.splice(to, count, ...points(source, 50).slice(from, from + count));
      target.copy(to, source, from, count);
      expect(points(target, 50)).toEqual(wanted);
    }),
  );
});

test('a stack makes room for what is moved into it', () => {
  const [from, to] = [new Corners(), new Corners()];
  from.reserve(3000);
  for (let i = 0; i < 3000; i++) from.set(i, i, i);
  to.copy(10, from, 0, 3000);
  expect(points(to, 3010).slice(10)).toEqual(points(from, 3000));
});

type Point = readonly [x: number, y: number];
const SQUARE: readonly Point[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

/** A polygon from corner 5 of a stack on, among others. */
function stacked(polygon: readonly Point[]): Corners {
  const corners = new Corners();
  for (let i = 0; i < 40; i++) corners.set(i, 30 + i, 7 * i);
  for (const [i, [x, y]] of polygon.entries()) corners.set(5 + i, x, y);
  return corners;
}
const area = (polygon: readonly Point[]): number =>
  polygon.reduce((sum, [x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length] as Point;
    return sum + (x0 * y1 - x1 * y0) / 2;
  }, 0);
const side = (a: number, b: number, c: number, tolerance: number, polygon = SQUARE) => sideOf(stacked(polygon), 5, polygon.length, a, b, c, tolerance);

/** Corners on an ellipse. */
const convex = fc
  .uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 3, maxLength: 9 })
  .map((angles) => angles.toSorted((a, b) => a - b).map((angle): Point => [2 * Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
const number = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 700);

test('the area of a polygon is that of its own corners', () => {
  fc.assert(
    fc.property(convex, (polygon) => {
      expect(areaOf(stacked(polygon), 5, polygon.length)).toBeCloseTo(area(polygon), 12);
    }),
  );
  expect([0, 1, 2].map((count) => areaOf(stacked(SQUARE), 5, count))).toEqual([0, 0, 0]);
});

describe('which side of a line a polygon lies on', () => {
  test('corners as near as the tolerance are on the line', () => {
    expect([0.7, 0.75, 0.8].map((c) => side(1, 0, c, 0.25))).toEqual([CUT, POSITIVE, POSITIVE]);
    expect([-0.7, -0.75, -0.8].map((c) => side(0, 1, c, 0.25))).toEqual([CUT, NEGATIVE, NEGATIVE]);
    expect([1, -1].map((c) => side(1, 0, c, 0))).toEqual([POSITIVE, NEGATIVE]);
  });

  test('with all of them on it, it goes with the farthest, and with the negative where there is none', () => {
    expect([0.1, -0.1, 0].map((c) => side(0, 0, c, 0.25))).toEqual([POSITIVE, NEGATIVE, NEGATIVE]);
    expect([0.01, -0.01, 0].map((c) => side(0.1, 0, c, 0.25))).toEqual([POSITIVE, NEGATIVE, NEGATIVE]);
  });

  test('otherwise it is that of its corners', () => {
    fc.assert(
      fc.property(convex, number, number, number, (polygon, a, b, c) => {
        const signs = new Set(polygon.map(([x, y]) => a * x + b * y + c > 0));
        fc.pre(polygon.every(([x, y]) => Math.abs(a * x + b * y + c) > 1e-9));
        expect(side(a, b, c, 1e-12, polygon)).toBe(signs.size === 2 ? CUT : signs.has(true) ? POSITIVE : NEGATIVE);
      }),
      { numRuns: 300 },
    );
  });
});

describe('halves', () => {
  function cut(polygon: readonly Point[], a: number, b: number, c: number, tolerance = 0, halves = new Halves()) {
    halves.cut(stacked(polygon), 5, polygon.length, a, b, c, tolerance);
    return {
      negative: points(halves.negative, halves.negatives),
      positive: points(halves.positive, halves.positives),
      chord: [
        [halves.x0, halves.y0],
        [halves.x1, halves.y1],
      ] as Point[],
    };
  }

  test('lie on their sides, make up the whole, and share the chord', () => {
    // The same halves are used again and again.
    const halves = new Halves();
    fc.assert(
      fc.property(convex, number, number, number, (polygon, a, b, c) => {
        const distances = polygon.map(([x, y]) => a * x + b * y + c);
        fc.pre(Math.min(...distances) < -1e-6 && Math.max(...distances) > 1e-6 && distances.every((d) => Math.abs(d) > 1e-9));
        const { negative, positive, chord } = cut(polygon, a, b, c, 1e-12, halves);
        expect(negative.length + positive.length).toBe(polygon.length + 4);
        for (const [x, y] of negative) expect(a * x + b * y + c).toBeLessThan(1e-9);
        for (const [x, y] of positive) expect(a * x + b * y + c).toBeGreaterThan(-1e-9);
        expect(area(negative) + area(positive)).toBeCloseTo(area(polygon), 9);
        expect(Math.min(area(negative), area(positive))).toBeGreaterThan(0);
        expect(new Set(chord.map(String)).size).toBe(2);
        for (const end of chord) for (const half of [negative, positive]) expect(half).toContainEqual(end);
      }),
      { numRuns: 300 },
    );
  });

  test('corners on the line belong to both', () => {
    const diagonal = cut(SQUARE, 1, -1, 0);
    expect(diagonal).toEqual({
      negative: [
        [-1, -1],
        [1, 1],
        [-1, 1],
      ],
      positive: [
        [-1, -1],
        [1, -1],
        [1, 1],
      ],
      chord: [
        [-1, -1],
        [1, 1],
      ],
    });
    // Just as near as the tolerance is on it; beyond is not.
    expect(cut(SQUARE, 1, -1, 0.25, 0.25)).toEqual(diagonal);
    expect(cut(SQUARE, 1, -1, -0.25, 0.25)).toEqual(diagonal);
    const beyond = cut(SQUARE, 1, -1, 0.5, 0.25);
    expect([beyond.negative.length, beyond.positive.length, beyond.chord]).toEqual([
      3,
      5,
      [
        [-1, -0.5],
        [0.5, 1],
      ],
    ]);
  });
});
