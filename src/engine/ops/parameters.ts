/** Kernels over all parameters of a model at once. */
import { reshape, slice, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { runKernel, runKernelForOne, type KernelMap, type KernelName } from './kernels.ts';

/** Names lists of tensors as kernels expect them: p0, p1, …, g0, g1, … */
function numbered<P extends string>(lists: Readonly<Record<P, readonly Tensor[]>>): Record<`${P}${number}`, Tensor> {
  const named: Record<string, Tensor> = {};
  for (const [prefix, tensors] of Object.entries<readonly Tensor[]>(lists)) tensors.forEach((tensor, i) => (named[`${prefix}${i}`] = tensor));
  return named;
}

/** L2 norm of each tensor: (count). */
export function norms(parameters: readonly Tensor[]): Tensor1D {
  return runKernelForOne('GrokNorms', numbered({ p: parameters }), { count: parameters.length }) as Tensor1D;
}

/** Scales all parameters in place so that their joint L2 norm is `norm` (Omnigrok's projection). */
export function project(parameters: readonly Tensor[], norm: number): void {
  runKernel('GrokProject', numbered({ p: parameters }), { count: parameters.length, norm });
}

/** A number of a row of scalars as a tensor of its own: what TF.js's operations take. The caller disposes it. */
export const scalarAt = (row: Tensor1D, at: number): Scalar => reshape(slice(row, at, 1), []);

/** The same for numbers from `first` on. */
export function scalarsOf(row: Tensor1D, first: number, count: number): Scalar[] {
  return Array.from({ length: count }, (_, i) => scalarAt(row, first + i));
}

/** Overwrites tensors in place with others of their shapes. */
export function store(to: readonly Tensor[], from: readonly Tensor[]): void {
  runKernel('GrokStore', numbered({ to, from }), { count: to.length });
}

/** Runs an in-place update kernel over the whole model. */
export function update<K extends KernelName & ('GrokAdamW' | 'GrokSgd')>(
  kernel: K,
  lists: Readonly<Record<string, readonly Tensor[]>>,
  scalars: Tensor1D,
  count: number,
): void {
  const inputs = { ...numbered(lists), scalars };
  runKernel(kernel, inputs as Partial<Record<KernelMap[K]['inputs'], Tensor>>, { count });
}
