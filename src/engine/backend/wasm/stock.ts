/**
 * TF.js's own kernels that a training step meets and that we do better: matrix products, whose transposed forms run in a plain loop there,
 * and clones, which copy there and share here, as on TF.js's other backends.
 */
import {
  BatchMatMul,
  getKernel,
  Identity,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
  _FusedMatMul,
} from '@tensorflow/tfjs-core';
import { sizeOf, type WasmBackend } from './heap.ts';
import type { Heap } from './kernels.ts';

/** What TF.js had registered under these names, to fall back to and to restore. */
const originals = new Map<string, KernelConfig>();

function register(config: KernelConfig): void {
  unregisterKernel(config.kernelName, 'wasm');
  registerKernel(config);
}

function replace(kernelName: string, better: (original: KernelFunc) => KernelFunc): void {
  const original = originals.get(kernelName) ?? getKernel(kernelName, 'wasm');
  if (original === undefined) return;
  originals.set(kernelName, original);
  register({ ...original, kernelFunc: better(original.kernelFunc) });
}

/** Puts TF.js's kernels back. */
export function restoreStockKernels(): void {
  for (const original of originals.values()) register(original);
}

/** The product of float32 matrices, or of equally many pairs of them, plus a bias (n) or none; null for anything else. */
function product(inputs: NamedTensorInfoMap, attrs: NamedAttrMap, { simd, address, output }: Heap): TensorInfo | null {
  const { a, b, bias } = inputs;
  if (a === undefined || b === undefined || a.dtype !== 'float32' || b.dtype !== 'float32') return null;
  const rank = a.shape.length;
  if (rank < 2 || b.shape.length !== rank) return null;
  const batch = a.shape.slice(0, -2);
  if (batch.some((size, i) => size !== b.shape[i])) return null;
  const [transposeA, transposeB] = [attrs['transposeA'] === true, attrs['transposeB'] === true];
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [inner, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (inner !== k || (bias != null && (bias.shape.length !== 1 || bias.shape[0] !== n))) return null;
  const c = output([...batch, m, n]);
  const [atA, atB, atC, atBias] = [address(a), address(b), address(c), address(bias ?? undefined)];
  for (let i = 0; i < sizeOf(batch); i++) {
    simd.multiply(atA + 4 * i * m * k, atB + 4 * i * k * n, atC + 4 * i * m * n, m, n, k, transposeA, transposeB, atBias);
  }
  return c;
}

export function replaceStockKernels(heap: Heap): void {
  replace(BatchMatMul, (original) => (call) => product(call.inputs, call.attrs ?? {}, heap) ?? original(call));
  replace(_FusedMatMul, (original) => (call) => {
    const plain = call.inputs['preluActivationWeights'] == null && call.attrs?.['activation'] === 'linear';
    return (plain ? product(call.inputs, call.attrs ?? {}, heap) : null) ?? original(call);
  });
  replace(Identity, (original) => (call) => {
    const x = call.inputs['x'];
    if (x === undefined || x.dtype === 'string') return original(call);
    (call.backend as WasmBackend).incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  });
}
