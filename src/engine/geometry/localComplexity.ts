/**
 * Local complexity (Humayun et al. 2024, §3): around each point lies a cross-polytope hull(x) = {x ± r·v_k}, k = 1…P, with one orthonormal
 * frame V for all points. Its 2P vertices go through the whole network; a neuron counts when its pre-activation changes sign between some
 * vertex and vertex 0. LC(x) sums over neurons of all layers.
 */
import {
  add,
  addN,
  concat,
  mean,
  mul,
  neg,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Batch } from '../data/plan.ts';
import { signChanges } from '../ops/signChanges.ts';
import type { Rng } from '../rng.ts';
import type { Geometry } from './geometry.ts';

/**
 * P orthonormal rows in R^D: Gram–Schmidt, twice for float64-clean rows, on Gaussian ones.
 * @throws Error when directions > dimension.
 */
export function orthonormalFrame(directions: number, dimension: number, rng: Rng): Float32Array {
  if (directions > dimension) throw new Error(`${directions} orthonormal directions do not fit in ${dimension} dimensions`);
  const rows: Float64Array[] = [];
  for (let k = 0; k < directions; k++) {
    const row = Float64Array.from({ length: dimension }, () => rng.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of rows) {
        const along = other.reduce((total, x, i) => total + x * (row[i] as number), 0);
        for (let i = 0; i < dimension; i++) row[i] = (row[i] as number) - along * (other[i] as number);
      }
    }
    const length = Math.hypot(...row);
    rows.push(row.map((x) => x / length));
  }
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

/** Signed frame (2P, D): the rows of V·r, then of −V·r. */
export function signedFrame(frame: Float32Array, directions: number, radius: number): Tensor2D {
  return tidy(() => {
    const v = mul(tensor2d(frame, [directions, frame.length / directions]), radius); // (P, D)
    return concat([v, neg(v)] as Tensor2D[], 0);
  });
}

/** What the network looks like to local complexity. */
export interface Neighbourhood {
  readonly geometry: Geometry;
  /** (2P, D) */
  readonly frame: Tensor2D;
  readonly countLogits: boolean;
  /** Points that go through the network at once. */
  readonly chunk: number;
  /** Planned for chunk · 2P inputs: one that serves every chunk, or one for each in turn where they differ (Geometry.bound). */
  readonly inputs: readonly Batch[];
}

/** Of the chunk of n points that begins at `from`: how many of those before go with it again, so that it is a whole one. */
export const repeatedIn = (from: number, chunk: number, n: number): number => Math.max(0, from + chunk - n);

/**
 * Local complexity of each point: points (n, D) → (n), n at least `chunk`. The caller disposes the result.
 */
export function localComplexity(parameters: readonly Tensor[], points: Tensor2D, hood: Neighbourhood): Tensor1D {
  const { geometry, frame, countLogits, chunk, inputs } = hood;
  const [n, d] = points.shape;
  const [vertices] = frame.shape;
  const planned = (i: number): Batch => inputs[i % inputs.length] as Batch;
  return tidy(() => {
    const chunks: Tensor1D[] = [];
    for (let from = 0; from < n; from += chunk) {
      const again = repeatedIn(from, chunk, n);
      chunks.push(
        tidy(() => {
          const some = n === chunk ? points : slice(points, [from - again, 0], [chunk, d]); // (chunk, D)
          const layers = geometry.preactivations(parameters, { points: some, offsets: frame }, planned(from / chunk), countLogits); // each (chunk·2P, H_ℓ)
          const counts = addN<Tensor1D>(layers.map((z) => signChanges(z, vertices))); // (chunk)
          return again === 0 ? counts : slice(counts, [again], [chunk - again]);
        }),
      );
    }
    return chunks.length === 1 ? (chunks[0] as Tensor1D) : concat(chunks);
  });
}

/** Gaussian points with the mean and the spread that `like` (n, D) has over all its entries; noise (n, D) is standard normal. */
export function randomPointsLike(like: Tensor2D, noise: Tensor2D): Tensor2D {
  return tidy(() => {
    const centre = mean(like);
    const spread = sqrt(mean(square(sub(like, centre))));
    return add<Tensor2D>(mul(noise, spread), centre);
  });
}

/** `count` numbers drawn uniformly from [low, high]: the paper's random points, over the data's domain (Humayun et al. 2024, §3). */
export function uniformIn([low, high]: readonly [low: number, high: number], count: number, rng: Rng): Float32Array {
  return Float32Array.from({ length: count }, () => low + (high - low) * rng.uniform());
}

/** Mean over points, shaped (1). */
export function meanOver(values: Tensor1D): Tensor1D {
  return tidy(() => reshape(mul(sum(values), 1 / values.size), [1]));
}
