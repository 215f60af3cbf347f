/** Examples near a plane, against naive projection: which they are, where, and how far from it. */
import { expect, test } from 'vitest';
import type { Dataset, Examples, ExampleSet } from '../../../../src/engine/data/dataset.ts';
import type { PiecewisePart } from '../../../../src/engine/geometry/geometry.ts';
import type { Plane } from '../../../../src/engine/geometry/regions/plane.ts';
import { nearbyOf } from '../../../../src/engine/looks/regions/nearby.ts';
import type { Anchors } from '../../../../src/engine/looks/regions/question.ts';
import { Rng } from '../../../../src/engine/rng.ts';

type Point = readonly [x: number, y: number, z: number];

/** The plane z = 1 of space, with its origin beside the axis. */
const PLANE: Plane = { origin: Float64Array.of(0.5, -1, 1), e1: Float64Array.of(0.6, 0.8, 0), e2: Float64Array.of(-0.8, 0.6, 0), anchors: [], radius: 2 };
/** Inputs are points of the space themselves. */
const PART = { points: (_: unknown, { inputs }: Examples) => Float64Array.from(inputs) } as unknown as PiecewisePart;
const NOWHERE: Anchors = [
  { set: 'train', index: 9999 },
  { set: 'train', index: 9999 },
  { set: 'val', index: 9999 },
];

interface Seen {
  readonly set: ExampleSet;
  readonly index: number;
  readonly place: readonly number[];
}

function seen(points: Readonly<Record<ExampleSet, readonly Point[]>>, anchors = NOWHERE): Seen[] {
  const examples = (of: readonly Point[]): Examples => ({ count: of.length, inputs: Float32Array.from(of.flat()), targets: new Int32Array(of.length) });
  const shape = { kind: 'vectors', dimension: 3, image: null, domain: null, outputs: 2, target: { kind: 'class' } };
  const dataset = { shape, train: examples(points.train), val: examples(points.val) } as unknown as Dataset;
  const { count, places, sets, indexes } = nearbyOf(dataset, PART, [], PLANE, anchors);
  expect([places.length, sets.length, indexes.length]).toEqual([3 * count, count, count]);
  return Array.from(indexes, (index, i) => ({ set: sets[i] === 0 ? 'train' : 'val', index, place: Array.from(places.subarray(3 * i, 3 * i + 3)) }));
}

test('they are those of the first 400 of each set that are no farther than the radius, the farthest first, in radii', () => {
  const rng = new Rng(1, 'nearby');
  const random = (count: number): Point[] => Array.from({ length: count }, () => [rng.normal(), rng.normal(), Math.fround(1 + 3 * rng.normal())]);
  const points = { train: random(450), val: random(60) };
  const expected = (['train', 'val'] as const)
    .flatMap((set) =>
      points[set].slice(0, 400).map(([x, y, z], index): Seen => {
        const [dx, dy] = [Math.fround(x) - 0.5, Math.fround(y) + 1];
        return { set, index, place: [(0.6 * dx + 0.8 * dy) / 2, (-0.8 * dx + 0.6 * dy) / 2, Math.abs(z - 1) / 2] };
      }),
    )
    .filter(({ place }) => (place[2] as number) <= 1)
    .toSorted((a, b) => (b.place[2] as number) - (a.place[2] as number));
  const found = seen(points);
  expect(found.map(({ set, index }) => [set, index])).toEqual(expected.map(({ set, index }) => [set, index]));
  found.forEach(({ place }, i) => place.forEach((x, k) => expect(x).toBeCloseTo(expected[i]?.place[k] as number, 9)));
  expect(new Set(found.map(({ set }) => set)).size).toBe(2);
  expect(Math.max(...found.map(({ index }) => index))).toBeLessThan(400);
});

test('what lies just as far as the radius is among them, what lies beyond is not', () => {
  const far = (z: number): Point => [0.5, -1, z];
  expect(seen({ train: [far(3), far(3.001), far(-1), far(-1.001)], val: [] }).map(({ index, place }) => [index, ...place])).toEqual([
    [0, 0, 0, 1],
    [2, 0, 0, 1],
  ]);
});

test('the three points themselves are left out, each in its own set alone', () => {
  const points: Point[] = Array.from({ length: 5 }, (_, i) => [i, i, 2 - 0.1 * i]);
  const anchors: Anchors = [
    { set: 'train', index: 1 },
    { set: 'val', index: 0 },
    { set: 'val', index: 3 },
  ];
  const found = seen({ train: points, val: points }, anchors).map(({ set, index }) => `${set} ${index}`);
  expect(found).toEqual(['train 0', 'val 1', 'train 2', 'val 2', 'train 3', 'train 4', 'val 4']);
});
