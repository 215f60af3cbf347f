/** Small random networks and planes to cut them on. */
import { hostLayer, type HostLayer, type PiecewiseNetwork } from '../../../../src/engine/geometry/regions/network.ts';
import { planeThrough, type Plane } from '../../../../src/engine/geometry/regions/plane.ts';
import { sliceRegions, type Slice, type SliceOptions, type View } from '../../../../src/engine/geometry/regions/slice.ts';
import type { Rng } from '../../../../src/engine/rng.ts';

export interface Shape {
  readonly dimension: number;
  readonly depth: number;
  readonly width: number;
  readonly classes: number;
  readonly slope: number;
  readonly bypass?: boolean;
}

const gaussians = (count: number, spread: number, rng: Rng): Float64Array => Float64Array.from({ length: count }, () => spread * rng.normal());

export function randomNetwork({ dimension, depth, width, classes, slope, bypass = false }: Shape, rng: Rng): PiecewiseNetwork {
  const layer = (inputs: number, outputs: number): HostLayer =>
    hostLayer(inputs, outputs, gaussians(inputs * outputs, Math.sqrt(2 / inputs), rng), gaussians(outputs, 0.3, rng));
  return {
    hidden: Array.from({ length: depth }, (_, l) => layer(l === 0 ? dimension : width, width)),
    slope,
    output: layer(width, classes),
    bypass: bypass ? gaussians(dimension * classes, 0.3, rng) : null,
  };
}

/** @throws Error where the random points span none. */
export function randomPlane(dimension: number, rng: Rng): Plane {
  const [a, b, c] = [0, 1, 2].map(() => gaussians(dimension, 1, rng)) as [Float64Array, Float64Array, Float64Array];
  const plane = planeThrough(a, b, c);
  if ('problem' in plane) throw new Error(plane.problem.en);
  return plane;
}

export const around = ({ radius }: Plane, reach: number, aspect = 1): View => ({ u: 0, v: 0, halfWidth: radius * reach * aspect, halfHeight: radius * reach });

/** Runs a slice to its end. */
export function sliceOf(network: PiecewiseNetwork, plane: Plane, view: View, options: Partial<SliceOptions> = {}): Slice {
  const work = sliceRegions(network, plane, view, { mostRegions: 1e6, ...options });
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return turn.value;
  }
}
