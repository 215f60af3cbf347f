/** Matrix products, with what stands around them. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dims, kindOf, sizeOf } from '../heap.ts';
import type { Heap, Inputs, SimdKernel } from '../kernel.ts';

/** a·bᵀ */
function timesTransposed(a: TensorInfo, b: TensorInfo, { simd, address, output }: Heap): TensorInfo {
  const [[m, k], [n]] = [dims(a), dims(b)];
  const c = output([m, n]);
  simd.multiply(address(a), address(b), address(c), m, n, k, false, true, 0);
  return c;
}

/** aᵀ·b */
function transposedTimes(a: TensorInfo, b: TensorInfo, { simd, address, output }: Heap): TensorInfo {
  const [[k, m], [, n]] = [dims(a), dims(b)];
  const c = output([m, n]);
  simd.multiply(address(a), address(b), address(c), m, n, k, true, false, 0);
  return c;
}

export const GrokMatMul: SimdKernel<'GrokMatMul'> = ({ a, b }, { transposeA, transposeB }, { simd, address, output }) => {
  const [rows, columns] = dims(a);
  const [m, k] = transposeA ? [columns, rows] : [rows, columns];
  const n = dims(b)[transposeB ? 0 : 1];
  const c = output([m, n]);
  simd.multiply(address(a), address(b), address(c), m, n, k, transposeA, transposeB, 0);
  return [c];
};

export const GrokDense: SimdKernel<'GrokDense'> = ({ x, w, bias, residual }: Partial<Inputs<'GrokDense'>>, { activation }, { simd, address, output }) => {
  const [n, k] = dims(x as TensorInfo);
  const m = dims(w as TensorInfo)[1];
  const z = output([n, m]);
  if (activation === 'linear' && bias === undefined && residual !== undefined) {
    simd.multiplyPart(address(x), k, address(w), m, address(z), m, n, m, k, false, false, address(residual), m);
    return [z];
  }
  simd.multiply(address(x), address(w), address(z), n, m, k, false, false, address(bias));
  const y = activation === 'linear' ? z : output([n, m]);
  if (y !== z) simd.activate(kindOf(activation), address(z), address(y), n * m);
  if (residual !== undefined) simd.addTo(address(y), address(residual), n * m);
  return y === z ? [y] : [y, z];
};

export const GrokDenseGrad: SimdKernel<'GrokDenseGrad'> = ({ dy, x, w, z }: Partial<Inputs<'GrokDenseGrad'>>, { activation, bias }, heap) => {
  const { simd, address, output } = heap;
  const [n, m] = dims(dy as TensorInfo);
  const db = bias ? output([m]) : undefined;
  const dz = z === undefined ? (dy as TensorInfo) : output([n, m]);
  if (z !== undefined) simd.activationGrad(kindOf(activation), address(dy), address(z), address(dz), n, address(db), m);
  else if (db !== undefined) simd.columnSum(address(dz), address(db), n, m);
  const dx = timesTransposed(dz, w as TensorInfo, heap);
  const dw = transposedTimes(x as TensorInfo, dz, heap);
  if (z !== undefined) heap.release(dz);
  return db === undefined ? [dx, dw] : [dx, dw, db];
};

export const GrokDensePair: SimdKernel<'GrokDensePair'> = ({ x, v, w }, _attrs, { simd, address, output }) => {
  const [n, k] = dims(x);
  const m = dims(w)[1];
  return [v, w].map((weights) => {
    const y = output([n, m]);
    simd.multiply(address(x), address(weights), address(y), n, m, k, false, false, 0);
    return y;
  });
};

export const GrokDensePairGrad: SimdKernel<'GrokDensePairGrad'> = ({ dyv, dyw, x, v, w }, _attrs, heap) => {
  const dx = timesTransposed(dyw, w, heap);
  const other = timesTransposed(dyv, v, heap);
  heap.simd.addTo(heap.address(dx), heap.address(other), sizeOf(dx.shape));
  heap.release(other);
  return [dx, transposedTimes(x, dyv, heap), transposedTimes(x, dyw, heap)];
};

export const GrokBiasActivation: SimdKernel<'GrokBiasActivation'> = (
  { x, bias }: Partial<Inputs<'GrokBiasActivation'>>,
  { activation },
  { simd, address, output },
) => {
  const [n, m] = dims(x as TensorInfo);
  const y = output([n, m]);
  if (bias === undefined) {
    simd.activate(kindOf(activation), address(x), address(y), n * m);
    return [y];
  }
  const z = activation === 'linear' ? y : output([n, m]);
  simd.biasActivate(kindOf(activation), address(x), address(bias), address(z), address(y), n, m);
  return z === y ? [y] : [y, z];
};

export const GrokActivationGrad: SimdKernel<'GrokActivationGrad'> = ({ dy, z }, { activation, bias }, { simd, address, output }) => {
  const [n, m] = dims(z);
  const dz = output([n, m]);
  const db = bias ? output([m]) : undefined;
  simd.activationGrad(kindOf(activation), address(dy), address(z), address(dz), n, address(db), m);
  return db === undefined ? [dz] : [dz, db];
};

export const GrokColumnSum: SimdKernel<'GrokColumnSum'> = ({ x }, _attrs, { simd, address, output }) => {
  const [n, m] = dims(x);
  const sums = output([m]);
  simd.columnSum(address(x), address(sums), n, m);
  return [sums];
};
