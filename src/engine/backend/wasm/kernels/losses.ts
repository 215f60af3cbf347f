/** Losses with their gradients, and accuracy. */
import { dims } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

export const GrokCrossEntropy: SimdKernel<'GrokCrossEntropy'> = ({ logits, labels }, _attrs, { simd, address, output }) => {
  const [n, c] = dims(logits);
  const [loss, dlogits] = [output([]), output([n, c])];
  simd.crossEntropy(address(logits), address(labels), address(loss), address(dlogits), n, c);
  return [loss, dlogits];
};

export const GrokSquaredError: SimdKernel<'GrokSquaredError'> = ({ logits, labels, height }, _attrs, { simd, address, output }) => {
  const [n, c] = dims(logits);
  const [loss, dlogits] = [output([]), output([n, c])];
  simd.squaredError(address(logits), address(labels), address(height), address(loss), address(dlogits), n, c);
  return [loss, dlogits];
};

export const GrokAccuracy: SimdKernel<'GrokAccuracy'> = ({ logits, labels }, _attrs, { simd, address, output }) => {
  const [n, c] = dims(logits);
  const share = output([]);
  simd.accuracy(address(logits), address(labels), address(share), n, c);
  return [share];
};
