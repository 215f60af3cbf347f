/** What is done to all parameters at once: norms, the projection onto a sphere, the optimisers' updates. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

/** The tensor `prefix` i of a whole-model kernel. */
function numberedIn(inputs: Readonly<Record<string, TensorInfo>>, prefix: string, i: number): TensorInfo {
  const tensor = inputs[`${prefix}${i}`];
  if (tensor === undefined) throw new Error(`${prefix}${i} is missing`);
  return tensor;
}

export const GrokNorms: SimdKernel<'GrokNorms'> = (inputs, { count }, { simd, address, output }) => {
  const norms = output([count]);
  for (let i = 0; i < count; i++) {
    const p = numberedIn(inputs, 'p', i);
    simd.norm(address(p), address(norms) + 4 * i, sizeOf(p.shape));
  }
  return [norms];
};

export const GrokProject: SimdKernel<'GrokProject'> = (inputs, { count, norm }, { simd, address }) => {
  const parameters = Array.from({ length: count }, (_, i) => numberedIn(inputs, 'p', i));
  simd.clearSquares();
  for (const p of parameters) simd.countSquares(address(p), sizeOf(p.shape));
  for (const p of parameters) simd.project(address(p), sizeOf(p.shape), norm);
  return [];
};

export const GrokStore: SimdKernel<'GrokStore'> = (inputs, { count }, { simd, address }) => {
  for (let i = 0; i < count; i++) {
    const to = numberedIn(inputs, 'to', i);
    simd.copy(address(numberedIn(inputs, 'from', i)), address(to), sizeOf(to.shape));
  }
  return [];
};

export const GrokAdamW: SimdKernel<'GrokAdamW'> = (inputs, { count }, { simd, address }) => {
  const scalars = address(inputs.scalars);
  for (let i = 0; i < count; i++) {
    const p = numberedIn(inputs, 'p', i);
    const [g, m, v] = [address(numberedIn(inputs, 'g', i)), address(numberedIn(inputs, 'm', i)), address(numberedIn(inputs, 'v', i))];
    simd.adamW(address(p), g, m, v, sizeOf(p.shape), scalars);
  }
  return [];
};

export const GrokSgd: SimdKernel<'GrokSgd'> = (inputs, { count }, { simd, address }) => {
  const scalars = address(inputs.scalars);
  for (let i = 0; i < count; i++) {
    const p = numberedIn(inputs, 'p', i);
    simd.sgd(address(p), address(numberedIn(inputs, 'g', i)), address(numberedIn(inputs, 'u', i)), sizeOf(p.shape), scalars);
  }
  return [];
};
