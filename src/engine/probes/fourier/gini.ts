import { abs, div, maximum, mul, reshape, sub, sum, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';

/** Where all is nothing, nothing is unequal either. */
const TINY = 1e-30;

/**
 * Gini coefficient of numbers ≥ 0, Σ_i Σ_j |x_i − x_j| / (2m Σ x): 0 where all are alike, near 1 where one has everything. Over all pairs, which takes
 * no sorting: x has m numbers, and m is in the hundreds at most.
 */
export function gini(x: Tensor): Scalar {
  const m = x.size;
  return tidy(() => {
    const apart = abs(sub(reshape(x, [m, 1]), reshape(x, [1, m]))); // (m, m)
    return div<Scalar>(sum(apart), mul(maximum(sum(x), TINY), 2 * m));
  });
}
