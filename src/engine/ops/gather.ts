import { customGrad, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { RowIndex } from '../contracts.ts';
import { runKernelForOne } from './kernels.ts';

/** Σ_s table[index[n,s]] with its gradient: table (T,D) → (N,D). With one term this is a lookup. */
export function gatherSum(table: Tensor2D, index: RowIndex): Tensor2D {
  const { forward, offsets, entries, tableRows } = index;
  return customGrad((x) => ({
    value: runKernelForOne('GrokGatherSum', { table: x as Tensor, forward }, {}),
    gradFunc: (dy: Tensor) => runKernelForOne('GrokScatterSum', { dy, forward, offsets, entries }, { tableRows }),
  }))(table) as Tensor2D;
}
