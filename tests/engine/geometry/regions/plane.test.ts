/** Planes through three points, and why some triples span none. */
import { describe, expect, test } from 'vitest';
import { planeThrough, project, type Plane } from '../../../../src/engine/geometry/regions/plane.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { dot } from '../../../reference/numbers.ts';

const random = (d: number, rng: Rng): Float64Array => Float64Array.from({ length: d }, () => rng.normal());

describe.each([2, 3, 62, 784])('in %i dimensions', (d) => {
  const rng = new Rng(d, 'plane');
  const points = [random(d, rng), random(d, rng), random(d, rng)] as [Float64Array, Float64Array, Float64Array];
  const plane = planeThrough(...points) as Plane;

  test('the axes are orthonormal', () => {
    const [e1, e2] = [[...plane.e1], [...plane.e2]];
    expect(dot(e1, e1)).toBeCloseTo(1, 14);
    expect(dot(e2, e2)).toBeCloseTo(1, 14);
    expect(dot(e1, e2)).toBeCloseTo(0, 14);
  });

  test('the three points lie on it, where it says', () => {
    points.forEach((point, k) => {
      const [u, v] = plane.anchors[k] as readonly [number, number];
      point.forEach((x, i) => expect((plane.origin[i] as number) + u * (plane.e1[i] as number) + v * (plane.e2[i] as number)).toBeCloseTo(x, 12));
      const seen = project(plane, Float64Array.from([...random(d, rng), ...point]), 1);
      expect(seen.u).toBeCloseTo(u, 12);
      expect(seen.v).toBeCloseTo(v, 12);
      expect(seen.distance).toBeCloseTo(0, 12);
    });
  });

  test('the second lies to the right of the first, the third above, and the radius reaches the farthest', () => {
    const [a, b, c] = plane.anchors as [[number, number], [number, number], [number, number]];
    expect(b[0]).toBeGreaterThan(a[0]);
    expect(b[1]).toBeCloseTo(a[1], 12);
    expect(c[1]).toBeGreaterThan(a[1]);
    expect(plane.radius).toBeCloseTo(Math.max(...plane.anchors.map(([u, v]) => Math.hypot(u, v))), 14);
  });

  test('a point beside it is as far as it is', () => {
    if (d < 3) return;
    const point = points[0].slice();
    const away = random(d, rng);
    for (const axis of [plane.e1, plane.e2]) {
      const along = dot([...away], [...axis]);
      for (let i = 0; i < d; i++) away[i] = (away[i] as number) - along * (axis[i] as number);
    }
    const length = Math.hypot(...away);
    for (let i = 0; i < d; i++) point[i] = (point[i] as number) + (0.25 * (away[i] as number)) / length;
    const { u, v, distance } = project(plane, point, 0);
    expect([u, v]).toEqual((plane.anchors[0] as readonly number[]).map((x) => expect.closeTo(x, 10) as number));
    expect(distance).toBeCloseTo(0.25, 10);
  });
});

test.each([
  [
    'all in the same place',
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ],
    'The three points lie in the same place',
  ],
  [
    'two in the same place',
    [
      [1, 2, 3],
      [1, 2, 3],
      [0, 0, 1],
    ],
    'Two of the three points',
  ],
  [
    'the first and the last in the same place',
    [
      [1, 2, 3],
      [0, 0, 1],
      [1, 2, 3],
    ],
    'same place',
  ],
  [
    'the last two in the same place',
    [
      [0, 0, 1],
      [1, 2, 3],
      [1, 2, 3],
    ],
    'one line',
  ],
  [
    'on one line',
    [
      [0, 0, 0],
      [1, 2, 3],
      [-2, -4, -6],
    ],
    'one line',
  ],
])('three points %s span no plane', (_, points, why) => {
  const [a, b, c] = points.map((p) => Float64Array.from(p)) as [Float64Array, Float64Array, Float64Array];
  const found = planeThrough(a, b, c);
  if (!('problem' in found)) throw new Error('a plane was found');
  expect(found.problem.en).toContain(why);
  expect(found.problem.ja).not.toBe('');
});

test.each([
  [
    'the second is no farther from the first',
    [
      [0, 1e-9],
      [1, 0],
    ],
    [
      [0, 2e-9],
      [1, 0],
    ],
    'Two of',
  ],
  [
    'the third is no farther from the first',
    [
      [1, 0],
      [0, 1e-9],
    ],
    [
      [1, 0],
      [0, 2e-9],
    ],
    'Two of',
  ],
  [
    'the third is no farther from their line',
    [
      [1, 0],
      [0.5, 1e-9],
    ],
    [
      [1, 0],
      [0.5, 2e-9],
    ],
    'one line',
  ],
])('a triangle is flat where %s than a billionth of its longest side', (_, flat, thin, why) => {
  const through = (points: readonly (readonly number[])[]) =>
    planeThrough(...([[0, 0], ...points].map((p) => Float64Array.from(p)) as [Float64Array, Float64Array, Float64Array]));
  const found = through(flat);
  expect('problem' in found ? found.problem.en : 'a plane').toContain(why);
  expect(through(thin)).toHaveProperty('radius');
});
