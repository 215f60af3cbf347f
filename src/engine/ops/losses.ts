import { customGrad, mul, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
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

/** Share of rows classified correctly, a scalar. */
export function accuracy(logits: Tensor2D, labels: Tensor1D): Scalar {
  return runKernelForOne('GrokAccuracy', { logits, labels }, {}) as Scalar;
}
