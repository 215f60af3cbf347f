/** Our kernels by name, bound to the SIMD module: they look up addresses, make the outputs, and make one call each. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { foldedKernels } from './folded.ts';
import { dims, kindOf, sizeOf } from './heap.ts';
import type { Heap, Inputs, SimdKernels } from './kernel.ts';
import { perturbationKernels } from './perturbation.ts';
import { lookupKernels } from './lookup.ts';

function loss(name: 'crossEntropy' | 'squaredError') {
  return ({ logits, labels }: Inputs<'GrokCrossEntropy'>, _attrs: object, { simd, address, output }: Heap): TensorInfo[] => {
    const [n, c] = dims(logits);
    const [mean, dlogits] = [output([]), output([n, c])];
    simd[name](address(logits), address(labels), address(mean), address(dlogits), n, c);
    return [mean, dlogits];
  };
}

/** The tensor `prefix` i of a whole-model kernel. */
function numberedIn(inputs: Readonly<Record<string, TensorInfo>>, prefix: string, i: number): TensorInfo {
  const tensor = inputs[`${prefix}${i}`];
  if (tensor === undefined) throw new Error(`${prefix}${i} is missing`);
  return tensor;
}

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

function scatter(dy: TensorInfo, forward: TensorInfo, tableRows: number, { simd, address, output }: Heap): TensorInfo {
  const [n, terms] = dims(forward);
  const d = dims(dy)[1];
  const dtable = output([tableRows, d]);
  simd.scatterSum(address(dy), address(forward), address(dtable), n, terms, d, tableRows);
  return dtable;
}

