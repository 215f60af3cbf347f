import { activations } from '../../ops/activations.ts';
import type { PortableKernel } from './memory.ts';

/** Rows and columns of a rank-2 shape. */
export function dims(shape: readonly number[]): [rows: number, columns: number] {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

/** c (M,N) += op(a)·op(b), by strides. */
function multiply(
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

export const GrokDense: PortableKernel<'GrokDense'> = (input, { activation }, memory, { bias }) => {
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
  if (y === null) return [z];
  const ys = memory.floats(y);
  const { value } = activations[activation];
  for (let i = 0; i < zs.length; i++) ys[i] = value(zs[i] as number);
  return [y, z];
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

function sumColumns(x: Float32Array, sums: Float32Array): void {
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
