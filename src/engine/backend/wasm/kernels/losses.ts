/** Losses with their gradients, and accuracy. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dims } from '../heap.ts';
import type { Heap, Inputs, SimdKernel } from '../kernel.ts';

function loss(name: 'crossEntropy' | 'squaredError') {
  return ({ logits, labels }: Inputs<'GrokCrossEntropy'>, _attrs: object, { simd, address, output }: Heap): TensorInfo[] => {
    const [n, c] = dims(logits);
    const [mean, dlogits] = [output([]), output([n, c])];
    simd[name](address(logits), address(labels), address(mean), address(dlogits), n, c);
    return [mean, dlogits];
  };
}

export const GrokCrossEntropy: SimdKernel<'GrokCrossEntropy'> = loss('crossEntropy');

export const GrokSquaredError: SimdKernel<'GrokSquaredError'> = loss('squaredError');

export const GrokAccuracy: SimdKernel<'GrokAccuracy'> = ({ logits, labels }, _attrs, { simd, address, output }) => {
  const [n, c] = dims(logits);
  const share = output([]);
  simd.accuracy(address(logits), address(labels), address(share), n, c);
  return [share];
};