export const simdKernels: SimdKernels = {
  ...foldedKernels,
  ...perturbationKernels,

  GrokMatMul: ({ a, b }, { transposeA, transposeB }, { simd, address, output }) => {
    const [rows, columns] = dims(a);
    const [m, k] = transposeA ? [columns, rows] : [rows, columns];
    const n = dims(b)[transposeB ? 0 : 1];
    const c = output([m, n]);
    simd.multiply(address(a), address(b), address(c), m, n, k, transposeA, transposeB, 0);
    return [c];
  },

  GrokDense: ({ x, w, bias, residual }: Partial<Inputs<'GrokDense'>>, { activation }, { simd, address, output }) => {
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
  },

  GrokDenseGrad: ({ dy, x, w, z }: Partial<Inputs<'GrokDenseGrad'>>, { activation, bias }, heap) => {
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
  },

  GrokDensePair: ({ x, v, w }, _attrs, { simd, address, output }) => {
    const [n, k] = dims(x);
    const m = dims(w)[1];
    return [v, w].map((weights) => {
      const y = output([n, m]);
      simd.multiply(address(x), address(weights), address(y), n, m, k, false, false, 0);
      return y;
    });
  },

  GrokDensePairGrad: ({ dyv, dyw, x, v, w }, _attrs, heap) => {
    const dx = timesTransposed(dyw, w, heap);
    const other = timesTransposed(dyv, v, heap);
    heap.simd.addTo(heap.address(dx), heap.address(other), sizeOf(dx.shape));
    heap.release(other);
    return [dx, transposedTimes(x, dyv, heap), transposedTimes(x, dyw, heap)];
  },

  GrokBiasActivation: ({ x, bias }: Partial<Inputs<'GrokBiasActivation'>>, { activation }, { simd, address, output }) => {
    const [n, m] = dims(x as TensorInfo);
    const y = output([n, m]);
    if (bias === undefined) {
      simd.activate(kindOf(activation), address(x), address(y), n * m);
      return [y];
    }
    const z = activation === 'linear' ? y : output([n, m]);
    simd.biasActivate(kindOf(activation), address(x), address(bias), address(z), address(y), n, m);
    return z === y ? [y] : [y, z];
  },

  GrokActivationGrad: ({ dy, z }, { activation, bias }, { simd, address, output }) => {
    const [n, m] = dims(z);
    const dz = output([n, m]);
    const db = bias ? output([m]) : undefined;
    simd.activationGrad(kindOf(activation), address(dy), address(z), address(dz), n, address(db), m);
    return db === undefined ? [dz] : [dz, db];
  },

  GrokColumnSum: ({ x }, _attrs, { simd, address, output }) => {
    const [n, m] = dims(x);
    const sums = output([m]);
    simd.columnSum(address(x), address(sums), n, m);
    return [sums];
  },

  GrokGatherSum: ({ table, forward }, _attrs, { simd, address, output }) => {
    const [n, terms] = dims(forward);
    const d = dims(table)[1];
    const y = output([n, d]);
    simd.gatherSum(address(table), address(forward), address(y), n, terms, d);
    return [y];
  },

  ...lookupKernels,

  GrokScatterSum: ({ dy, forward }, { tableRows }, heap) => [scatter(dy, forward, tableRows, heap)],

  GrokGatherPair: ({ table, forward, otherTable, otherForward }, _attrs, { simd, address, output }) => {
    const [n, terms] = dims(forward);
    const d = dims(table)[1];
    const y = output([n, d]);
    simd.gatherPair(address(table), address(forward), terms, address(otherTable), address(otherForward), dims(otherForward)[1], address(y), n, d);
    return [y];
  },

  GrokScatterPair: ({ dy, forward, otherForward }, { tableRows, otherRows }, heap) => [
    scatter(dy, forward, tableRows, heap),
    scatter(dy, otherForward, otherRows, heap),
  ],

  GrokAttention: ({ q, k, v, queryForward, sourceForward }, { heads }, { simd, address, output }) => {
    const [r, s] = dims(sourceForward);
    const d = dims(q)[1];
    const z = output([r, d]);
    const weights = output([r, heads * s]);
    const indexes = [address(queryForward), address(sourceForward)] as const;
    simd.attend(address(q), address(k), address(v), ...indexes, address(z), address(weights), r, s, heads, d);
    return [z, weights];
  },

  GrokAttentionGrad: ({ dz, q, k, v, weights, queryForward, sourceForward }, { heads }, { simd, address, output }) => {
    const [r, s] = dims(sourceForward);
    const [tq, d] = dims(q);
    const [t] = dims(k);
    const [dq, dk, dv] = [output([tq, d]), output([t, d]), output([t, d])];
    const forward = [address(dz), address(q), address(k), address(v), address(weights), address(queryForward), address(sourceForward)] as const;
    simd.attendGrad(...forward, address(dq), address(dk), address(dv), r, s, heads, d, tq, t);
    return [dq, dk, dv];
  },

  GrokLayerNorm: ({ x, gain, bias }, { epsilon }, { simd, address, output }) => {
    const [n, d] = dims(x);
    const y = output([n, d]);
    const stats = output([n, 2]);
    simd.layerNorm(address(x), address(gain), address(bias), address(y), address(stats), n, d, epsilon);
    return [y, stats];
  },

  GrokLayerNormGrad: ({ dy, x, gain, stats }, _attrs, { simd, address, output }) => {
    const [n, d] = dims(x);
    const [dx, dgain, dbias] = [output([n, d]), output([d]), output([d])];
    simd.layerNormGrad(address(dy), address(x), address(gain), address(stats), address(dx), address(dgain), address(dbias), n, d);
    return [dx, dgain, dbias];
  },

  GrokCrossEntropy: loss('crossEntropy'),
  GrokSquaredError: loss('squaredError'),

  GrokAccuracy: ({ logits, labels }, _attrs, { simd, address, output }) => {
    const [n, c] = dims(logits);
    const share = output([]);
    simd.accuracy(address(logits), address(labels), address(share), n, c);
    return [share];
  },

  GrokNorms: (inputs, { count }, { simd, address, output }) => {
    const norms = output([count]);
    for (let i = 0; i < count; i++) {
      const p = numberedIn(inputs, 'p', i);
      simd.norm(address(p), address(norms) + 4 * i, sizeOf(p.shape));
    }
    return [norms];
  },

  GrokProject: (inputs, { count, norm }, { simd, address }) => {
    const parameters = Array.from({ length: count }, (_, i) => numberedIn(inputs, 'p', i));
    simd.clearSquares();
    for (const p of parameters) simd.countSquares(address(p), sizeOf(p.shape));
    for (const p of parameters) simd.project(address(p), sizeOf(p.shape), norm);
    return [];
  },

  GrokAdamW: (inputs, { count }, { simd, address }) => {
    const scalars = address(inputs.scalars);
    for (let i = 0; i < count; i++) {
      const p = numberedIn(inputs, 'p', i);
      const [g, m, v] = [address(numberedIn(inputs, 'g', i)), address(numberedIn(inputs, 'm', i)), address(numberedIn(inputs, 'v', i))];
      simd.adamW(address(p), g, m, v, sizeOf(p.shape), scalars);
    }
    return [];
  },

  GrokSgd: (inputs, { count }, { simd, address }) => {
    const scalars = address(inputs.scalars);
    for (let i = 0; i < count; i++) {
      const p = numberedIn(inputs, 'p', i);
      simd.sgd(address(p), address(numberedIn(inputs, 'g', i)), address(numberedIn(inputs, 'u', i)), sizeOf(p.shape), scalars);
    }
    return [];
  },

  GrokSignChanges: ({ z }, { vertices }, { simd, address, output }) => {
    const [rows, h] = dims(z);
    const points = rows / vertices;
    const counts = output([points]);
    simd.signChanges(address(z), address(counts), points, vertices, h);
    return [counts];
  },
};
