/**
 * The last layer without its products per example. What attention hands on is a weighted sum of rows that examples share, and behind it come
 * linear maps: they are applied to the rows, once, and the results are weighed. With the rows x, heads h and their weights a,
 *
 *   [z | skip][n] = c + Σ_{h,s} a[n,h,s]·T_h[s],  T_h = (x·V)_h·(O_h·[W | U]),  logits = skip + act(z)·(W′·U)
 *
 * with the matrices V, O of attention, W, W′ of the MLP and the unembedding U. The attention's residual and the biases are in the constant c.
 */
import { customGrad, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { RowIndex } from '../data/plan.ts';
import type { Activation } from './activations.ts';
import { runKernel, runKernelForOne } from './kernels.ts';

type Save = (tensors: Tensor[]) => void;

/** Softmax weights with their gradient where all rows ask with one query: q (1,D), k (T,D) → (R,S·heads). */
export function attentionWeights(q: Tensor2D, k: Tensor2D, source: RowIndex, heads: number): Tensor2D {
  const { forward, offsets, entries } = source;
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as Save;
    const [qIn, kIn] = args as [Tensor, Tensor];
    const weights = runKernelForOne('GrokAttentionWeights', { q: qIn, k: kIn, forward }, { heads });
    save([qIn, kIn, weights]);
    const gradFunc = (dweights: Tensor, saved: Tensor[]): Tensor[] => {
      const [qs, ks, as] = saved as [Tensor, Tensor, Tensor];
      return runKernel('GrokAttentionWeightsGrad', { dweights, weights: as, q: qs, k: ks, forward, offsets, entries }, { heads });
    };
    return { value: weights, gradFunc };
  })(q, k) as Tensor2D;
}

/** The linear maps that a row of attention's sum goes through, and what is added to the sum. */
export interface Maps {
  /** Attention's output matrix (D,D). */
  readonly output: Tensor2D;
  /** The row that attention adds its sum to (1,D). */
  readonly last: Tensor2D;
  /** The MLP's first matrix (D,M) and its bias (M). */
  readonly w: Tensor2D;
  readonly wBias: Tensor1D | null;
  /** The unembedding (D,C), and the bias (D) of the MLP's second matrix. */
  readonly u: Tensor2D;
  readonly uBias: Tensor1D | null;
}

/** [output; last]·[w | u], the biases in the last row, with its gradient → (D+1,M+C). The biases are both there or neither. */
export function foldMaps({ output, last, w, u, wBias, uBias }: Maps): Tensor2D {
  const biases = wBias === null || uBias === null ? [] : [wBias, uBias];
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as Save;
    const [outputIn, lastIn, wIn, uIn, ...rest] = args.slice(0, -1) as [Tensor, Tensor, Tensor, Tensor, ...Tensor[]];
    const inputs = { output: outputIn, last: lastIn, w: wIn, u: uIn };
    const [wBiasIn, uBiasIn] = rest as [Tensor?, Tensor?];
    const value = runKernelForOne('GrokFoldMaps', wBiasIn === undefined || uBiasIn === undefined ? inputs : { ...inputs, wBias: wBiasIn, uBias: uBiasIn }, {});
    save([...Object.values(inputs), ...(uBiasIn === undefined ? [] : [uBiasIn])]);
    const gradFunc = (dmaps: Tensor, saved: Tensor[]): Tensor[] => {
      const [outputs, lasts, ws, us, uBiases] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor?];
      const given = { dmaps, output: outputs, last: lasts, w: ws, u: us };
      return runKernel('GrokFoldMapsGrad', uBiases === undefined ? given : { ...given, uBias: uBiases }, {});
    };
    return { value, gradFunc };
  });
  return op(output, last, w, u, ...biases) as Tensor2D;
}

/** Each head's rows of v (R,D) times its part of the maps (D+1,W), with its gradient; the maps' last row stays the last → (R·heads+1,W). */
export function headTable(v: Tensor2D, maps: Tensor2D, heads: number): Tensor2D {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as Save;
    const [vIn, mapsIn] = args as [Tensor, Tensor];
    save([vIn, mapsIn]);
    const gradFunc = (dtable: Tensor, saved: Tensor[]): Tensor[] => {
      const [vs, all] = saved as [Tensor, Tensor];
      return runKernel('GrokHeadTableGrad', { dtable, v: vs, maps: all }, { heads });
    };
    return { value: runKernelForOne('GrokHeadTable', { v: vIn, maps: mapsIn }, { heads }), gradFunc };
  })(v, maps) as Tensor2D;
}

/** Which rows an example attends to, the last being the same for all, and examples in an order in which neighbours share rows. */
export interface Sources {
  readonly source: RowIndex;
  readonly order: RowIndex;
}

/**
 * skip + act(z)·readout with its gradient, where [z | skip] are the table's rows mixed as the weights say:
 * weights (N,S·heads), table (R·heads+1,M+C), readout (M,C) → (N,C). `order` names the rows so that neighbours share sources.
 */
export function mixReadout(weights: Tensor2D, table: Tensor2D, readout: Tensor2D, { source, order }: Sources, heads: number, activation: Activation): Tensor2D {
  const { forward, offsets, entries } = source;
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as Save;
    const [weightsIn, tableIn, readoutIn] = args as [Tensor, Tensor, Tensor];
    const indexes = { forward, order: order.forward };
    const inputs = { weights: weightsIn, table: tableIn, readout: readoutIn };
    const [logits, ...kept] = runKernel('GrokMixReadout', { ...inputs, ...indexes }, { heads, activation }) as [Tensor, ...Tensor[]];
    save([weightsIn, tableIn, readoutIn, ...kept]);
    const gradFunc = (dlogits: Tensor, saved: Tensor[]): Tensor[] => {
      const [as, rows, readouts, ...rest] = saved as [Tensor, Tensor, Tensor, ...Tensor[]];
      const given = { dlogits, weights: as, table: rows, readout: readouts, ...Object.fromEntries(rest.map((one, i) => [`kept${i}`, one])) };
      return runKernel('GrokMixReadoutGrad', { ...given, ...indexes, offsets, entries }, { heads, activation });
    };
    return { value: logits, gradFunc };
  })(weights, table, readout) as Tensor2D;
}
