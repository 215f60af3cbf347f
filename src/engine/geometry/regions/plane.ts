/** The plane through three points of the input space, with orthonormal axes: x(u, v) = origin + u·e1 + v·e2. */
import { text, type Text } from '../../text.ts';

export interface Plane {
  /** (D): the three points' centre. */
  readonly origin: Float64Array;
  /** (D) each, orthonormal. */
  readonly e1: Float64Array;
  readonly e2: Float64Array;
  /** (u, v) of the three points. The second lies to the right of the first, the third above both. */
  readonly anchors: readonly (readonly [u: number, v: number])[];
  /** Largest distance of an anchor from the origin. */
  readonly radius: number;
}

/** Where a point lies as seen from the plane. */
export interface Projection {
  readonly u: number;
  readonly v: number;
  /** Distance from the plane. */
  readonly distance: number;
}

/** Three points span no plane when the triangle is flatter than this. */
const FLAT = 1e-9;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};
const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - (b[i] as number));
const scaled = (a: Float64Array, by: number): Float64Array => a.map((x) => x * by);

/** The plane, or why there is none. */
export function planeThrough(a: Float64Array, b: Float64Array, c: Float64Array): Plane | { readonly problem: Text } {
  const [ab, ac] = [difference(b, a), difference(c, a)];
  const [along, reach] = [Math.sqrt(dot(ab, ab)), Math.sqrt(dot(ac, ac))];
  const longest = Math.max(along, reach);
  if (longest === 0) return { problem: text('The three points lie in the same place. Choose others.', '3 点が同じ場所にあります。別の点を選んでください。') };
  if (along <= FLAT * longest || reach <= FLAT * longest) {
    return { problem: text('Two of the three points lie in the same place. Choose another.', '2 点が同じ場所にあります。別の点を選んでください。') };
  }
  const e1 = scaled(ab, 1 / along);
  // Twice, so that the axes are orthogonal to the last digit.
  const without = (from: Float64Array): Float64Array => difference(from, scaled(e1, dot(from, e1)));
  const across = without(without(ac));
  const height = Math.sqrt(dot(across, across));
  if (height <= FLAT * longest) {
    return { problem: text('The three points lie on one line. Choose another.', '3 点が一直線に並んでいます。別の点を選んでください。') };
  }
  const e2 = scaled(across, 1 / height);
  const origin = a.map((x, i) => (x + (b[i] as number) + (c[i] as number)) / 3);
  const anchors = [a, b, c].map((point): [number, number] => {
    const from = difference(point, origin);
    return [dot(from, e1), dot(from, e2)];
  });
  return { origin, e1, e2, anchors, radius: Math.max(...anchors.map(([u, v]) => Math.hypot(u, v))) };
}

/** The point (D) at `at` of `points` (n, D) as seen from the plane. */
export function project({ origin, e1, e2 }: Plane, points: Float64Array, at: number): Projection {
  const d = origin.length;
  let [u, v] = [0, 0];
  for (let i = 0; i < d; i++) {
    const x = (points[at * d + i] as number) - (origin[i] as number);
    u += x * (e1[i] as number);
    v += x * (e2[i] as number);
  }
  // The residual's length itself: the difference of squares would lose half of the digits near the plane.
  let rest = 0;
  for (let i = 0; i < d; i++) {
    const x = (points[at * d + i] as number) - (origin[i] as number) - u * (e1[i] as number) - v * (e2[i] as number);
    rest += x * x;
  }
  return { u, v, distance: Math.sqrt(rest) };
}
