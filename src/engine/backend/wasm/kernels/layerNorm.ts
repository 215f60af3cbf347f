/** LayerNorm. */
import { dims } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

export const GrokLayerNorm: SimdKernel<'GrokLayerNorm'> = ({ x, gain, bias }, { epsilon }, { simd, address, output }) => {
  const [n, d] = dims(x);
  const y = output([n, d]);
  const stats = output([n, 2]);
  simd.layerNorm(address(x), address(gain), address(bias), address(y), address(stats), n, d, epsilon);
  return [y, stats];
};

export const GrokLayerNormGrad: SimdKernel<'GrokLayerNormGrad'> = ({ dy, x, gain, stats }, _attrs, { simd, address, output }) => {
  const [n, d] = dims(x);
  const [dx, dgain, dbias] = [output([n, d]), output([d]), output([d])];
  simd.layerNormGrad(address(dy), address(x), address(gain), address(stats), address(dx), address(dgain), address(dbias), n, d);
  return [dx, dgain, dbias];
};
