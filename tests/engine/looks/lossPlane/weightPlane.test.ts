/** The plane through three networks. */
import { describe, expect, test } from 'vitest';
import {
  placeOn,
  planeThrough,
  weightsAt,
  windowOf,
  type Corners,
  type WeightPlane,
  type Weights,
} from '../../../../src/engine/looks/lossPlane/weightPlane.ts';
import { Rng } from '../../../../src/engine/rng.ts';

const rng = new Rng(3, 'plane');
const drawn = (): Weights => [4, 7].map((length) => Float32Array.from({ length }, () => rng.normal()));
const CORNERS: Corners = [drawn(), drawn(), drawn()];
const plane = planeThrough(CORNERS) as WeightPlane;
const flat = (parts: readonly ArrayLike<number>[]): number[] => parts.flatMap((part) => Array.from(part));
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const distance = (a: Weights, b: Weights): number => Math.hypot(...flat(a).map((value, i) => value - (flat(b)[i] as number)));

test('its directions are of unit length and at a right angle', () => {
  const [x, y] = [flat(plane.x), flat(plane.y)];
  expect(dot(x, x)).toBeCloseTo(1, 10);
  expect(dot(y, y)).toBeCloseTo(1, 10);
  expect(dot(x, y)).toBeCloseTo(0, 10);
});

test('corners stand as far from each other as their networks are', () => {
  const { corners } = plane;
  for (const [i, j] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const [a, b] = [corners[i], corners[j]];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(distance(CORNERS[i], CORNERS[j]), 6);
  }
  expect(corners[0]).toEqual([0, 0]);
  expect(corners[1][1]).toBe(0);
});

test('the network at a corner’s place is the corner, and its place is there, on the plane', () => {
  CORNERS.forEach((corner, i) => {
    const place = plane.corners[i] as readonly [number, number];
    expect(distance(weightsAt(plane, place), corner)).toBeLessThan(1e-6);
    const { x, y, distance: off } = placeOn(plane, corner);
    expect(x).toBeCloseTo(place[0], 6);
    expect(y).toBeCloseTo(place[1], 6);
    expect(off).toBeLessThan(1e-3);
  });
});

test('what is off the plane is as far from it as from its shadow', () => {
  const other = drawn();
  const { x, y, distance: off } = placeOn(plane, other);
  expect(off).toBeCloseTo(distance(weightsAt(plane, [x, y]), other), 5);
  // Nothing in the plane is nearer.
  for (const [dx, dy] of [
    [0.1, 0],
    [0, -0.1],
  ] as const)
    expect(distance(weightsAt(plane, [x + dx, y + dy]), other)).toBeGreaterThan(off);
});

describe('there is none', () => {
  test('where two are the same, or all lie on a line', () => {
    const [a, b] = CORNERS;
    expect(planeThrough([a, a, b])).toBeNull();
    const middle = a.map((part, i) => part.map((value, j) => (value + ((b[i] as Float32Array)[j] as number)) / 2));
    expect(planeThrough([a, b, middle])).toBeNull();
    expect(planeThrough([a, b, a])).toBeNull();
  });
});

test('the window is a square around all corners', () => {
  const window = windowOf({
    corners: [
      [0, 0],
      [10, 0],
      [4, 2],
    ],
  });
  expect(window).toEqual({ left: -2.5, bottom: -6.5, side: 15 });
});
