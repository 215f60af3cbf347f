/** Inputs that lie around a few points: every point moved by every offset. Linear maps see them as few rows, not as many. */
import { add, reshape, tidy, type Rank, type Tensor2D } from '@tensorflow/tfjs-core';

export interface Hull {
  /** (n, D) */
  readonly points: Tensor2D;
  /** (V, D) */
  readonly offsets: Tensor2D;
}

/** a (n, W), b (V, W) → (n·V, W): row i·V + j is a[i] + b[j]. */
function spread(a: Tensor2D, b: Tensor2D): Tensor2D {
  const [n, width] = a.shape;
  const [offsets] = b.shape;
  return tidy(() => reshape<Rank.R2>(add(reshape(a, [n, 1, width]), reshape(b, [1, offsets, width])), [n * offsets, width]));
}

/** Rows of the input space: given one by one, or as a hull. */
export type Inputs = Tensor2D | Hull;

export function isHull(inputs: Inputs): inputs is Hull {
  return 'points' in inputs;
}

/** All rows one by one: (m, D). */
export function rowsOf(inputs: Inputs): Tensor2D {
  return isHull(inputs) ? spread(inputs.points, inputs.offsets) : inputs;
}

/**
 * affine(x) of every row, (m, W). On a hull, A(p + v) + c = (A p + c) + A v: `affine` sees only the points, `linear` only the offsets.
 */
export function mapAffine(inputs: Inputs, affine: (x: Tensor2D) => Tensor2D, linear: (x: Tensor2D) => Tensor2D): Tensor2D {
  return isHull(inputs) ? spread(affine(inputs.points), linear(inputs.offsets)) : affine(inputs);
}
