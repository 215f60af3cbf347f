/**
 * TF.js's own kernels that a training step meets and that we do better: matrix products, whose transposed forms run in a plain loop there;
 * clones, which copy there and share here, as on TF.js's other backends; and sums, multiples and pieces, which cost more in JavaScript
 * there than in numbers.
 */
import {
  Add,
  BatchMatMul,
  Concat,
  getKernel,
  Identity,
  Multiply,
  registerKernel,
  SplitV,
  unregisterKernel,
  type KernelConfig,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
  _FusedMatMul,
} from '@tensorflow/tfjs-core';
import { sizeOf, type WasmBackend } from './heap.ts';
import type { Heap } from './kernel.ts';

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

const isFloat = (tensor: TensorInfo | undefined): tensor is TensorInfo => tensor?.dtype === 'float32';

/** a + b of one shape; null for anything else. */
function sum({ a, b }: NamedTensorInfoMap, { simd, address, output }: Heap): TensorInfo | null {
  if (!isFloat(a) || !isFloat(b) || a.shape.join() !== b.shape.join()) return null;
  const c = output(a.shape);
  simd.add(address(a), address(b), address(c), sizeOf(a.shape));
  return c;
}

/** A tensor times a scalar; null for anything else. */
function multiple({ a, b }: NamedTensorInfoMap, { simd, address, output }: Heap): TensorInfo | null {
  if (!isFloat(a) || !isFloat(b) || b.shape.length > 0) return null;
  const y = output(a.shape);
  simd.times(address(a), address(b), address(y), sizeOf(a.shape));
  return y;
}

/** Tensors one behind another along their first axis; null for anything else. */
function joined(parts: readonly TensorInfo[], { axis }: NamedAttrMap, { simd, address, output }: Heap): TensorInfo | null {
  const [first] = parts;
  // With one part that is not empty, TF.js copies nothing.
  if (first === undefined || axis !== 0 || parts.some((part) => !isFloat(part) || sizeOf(part.shape) === 0)) return null;
  const whole = output([parts.reduce((rows, { shape }) => rows + (shape[0] as number), 0), ...first.shape.slice(1)]);
  let to = address(whole);
  for (const part of parts) {
    simd.copy(address(part), to, sizeOf(part.shape));
    to += 4 * sizeOf(part.shape);
  }
  return whole;
}

/** A tensor cut along its first axis into pieces of known sizes; null for anything else. */
function pieces({ x }: NamedTensorInfoMap, { axis, numOrSizeSplits: sizes }: NamedAttrMap, { simd, address, output }: Heap): TensorInfo[] | null {
  if (!isFloat(x) || axis !== 0 || !Array.isArray(sizes) || (sizes as number[]).some((size) => size < 0)) return null;
  let from = address(x);
  return (sizes as number[]).map((rows) => {
    const piece = output([rows, ...x.shape.slice(1)]);
    simd.copy(from, address(piece), sizeOf(piece.shape));
    from += 4 * sizeOf(piece.shape);
    return piece;
  });
}

export function replaceStockKernels(heap: Heap): void {
  replace(Add, (original) => (call) => sum(call.inputs, heap) ?? original(call));
  replace(Multiply, (original) => (call) => multiple(call.inputs, heap) ?? original(call));
  // Its inputs are a list.
  replace(Concat, (original) => (call) => joined(Object.values(call.inputs) as TensorInfo[], call.attrs ?? {}, heap) ?? original(call));
  replace(SplitV, (original) => (call) => pieces(call.inputs, call.attrs ?? {}, heap) ?? original(call));
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
