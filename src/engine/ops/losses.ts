import {
  abs,
  add,
  cast,
  customGrad,
  div,
  less,
  log,
  maximum,
  mean,
  mul,
  oneHot,
  relu,
  square,
  sub,
  sum,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Target } from '../data/dataset.ts';
import { runKernel, runKernelForOne } from './kernels.ts';

/** A scalar of logits (n, classes), by a function that makes its gradient (n, classes) along with it. */
function withGradient(logits: Tensor2D, both: (logits: Tensor) => [value: Tensor, gradient: Tensor]): Scalar {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [value, gradient] = both(args[0] as Tensor);
    save([gradient]);
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => mul(saved[0] as Tensor, dy) };
  })(logits) as Scalar;
}

/** Mean cross-entropy of logits (n, classes) against labels int32 (n); exact where it is tiny. */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  return withGradient(logits, (z) => runKernel('GrokCrossEntropy', { logits: z, labels }, {}) as [Tensor, Tensor]);
}

/** By how much the label's logit leads the mean of all, on average over the rows: logits (n, classes), labels int32 (n). */
export function lead(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [n, classes] = logits.shape;
  return withGradient(logits, (z) => {
    // TF.js's WASM backend knows only whole numbers here.
    const right = cast(oneHot(labels, classes), 'float32'); // (n, classes)
    const weights = mul(sub(right, 1 / classes), 1 / n);
    return [sum(mul(z, weights)), weights];
  });
}

/**
 * Mean of −log(s(z_y) / Σ_j s(z_j)), with s(z) = z + 1 above 0 and 1/(1 − z) below (Prieto et al. 2025, eq. 6): logits (n, classes), labels
 * int32 (n).
 */
export function stableMax(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [n, classes] = logits.shape;
  return withGradient(logits, (z) => {
    const right = cast(oneHot(labels, classes), 'float32'); // (n, classes)
    const size = abs(z); // a NaN stays one
    const below = add(mul(sub(size, z), 0.5), 1); // 1 + max(−z, 0)
    const s = add(mul(add(size, z), 0.5), div(1, below));
    const total = sum(s, 1, true); // (n, 1)
    const own = sum(mul(s, right), 1, true);
    // s′ is 1 above 0 and s² below, which is 1/below² on both sides.
    const slope = div(1, square(below));
    const gradient = mul(slope, sub(div(1, total), div(right, own)));
    return [mean(sub(log(total), log(own))), mul(gradient, 1 / n)];
  });
}

/** Mean squared error of logits (n, classes) against height · one-hot labels, over all n · classes entries. */
export function squaredError(logits: Tensor2D, labels: Tensor1D, height: Scalar): Scalar {
  return withGradient(logits, (z) => runKernel('GrokSquaredError', { logits: z, labels, height }, {}) as [Tensor, Tensor]);
}

/** Mean squared error of outputs (n, k) against values (n, k), over all n · k entries. */
export function squaredDistance(outputs: Tensor2D, values: Tensor2D): Scalar {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const difference = sub(args[0] as Tensor, values); // (n, k)
    save([difference]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => mul(mul(saved[0] as Tensor, 2 / values.size), dy);
    return { value: mean(square(difference)), gradFunc };
  })(outputs) as Scalar;
}

/** Share of rows whose mean squared error against values (n, k) is below `tolerance`, a scalar (Omnigrok's accuracy of a regression). */
function shareWithin(outputs: Tensor2D, values: Tensor2D, tolerance: number): Scalar {
  return tidy(() => mean(cast(less(mean(square(sub(outputs, values)), 1), tolerance), 'float32')));
}

/** Share of rows classified correctly, a scalar. */
function accuracy(logits: Tensor2D, labels: Tensor1D): Scalar {
  return runKernelForOne('GrokAccuracy', { logits, labels }, {}) as Scalar;
}

/** Least variance that is told from none. */
const TINY = 1e-30;

/** R² = 1 − mean squared error / variance of the values (n, k), clipped at 0, where the outputs are no better than the values' mean. */
function explained(outputs: Tensor2D, values: Tensor2D): Scalar {
  return tidy(() => {
    const spread = mean(square(sub(values, mean(values, 0, true))));
    const error = mean(square(sub(outputs, values)));
    return relu(sub(1, div(error, maximum(spread, TINY))));
  });
}

/** What stands for accuracy, a scalar from 0 to 1: the share of right answers, or how much of the values' variance is explained. */
export function accuracyOf(outputs: Tensor2D, targets: Tensor, target: Target): Scalar {
  return target.kind === 'value' && target.score === 'r2' ? explained(outputs, targets as Tensor2D) : shareRight(outputs, targets, target);
}

/** Share of rows answered right, a scalar; outputs (n, k). */
export function shareRight(outputs: Tensor2D, targets: Tensor, target: Target): Scalar {
  return target.kind === 'class' ? accuracy(outputs, targets as Tensor1D) : shareWithin(outputs, targets as Tensor2D, target.tolerance);
}
