/** Kernels of attacks (ops/perturbation.ts). */
import { sizeOf } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

export const GrokUniform: SimdKernel<'GrokUniform'> = ({ counters }, { rows, columns, scale, seed, at }, { simd, address, output }) => {
  const noise = output([rows, columns]);
  simd.uniform(address(noise), address(counters) + 4 * at, rows * columns, scale, seed);
  return [noise];
};

export const GrokBoxStep: SimdKernel<'GrokBoxStep'> = ({ x, move, centre }, { size, epsilon, low, high }, { simd, address, output }) => {
  const moved = output(x.shape);
  simd.boxStep(address(x), address(move), address(centre), address(moved), sizeOf(x.shape), size, epsilon, low, high);
  return [moved];
};
