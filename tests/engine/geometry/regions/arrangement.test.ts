/**
 * One layer's pieces of a polygon against brute force: how many there are, which sides they lie on, and their order. In general position a
 * convex polygon that L lines cross, with I crossings inside, falls into 1 + L + I pieces.
 */
import { describe, expect, test } from 'vitest';
import type { AffineMaps } from '../../../../src/engine/geometry/regions/affine.ts';
import { Arrangement, scaleOf, toleranceOf } from '../../../../src/engine/geometry/regions/arrangement.ts';
import { areaOf, Corners } from '../../../../src/engine/geometry/regions/polygon.ts';
import { Rng } from '../../../../src/engine/rng.ts';

const OUTLINE = [
  [-0.9, -0.4],
  [0.1, -0.7],
  [0.8, 0.2],
  [0.3, 0.9],
  [-0.6, 0.5],
] as const;

type Line = readonly [s: number, t: number, c: number];
const mapsOf = (lines: readonly Line[]): AffineMaps => ({
  count: lines.length,
  s: Float64Array.from(lines, ([s]) => s),
  t: Float64Array.from(lines, ([, t]) => t),
  c: Float64Array.from(lines, ([, , c]) => c),
});
const valueOf = ([s, t, c]: Line, [x, y]: readonly [number, number]): number => s * x + t * y + c;
const isInside = (x: number, y: number): boolean =>
  OUTLINE.every(([x0, y0], i) => {
    const [x1, y1] = OUTLINE[(i + 1) % OUTLINE.length] as readonly [number, number];
    return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0;
  });

/** The polygon somewhere in a stack of others. */
function stack(): Corners {
  const corners = new Corners();
  for (let i = 0; i < 20; i++) corners.set(i, 50 - i, 70 + i);
  for (const [i, [x, y]] of OUTLINE.entries()) corners.set(4 + i, x, y);
  return corners;
}

interface Piece {
  readonly sides: readonly number[];
  readonly area: number;
  readonly middle: readonly [x: number, y: number];
}

function piecesOf(arrangement: Arrangement): Piece[] {
  const pieces: Piece[] = [];
  arrangement.enter(stack(), 4, OUTLINE.length);
  while (arrangement.next()) {
    const { corners, start, size, side } = arrangement;
    const mean = (of: Float64Array): number => of.slice(start, start + size).reduce((sum, x) => sum + x, 0) / size;
    pieces.push({ sides: [...side], area: areaOf(corners, start, size), middle: [mean(corners.x), mean(corners.y)] });
  }
  return pieces;
}

describe.each([1, 2, 3, 4, 5, 6])('seed %i', (seed) => {
  const rng = new Rng(seed, 'lines');
  const lines = Array.from({ length: 3 * seed }, (): Line => [rng.normal(), rng.normal(), 0.6 * rng.normal()]);
  const chords: number[][] = [];
  const arrangement = new Arrangement(mapsOf(lines), (...chord) => chords.push(chord));
  const pieces = piecesOf(arrangement);
  const crossing = lines.flatMap((line, i) => (new Set(OUTLINE.map((corner) => Math.sign(valueOf(line, corner)))).size > 1 ? [i] : []));

  test('as many pieces as lines and crossings make, together the whole, each on the sides it says', () => {
    expect(Array.from(arrangement.lines.subarray(0, arrangement.count))).toEqual(crossing);
    let crossings = 0;
    for (const i of crossing)
      for (const j of crossing.filter((other) => other > i)) {
        const [[a, b, c], [d, e, f]] = [lines[i] as Line, lines[j] as Line];
        const determinant = a * e - b * d;
        if (isInside((b * f - c * e) / determinant, (c * d - a * f) / determinant)) crossings++;
      }
    expect(pieces).toHaveLength(1 + crossing.length + crossings);
    expect(chords).toHaveLength(pieces.length - 1);
    expect(new Set(pieces.map(({ sides }) => sides.join(''))).size).toBe(pieces.length);
    for (const { sides, middle } of pieces) expect(sides).toEqual(lines.map((line) => Number(valueOf(line, middle) > 0)));
    const corners = stack();
    expect(pieces.reduce((sum, { area }) => sum + area, 0)).toBeCloseTo(areaOf(corners, 4, OUTLINE.length), 12);
    for (const [x0, y0, x1, y1] of chords as [number, number, number, number][]) {
      expect(Math.min(...lines.map((line) => Math.abs(valueOf(line, [x0, y0])) + Math.abs(valueOf(line, [x1, y1]))))).toBeLessThan(1e-9);
    }
  });

  test('they come in the order of a reflected Gray code', () => {
    const places = pieces.map(({ sides }) => {
      let ones = 0;
      return crossing.map((i) => (ones += sides[i] as number) % 2).join('');
    });
    expect(places).toEqual(places.toSorted());
  });

  test('entered again, it is the same again', () => expect(piecesOf(arrangement)).toEqual(pieces));
});

test('a neuron whose line misses the polygon or touches a corner of it has one side; one that is zero everywhere the negative', () => {
  const lines: Line[] = [
    [0, 0, 0],
    [1, 0, 0.9],
    [-1, 0, -0.9],
    [0, 1, -5],
    [0, 1, 5],
    [0, 0, 1e-3],
  ];
  const arrangement = new Arrangement(mapsOf(lines), () => expect.unreachable());
  expect(piecesOf(arrangement).map(({ sides }) => sides)).toEqual([[0, 1, 0, 0, 1, 1]]);
});

test('what counts as zero grows with the line’s own numbers, and a little with those that were added up', () => {
  expect(toleranceOf(1, -2, 3, 0)).toBeCloseTo(6e-12, 20);
  expect(toleranceOf(-1, 2, -3, 0)).toBeCloseTo(6e-12, 20);
  expect(toleranceOf(0, 0, 0, 5)).toBeCloseTo(5e-15, 22);
  expect(toleranceOf(1, 1, 1, 1e6)).toBeCloseTo(3e-12 + 1e-9, 18);
  expect(
    scaleOf(
      mapsOf([
        [9, 9, 1],
        [0, 0, -7],
        [0, 0, 2],
      ]),
    ),
  ).toBe(7);
});
