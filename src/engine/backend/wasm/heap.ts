/** TF.js's WASM backend as our kernels see it: a heap of tensors with addresses. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATIONS, type Activation } from '../../ops/activations.ts';

/** The part of TF.js's BackendWasm that reaches its heap. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    /** Emscripten's exports; the memory is among them. */
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    _malloc: (bytes: number) => number;
    _free: (address: number) => void;
  };
  readonly dataIdMap: { get(dataId: object): { memoryOffset: number | null } };
  readSync(dataId: object, start?: number, end?: number): ReturnType<KernelBackend['readSync']>;
  /** A tensor of whatever numbers were there, at an address of its own or of the binary's, or of these values. */
  makeOutput(shape: readonly number[], dtype: TensorInfo['dtype'], address?: number | null, values?: ArrayBufferView | null): TensorInfo;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Rows and columns of a rank-2 shape. */
export const dims = ({ shape }: TensorInfo): [rows: number, columns: number] => [shape[0] ?? 1, shape[1] ?? 1];

/** The number by which the SIMD module knows an activation. */
export const kindOf = (activation: Activation): number => ACTIVATIONS.indexOf(activation);

/** Where a tensor lies on the heap; 0 for one without numbers. */
export function addressOf(wasm: WasmBackend, tensor: TensorInfo): number {
  return wasm.dataIdMap.get(tensor.dataId).memoryOffset ?? 0;
}

/** The heap's buffer moves when it grows: take views late and keep none. */
export function floatsOf(wasm: WasmBackend, tensor: TensorInfo): Float32Array {
  return new Float32Array(wasm.wasm.HEAPU8.buffer, addressOf(wasm, tensor), sizeOf(tensor.shape));
}

export function intsOf(wasm: WasmBackend, tensor: TensorInfo): Int32Array {
  return new Int32Array(wasm.wasm.HEAPU8.buffer, addressOf(wasm, tensor), sizeOf(tensor.shape));
}
