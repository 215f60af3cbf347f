/** What one of our kernels on WASM gets and gives. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelMap, KernelName } from '../../ops/kernels.ts';
import { addressOf, type WasmBackend } from './heap.ts';
import type { Simd } from './simd.ts';

/** What a kernel works with. A kernel touches numbers through `simd` alone. Addresses stay valid when the heap grows, views do not. */
export interface Heap {
  /** Listened to while a step is recorded: kernels look it up each time. */
  simd: Simd;
  address(tensor: TensorInfo | undefined): number;
  /** A new float32 tensor whose numbers are whatever was there. */
  output(shape: readonly number[]): TensorInfo;
  /** Gives back a tensor that a kernel made for itself. */
  release(tensor: TensorInfo): void;
}

export function heapOf(wasm: WasmBackend, simd: Simd): Heap {
  return {
    simd,
    address: (tensor) => (tensor === undefined ? 0 : addressOf(wasm, tensor)),
    output: (shape) => wasm.makeOutput(shape, 'float32'),
    release: ({ dataId }) => void wasm.disposeData(dataId),
  };
}

export type Inputs<K extends KernelName> = Readonly<Record<KernelMap[K]['inputs'], TensorInfo>>;
export type SimdKernel<K extends KernelName> = (inputs: Inputs<K>, attrs: KernelMap[K]['attrs'], heap: Heap) => TensorInfo[];
export type SimdKernels = { readonly [K in KernelName]: SimdKernel<K> };
