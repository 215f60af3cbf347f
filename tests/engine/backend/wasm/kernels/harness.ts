/** Runs one kernel under watch: twice, with outputs full of NaN beforehand, a guard behind each output, and inputs that must not change. */
import { setFlagsFromString } from 'node:v8';
import { backend, dispose, tensor as makeTensor, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createWasmDevice, type WasmBuild } from '../../../../../src/engine/backend/wasm/device.ts';
import type { Device } from '../../../../../src/engine/backend/device.ts';
import { addressOf, sizeOf, type WasmBackend } from '../../../../../src/engine/backend/wasm/heap.ts';
import { runKernel, type KernelMap, type KernelName } from '../../../../../src/engine/ops/kernels.ts';
import { Rng } from '../../../../../src/engine/rng.ts';

// Node 20 has relaxed SIMD behind this flag, and takes it at run time.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const folder = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
const kinds = ['', '-simd', '-threaded-simd'];
const paths = Object.fromEntries(kinds.map((kind) => [`tfjs-backend-wasm${kind}.wasm`, `${folder}tfjs-backend-wasm${kind}.wasm`]));

export const useBuild = (build?: WasmBuild): Promise<Device> => createWasmDevice(paths, build);

/** A matrix on the host. */
export interface Matrix<A extends Float32Array | Int32Array = Float32Array> {
  readonly values: A;
  readonly shape: readonly number[];
}

export function at({ values, shape }: Matrix<Float32Array | Int32Array>, row: number, column: number): number {
  return values[row * (shape[1] ?? 1) + column] as number;
}

/** Row-major indexes (i, j) of a matrix, mapped. */
export function eachEntry<T>(rows: number, columns: number, entry: (i: number, j: number) => T): T[] {
  return Array.from({ length: rows * columns }, (_, position) => entry(Math.floor(position / columns), position % columns));
}

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export function floats(shape: readonly number[], seed: string, std = 1): Matrix {
  return { values: new Rng(1, `${seed}/${shape.join('x')}`).normals(sizeOf(shape), std), shape };
}

/** Random integers in [least, least + count). */
export function ints(shape: readonly number[], seed: string, count: number, least = 0): Matrix<Int32Array> {
  const rng = new Rng(1, `${seed}/${shape.join('x')}`);
  return { values: Int32Array.from({ length: sizeOf(shape) }, () => least + rng.integer(count)), shape };
}

const GUARD = 16;
/** A quiet NaN that no computation makes. */
const SENTINEL = 0x7fc0beef;

const heap = (): WasmBackend => backend() as WasmBackend;
const words = (tensor: TensorInfo, count: number): Int32Array => new Int32Array(heap().wasm.HEAPU8.buffer, addressOf(heap(), tensor), count);
/** Element by element: expect's own comparison is slow on long arrays. */
const same = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((word, i) => word === b[i]);
const bits = (tensor: TensorInfo): Int32Array => words(tensor, sizeOf(tensor.shape)).slice();

function guarded<T>(work: () => T): T {
  const wasm = heap() as Pick<WasmBackend, 'disposeData'> & { makeOutput: WasmBackend['makeOutput'] };
  const [makeOutput, disposeData] = [wasm.makeOutput.bind(wasm), wasm.disposeData.bind(wasm)];
  const made = new Map<object, TensorInfo>();
  const check = (tensor: TensorInfo): void => {
    const size = sizeOf(tensor.shape);
    expect(
      words(tensor, size + GUARD)
        .subarray(size)
        .every((word) => word === SENTINEL),
      'the guard behind an output',
    ).toBe(true);
  };
  wasm.makeOutput = (shape, dtype) => {
    const size = sizeOf(shape) + GUARD;
    const room = makeOutput([size], dtype);
    words(room, size).fill(SENTINEL);
    const tensor = { ...room, shape: [...shape] };
    made.set(tensor.dataId, tensor);
    return tensor;
  };
  // What a kernel made for itself is checked while it is there.
  wasm.disposeData = (dataId, force) => {
    const tensor = made.get(dataId);
    if (tensor !== undefined) check(tensor);
    made.delete(dataId);
    return disposeData(dataId, force);
  };
  try {
    return work();
  } finally {
    Reflect.deleteProperty(wasm, 'makeOutput');
    Reflect.deleteProperty(wasm, 'disposeData');
    for (const tensor of made.values()) check(tensor);
  }
}

type Inputs<K extends KernelName> = Partial<Record<KernelMap[K]['inputs'], Matrix<Float32Array | Int32Array>>>;

/**
 * Runs a kernel on host arrays and returns its outputs, then the inputs named in `changing` as it left them.
 * Twice, from the same inputs: the bits must be the same.
 */
export function run<K extends KernelName>(name: K, inputs: Inputs<K>, attrs: KernelMap[K]['attrs'], changing: readonly string[] = []): Float32Array[] {
  const once = (): Int32Array[] => {
    const tensors: Record<string, Tensor> = {};
    for (const [key, matrix] of Object.entries<Matrix<Float32Array | Int32Array> | undefined>(inputs)) {
      if (matrix === undefined) continue;
      tensors[key] = makeTensor(matrix.values.slice(), [...matrix.shape], matrix.values instanceof Int32Array ? 'int32' : 'float32');
    }
    const outputs = guarded(() => runKernel(name, tensors as Partial<Record<KernelMap[K]['inputs'], Tensor>>, attrs));
    const results = [...outputs.map(bits), ...changing.map((key) => bits(tensors[key] as Tensor))];
    for (const [key, t] of Object.entries(tensors)) {
      const matrix = inputs[key as KernelMap[K]['inputs']] as Matrix<Float32Array | Int32Array>;
      if (!changing.includes(key)) expect(same(bits(t), new Int32Array(matrix.values.slice().buffer)), `${name} leaves ${key} alone`).toBe(true);
    }
    dispose(outputs);
    dispose(tensors);
    return results;
  };
  const first = once();
  const second = once();
  expect(
    first.every((result, i) => same(result, second[i] as Int32Array)),
    `${name}: the same bits the second time`,
  ).toBe(true);
  return first.map(({ buffer }) => new Float32Array(buffer));
}
