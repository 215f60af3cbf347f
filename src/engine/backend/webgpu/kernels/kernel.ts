/** The shape of a WGSL kernel of the contract in `ops/kernels.ts`. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelMap, KernelName } from '../../../ops/kernels.ts';
import type { Gpu } from '../gpu.ts';

type Inputs<K extends KernelName> = Partial<Record<KernelMap[K]['inputs'], TensorInfo>>;

export type WgslKernel<K extends KernelName> = (
  gpu: Gpu,
  input: (name: KernelMap[K]['inputs']) => TensorInfo,
  attrs: KernelMap[K]['attrs'],
  inputs: Inputs<K>,
) => TensorInfo[];

export type WgslKernels = { readonly [K in KernelName]: WgslKernel<K> };

/** Rows and columns of a rank-2 shape. */
export function dims(shape: readonly number[]): [rows: number, columns: number] {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

export const sizeOf = (tensor: TensorInfo): number => tensor.shape.reduce((product, n) => product * n, 1);

/** Leaves out what is not there, for bindings that only some variants have. */
export function present(tensors: Readonly<Record<string, TensorInfo | null | undefined>>): Record<string, TensorInfo> {
  return Object.fromEntries(Object.entries(tensors).filter((entry): entry is [string, TensorInfo] => entry[1] !== null && entry[1] !== undefined));
}
