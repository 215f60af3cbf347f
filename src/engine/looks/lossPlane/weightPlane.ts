/** The plane through three networks in the space of all weights, its directions made orthonormal by Gram–Schmidt (Garipov et al. 2018, §3). */
import type { Numbers } from '../../models/plain/linear.ts';

/** One network: its parameters, in the order of the model's. */
export type Weights = readonly Float32Array[];
export type Corners = readonly [Weights, Weights, Weights];
type Place = readonly [x: number, y: number];

export interface WeightPlane {
  readonly origin: Weights;
  /** Of unit length and at a right angle to each other. */
  readonly x: readonly Float64Array[];
  readonly y: readonly Float64Array[];
  /** Where the three stand: (0, 0), (a, 0) and (b, c), in units of the weights. */
  readonly corners: readonly [Place, Place, Place];
}

function dot(a: readonly Numbers[], b: readonly Numbers[]): number {
  let sum = 0;
  a.forEach((own, i) => {
    const other = b[i] as Numbers;
    for (let j = 0; j < own.length; j++) sum += (own[j] as number) * (other[j] as number);
  });
  return sum;
}

/** a + factor · b */
const plus = (a: readonly Numbers[], b: readonly Numbers[], factor: number): Float64Array[] =>
  a.map((own, i) => Float64Array.from(own, (value, j) => value + factor * ((b[i] as Numbers)[j] as number)));

/** Of the distance to the third corner, how much has to be off the line through the first two. */
const LEAST = 1e-6;

/** @returns null where they lie on one line */
export function planeThrough([first, second, third]: Corners): WeightPlane | null {
  const along = plus(second, first, -1);
  const a = Math.sqrt(dot(along, along));
  if (!(a > 0)) return null;
  const x = along.map((part) => part.map((value) => value / a));
  const towards = plus(third, first, -1);
  const b = dot(towards, x);
  const off = plus(towards, x, -b);
  const c = Math.sqrt(dot(off, off));
  if (!(c > LEAST * Math.hypot(b, c))) return null;
  const corners = [
    [0, 0],
    [a, 0],
    [b, c],
  ] as const;
  return { origin: first, x, y: off.map((part) => part.map((value) => value / c)), corners };
}

/** Of a squared distance: what is left of it where numbers are subtracted that are the same. */
const ROUNDING = 1e-9;

/** Where a network's shadow falls on the plane, and how far it is from it. */
export function placeOn({ origin, x, y }: WeightPlane, weights: Weights): { readonly x: number; readonly y: number; readonly distance: number } {
  const from = plus(weights, origin, -1);
  const [u, v] = [dot(from, x), dot(from, y)];
  const whole = dot(from, from);
  const off = whole - u * u - v * v;
  return { x: u, y: v, distance: off > ROUNDING * whole ? Math.sqrt(off) : 0 };
}

/** The network that stands at a place of the plane. */
export const weightsAt = ({ origin, x, y }: WeightPlane, [u, v]: Place): Float32Array[] =>
  origin.map((own, i) => {
    const [xs, ys] = [x[i] as Float64Array, y[i] as Float64Array];
    return own.map((value, j) => value + u * (xs[j] as number) + v * (ys[j] as number));
  });

/** A square of the plane. */
export interface Window {
  readonly left: number;
  readonly bottom: number;
  readonly side: number;
}

/** How much wider than what the corners span. */
const WIDER = 1.5;

/** All three corners, in its middle. */
export function windowOf({ corners }: Pick<WeightPlane, 'corners'>): Window {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)] as const;
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const side = WIDER * Math.max(span(xs), span(ys));
  return { left: middle(xs) - side / 2, bottom: middle(ys) - side / 2, side };
}
