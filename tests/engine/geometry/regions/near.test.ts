/** Counting regions around a point, against walking around in the disc. */
import { describe, expect, test } from 'vitest';
import { pieceAt, regionsNear } from '../../../../src/engine/geometry/regions/near.ts';
import type { Slice } from '../../../../src/engine/geometry/regions/slice.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { classOf, evaluate, inputAt, patternOf } from '../../../reference/regions.ts';
import { around, randomNetwork, randomPlane, sliceOf } from './networks.ts';

describe.each([1, 2, 3])('seed %i', (seed) => {
  const rng = new Rng(seed, 'near');
  const network = randomNetwork({ dimension: 6, depth: 2, width: 16, classes: 4, slope: 0 }, rng);
  const plane = randomPlane(6, rng);
  const view = around(plane, 2);
  const slice = sliceOf(network, plane, view);

  test.each([0.02, 0.1, 0.4])('a disc of radius %f meets the regions that come that close', (radius) => {
    const [x, y] = [0.3 * rng.normal(), 0.3 * rng.normal()];
    const near = new Set<number>();
    const perhaps = new Set<number>();
    for (let k = 0; k < slice.classes.length; k++) {
      const region = slice.regionOf[k] as number;
      const polygon = Array.from({ length: (slice.offsets[k + 1] as number) - (slice.offsets[k] as number) }, (_, i) => (slice.offsets[k] as number) + i);
      const distances = polygon.flatMap((i, n) => {
        const j = polygon[(n + 1) % polygon.length] as number;
        const at = (axis: number, along: number): number =>
          (1 - along) * (slice.corners[2 * i + axis] as number) + along * (slice.corners[2 * j + axis] as number);
        return Array.from({ length: 401 }, (__, step) => Math.hypot(at(0, step / 400) - x, at(1, step / 400) - y));
      });
      const least = Math.min(...distances);
      // Samples of an edge come as close as the edge itself but for a little.
      if (least < radius) near.add(region);
      if (least < radius + 1e-4) perhaps.add(region);
    }
    const home = slice.regionOf[pieceAt(slice, x, y)] as number;
    expect(regionsNear(slice, x, y, radius)).toBeGreaterThanOrEqual(near.add(home).size);
    expect(regionsNear(slice, x, y, radius)).toBeLessThanOrEqual(perhaps.add(home).size);
    const patterns = Array.from({ length: 2000 }, () => {
      const [angle, out] = [2 * Math.PI * rng.uniform(), Math.sqrt(rng.uniform())];
      return patternOf(evaluate(network, inputAt(plane, view, x + radius * out * Math.cos(angle), y + radius * out * Math.sin(angle))));
    });
    expect(regionsNear(slice, x, y, radius)).toBeGreaterThanOrEqual(new Set(patterns).size);
  });

  test('around everything lies every region; around nothing, one', () => {
    expect(regionsNear(slice, 0, 0, 2)).toBe(slice.regions);
    expect(regionsNear(slice, 0.123, 0.456, 0)).toBe(1);
    expect(regionsNear(slice, 5, 5, 0.1)).toBe(0);
  });

  test('the piece under a point has the network’s class', () => {
    for (let n = 0; n < 200; n++) {
      const [x, y] = [2 * rng.uniform() - 1, 2 * rng.uniform() - 1];
      expect(slice.classes[pieceAt(slice, x, y)]).toBe(classOf(evaluate(network, inputAt(plane, view, x, y))));
    }
    expect(pieceAt(slice, 3, 0)).toBe(-1);
  });
});

describe('squares in a row, of side 2 from x = 1 on', () => {
  /** The third and the fourth are one region. */
  const squares = (regionOf: readonly number[]): Slice => ({
    view: { u: 0, v: 0, halfWidth: 1, halfHeight: 1 },
    complete: true,
    covered: 1,
    regions: new Set(regionOf).size,
    regionsByLayer: [],
    offsets: Int32Array.from({ length: regionOf.length + 1 }, (_, k) => 4 * k),
    corners: Float64Array.from(regionOf.flatMap((_, k) => [2 * k + 1, -1, 2 * k + 3, -1, 2 * k + 3, 1, 2 * k + 1, 1])),
    classes: Int32Array.from(regionOf, (_, k) => k),
    regionOf: Int32Array.from(regionOf),
    edges: [],
    boundary: new Float64Array(0),
  });
  const four = squares([0, 1, 2, 2]);

  test('what is just as far as the radius is not met; a border belongs to both', () => {
    expect([1, 1.001, 3, 3.001].map((radius) => regionsNear(four, 0, 0, radius))).toEqual([0, 1, 1, 2]);
    expect([2, 3, 3.001, 9].map((x) => regionsNear(four, x, 0, 0))).toEqual([1, 2, 1, 1]);
    expect([regionsNear(four, 3, 1, 0), regionsNear(four, 2, 1.001, 0), regionsNear(four, 2, 2, 1.001)]).toEqual([2, 0, 1]);
  });

  test('pieces of one region count once, also where it is the first', () => {
    expect([regionsNear(four, 7, 0, 1.5), regionsNear(four, 7, 0, 3)]).toEqual([1, 2]);
    expect(regionsNear(squares([1, 1]), 3, 0, 1)).toBe(1);
    expect(regionsNear(squares([0]), 2, 0, 0)).toBe(1);
  });

  test('corners that lie twice change nothing', () => {
    const doubled: Slice = { ...squares([0]), offsets: Int32Array.of(0, 6), corners: Float64Array.of(1, -1, 1, -1, 3, -1, 3, 1, 3, 1, 1, 1) };
    expect([0.9, 1.1].map((radius) => regionsNear(doubled, 0, 0, radius))).toEqual([0, 1]);
    expect([1.4, 1.42].map((radius) => regionsNear(doubled, 0, -2, radius))).toEqual([0, 1]);
    expect([regionsNear(doubled, 2, 0, 0), pieceAt(doubled, 2, 0), pieceAt(doubled, 0.9, -1)]).toEqual([1, 0, -1]);
  });

  test('the piece at a border is the first of them', () => {
    expect([1, 2, 3, 4, 9, 9.001, 0.999].map((x) => pieceAt(four, x, 0.5))).toEqual([0, 0, 0, 1, 3, -1, -1]);
    expect([-1, 1, -1.001, 1.001].map((y) => pieceAt(four, 4, y))).toEqual([1, 1, -1, -1]);
  });
});
