import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activations } from '../../ops/activations.ts';
import type { PortableKernel } from './memory.ts';

/** Rows and columns of a rank-2 shape. */
export function dims(shape: readonly number[]): [rows: number, columns: number] {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

/** c (M,N) += op(a)·op(b), by strides. */
export function multiply(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  [m, n, k]: readonly [number, number, number],
  transposeA: boolean,
  transposeB: boolean,
): void {
  const [aRow, aColumn] = transposeA ? [1, m] : [k, 1];
  const [bRow, bColumn] = transposeB ? [1, k] : [n, 1];
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const x = a[i * aRow + l * aColumn] as number;
      if (x === 0) continue;
      for (let j = 0; j < n; j++) c[i * n + j] = (c[i * n + j] as number) + x * (b[l * bRow + j * bColumn] as number);
    }
  }
}

export const GrokMatMul: PortableKernel<'GrokMatMul'> = (input, { transposeA, transposeB }, memory) => {
  const [a, b] = [input('a'), input('b')];
  const [m, k] = transposeA ? (dims(a.shape).toReversed() as [number, number]) : dims(a.shape);
  const n = transposeB ? dims(b.shape)[0] : dims(b.shape)[1];
  const c = memory.output([m, n]);
  multiply(memory.floats(a), memory.floats(b), memory.floats(c), [m, n, k], transposeA, transposeB);
  return [c];
};

export const GrokDense: PortableKernel<'GrokDense'> = (input, { activation }, memory, { bias, residual }) => {
  const [x, w] = [input('x'), input('w')];
  const [n, k] = dims(x.shape);
  const [, m] = dims(w.shape);
  const z = memory.output([n, m]);
  const y = activation === 'linear' ? null : memory.output([n, m]);
  const zs = memory.floats(z);
  if (bias !== undefined) {
    const biases = memory.floats(bias);
    for (let i = 0; i < n; i++) zs.set(biases, i * m);
  }
  multiply(memory.floats(x), memory.floats(w), zs, [n, m, k], false, false);
  const ys = y === null ? zs : memory.floats(y);
  const { value } = activations[activation];
  if (y !== null) for (let i = 0; i < zs.length; i++) ys[i] = value(zs[i] as number);
  if (residual !== undefined) addTo(ys, memory.floats(residual));
  return y === null ? [z] : [y, z];
};

function addTo(sums: Float32Array, addends: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (addends[i] as number);
}

export const GrokDenseGrad: PortableKernel<'GrokDenseGrad'> = (input, { activation, bias }, memory, { z }) => {
  const [dy, x, w] = [input('dy'), input('x'), input('w')];
  const [[n, k], [, m]] = [dims(x.shape), dims(w.shape)];
  const [dx, dw] = [memory.output([n, k]), memory.output([k, m])];
  const db = bias ? memory.output([m]) : null;
  let dz = memory.floats(dy);
  if (z !== undefined) {
    const zs = memory.floats(z);
    const { derivative } = activations[activation];
    dz = dz.map((slope, i) => slope * derivative(zs[i] as number));
  }
  multiply(dz, memory.floats(w), memory.floats(dx), [n, k, m], false, true);
  multiply(memory.floats(x), dz, memory.floats(dw), [k, m, n], true, false);
  if (db === null) return [dx, dw];
  sumColumns(dz, memory.floats(db));
  return [dx, dw, db];
};

export const GrokDensePair: PortableKernel<'GrokDensePair'> = (input, _attrs, memory) => {
  const [x, v, w] = [input('x'), input('v'), input('w')];
  const [[n, k], [, m]] = [dims(x.shape), dims(w.shape)];
  const outputs = [memory.output([n, m]), memory.output([n, m])];
  [v, w].forEach((weights, i) => multiply(memory.floats(x), memory.floats(weights), memory.floats(outputs[i] as TensorInfo), [n, m, k], false, false));
  return outputs;
};

export const GrokDensePairGrad: PortableKernel<'GrokDensePairGrad'> = (input, _attrs, memory) => {
  const [x, v, w, dyv, dyw] = [input('x'), input('v'), input('w'), input('dyv'), input('dyw')];
  const [[n, k], [, m]] = [dims(x.shape), dims(w.shape)];
  const [dx, dv, dw] = [memory.output([n, k]), memory.output([k, m]), memory.output([k, m])];
  for (const [weights, dy, dweights] of [[v, dyv, dv] as const, [w, dyw, dw] as const]) {
    multiply(memory.floats(dy), memory.floats(weights), memory.floats(dx), [n, k, m], false, true);
    multiply(memory.floats(x), memory.floats(dy), memory.floats(dweights), [k, m, n], true, false);
  }
  return [dx, dv, dw];
};

export const GrokBiasActivation: PortableKernel<'GrokBiasActivation'> = (input, { activation }, memory, { bias }) => {
  const x = input('x');
  const [n, m] = dims(x.shape);
  const y = memory.output([n, m]);
  const z = bias === undefined || activation === 'linear' ? null : memory.output([n, m]);
  const [xs, ys] = [memory.floats(x), memory.floats(y)];
  const zs = z === null ? ys : memory.floats(z);
  const biases = bias === undefined ? null : memory.floats(bias);
  const { value } = activations[activation];
  for (let i = 0; i < xs.length; i++) {
    const sum = (xs[i] as number) + (biases === null ? 0 : (biases[i % m] as number));
    zs[i] = sum;
    ys[i] = value(sum);
  }
  return z === null ? [y] : [y, z];
};

export const GrokActivationGrad: PortableKernel<'GrokActivationGrad'> = (input, { activation, bias }, memory) => {
  const [dy, z] = [input('dy'), input('z')];
  const [n, m] = dims(z.shape);
  const dz = memory.output([n, m]);
  const db = bias ? memory.output([m]) : null;
  const [dys, zs, dzs] = [memory.floats(dy), memory.floats(z), memory.floats(dz)];
  const { derivative } = activations[activation];
  for (let i = 0; i < zs.length; i++) dzs[i] = (dys[i] as number) * derivative(zs[i] as number);
  if (db === null) return [dz];
  sumColumns(dzs, memory.floats(db));
  return [dz, db];
};

/** sums (M) = Σ rows of x (N,M). */
export function sumColumns(x: Float32Array, sums: Float32Array): void {
  const m = sums.length;
  const totals = new Float64Array(m);
  for (let i = 0; i < x.length; i++) totals[i % m] = (totals[i % m] as number) + (x[i] as number);
  sums.set(totals);
}

export const GrokColumnSum: PortableKernel<'GrokColumnSum'> = (input, _attrs, memory) => {
  const x = input('x');
  const sums = memory.output([dims(x.shape)[1]]);
  sumColumns(memory.floats(x), memory.floats(sums));
  return [sums];
};
