import { customGrad, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { RowIndex } from '../data/plan.ts';
import type { Activation } from './activations.ts';
import { runKernel, runKernelForOne } from './kernels.ts';

/** Σ_s table[index[n,s]] with its gradient: table (T,D) → (N,D). With one term this is a lookup. */
export function gatherSum(table: Tensor2D, index: RowIndex): Tensor2D {
  const { forward, offsets, entries, tableRows } = index;
  return customGrad((x) => ({
    value: runKernelForOne('GrokGatherSum', { table: x as Tensor, forward }, {}),
    gradFunc: (dy: Tensor) => runKernelForOne('GrokScatterSum', { dy, forward, offsets, entries }, { tableRows }),
  }))(table) as Tensor2D;
}

/** The same without a gradient, of rows that are named as `forward` of a RowIndex names them: int32 (N,S), −1 for none. */
export function gatherRows(table: Tensor2D, forward: Tensor2D): Tensor2D {
  return runKernelForOne('GrokGatherSum', { table, forward }, {}) as Tensor2D;
}

/**
 * act(Σ_s table[index[n,s]] + bias) with its gradient: a first layer whose product was done once per token. table (T,D), bias (D) or none → (N,D)
 */
export function lookup(table: Tensor2D, index: RowIndex, bias: Tensor1D | null, activation: Activation): Tensor2D {
  const { forward, offsets, entries, tableRows } = index;
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const inputs = { table: args[0] as Tensor, forward, ...(bias === null ? {} : { bias: args[1] as Tensor }) };
    const [y, z = y] = runKernel('GrokLookup', inputs, { activation }) as [Tensor, Tensor?];
    save([z]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] =>
      runKernel('GrokLookupGrad', { dy, z: saved[0] as Tensor, forward, offsets, entries }, { activation, bias: bias !== null, tableRows });
    return { value: y, gradFunc };
  });
  return (bias === null ? op(table) : op(table, bias)) as Tensor2D;
}

/** gatherSum of two tables with their gradients, added: tables (T,D) and (T′,D) → (N,D). */
export function gatherPair(table: Tensor2D, index: RowIndex, otherTable: Tensor2D, otherIndex: RowIndex): Tensor2D {
  const [{ forward, offsets, entries, tableRows }, { forward: otherForward, offsets: otherOffsets, entries: otherEntries, tableRows: otherRows }] = [
    index,
    otherIndex,
  ];
  return customGrad((one, other) => ({
    value: runKernelForOne('GrokGatherPair', { table: one as Tensor, forward, otherTable: other as Tensor, otherForward }, {}),
    gradFunc: (dy: Tensor) =>
      runKernel('GrokScatterPair', { dy, forward, offsets, entries, otherForward, otherOffsets, otherEntries }, { tableRows, otherRows }),
  }))(table, otherTable) as Tensor2D;
}
