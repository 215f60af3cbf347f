import { cast, customGrad, less, mean, mul, square, sub, tidy, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Target } from '../data/dataset.ts';
import { runKernel, runKernelForOne } from './kernels.ts';

function lossOp(kernel: 'GrokCrossEntropy' | 'GrokSquaredError') {
  return (logits: Tensor2D, labels: Tensor1D): Scalar =>
    customGrad((...args) => {
      const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
      const [loss, dlogits] = runKernel(kernel, { logits: args[0] as Tensor, labels }, {}) as [Tensor, Tensor];
      save([dlogits]);
      return { value: loss, gradFunc: (dy: Tensor, saved: Tensor[]) => mul(saved[0] as Tensor, dy) };
    })(logits) as Scalar;
}

/** Mean cross-entropy of logits (n, classes) against labels int32 (n); exact where it is tiny. */
export const crossEntropy = lossOp('GrokCrossEntropy');

/** Mean squared error of logits (n, classes) against the one-hot labels, over all n · classes entries. */
export const squaredError = lossOp('GrokSquaredError');

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

/** Share of rows answered right, a scalar; outputs (n, k). */
export function shareRight(outputs: Tensor2D, targets: Tensor, target: Target): Scalar {
  return target.kind === 'class' ? accuracy(outputs, targets as Tensor1D) : shareWithin(outputs, targets as Tensor2D, target.tolerance);
}
