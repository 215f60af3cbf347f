/** How a plain TypeScript kernel reaches tensors that live in host memory (the CPU backend's arrays, the WASM backend's heap). */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelMap, KernelName } from '../../ops/kernels.ts';

export interface HostMemory {
  /** A new tensor of zeros. Make every output before taking a view: a growing heap moves. */
  output(shape: readonly number[]): TensorInfo;
  /** float32 view of a tensor's numbers. */
  floats(tensor: TensorInfo): Float32Array;
  /** int32 view of a tensor's numbers. */
  ints(tensor: TensorInfo): Int32Array;
}

type Inputs<K extends KernelName> = Partial<Record<KernelMap[K]['inputs'], TensorInfo>>;

export type PortableKernel<K extends KernelName> = (
  input: (name: KernelMap[K]['inputs']) => TensorInfo,
  attrs: KernelMap[K]['attrs'],
  memory: HostMemory,
  inputs: Inputs<K>,
) => TensorInfo[];

export type PortableKernels = { readonly [K in KernelName]: PortableKernel<K> };

export type MemoryOf = (backend: KernelBackend) => HostMemory;
