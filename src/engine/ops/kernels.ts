/**
 * The kernels that every backend registers with TF.js under these names. An op (one file each in this folder) wraps them with a
 * gradient; `backend/portable` holds them in plain TypeScript for the CPU and WASM backends, `backend/wasm` replaces them with SIMD,
 * `backend/webgpu` has them in WGSL.
 *
 * Tensors are float32 and row-major unless said otherwise. In-place kernels write into their input tensors and return nothing.
 */
import { engine, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from './activations.ts';
import type { PatchGrid, PoolGrid } from './grid.ts';

/** Kernel names with their inputs and attributes. `?` marks inputs that may be left out. */
export interface KernelMap {
  /** op(a)·op(b): a (M,K) or (K,M) if transposeA, b (K,N) or (N,K) if transposeB → [(M,N)] */
  GrokMatMul: { inputs: 'a' | 'b'; attrs: { transposeA: boolean; transposeB: boolean } };
  /** z = x·w + bias?, y = act(z) + residual?: x (N,K), w (K,M), bias (M), residual (N,M) → linear: [y]; else [y, z], both (N,M) */
  GrokDense: { inputs: 'x' | 'w' | 'bias' | 'residual'; attrs: { activation: Activation } };
  /**
   * With dz = dy ⊙ act′(z), or dy where linear (then there is no z): dx = dz·wᵀ, dw = xᵀ·dz, db = Σ_n dz.
   * dy (N,M), x (N,K), w (K,M), z (N,M) → bias ? [dx (N,K), dw (K,M), db (M)] : [dx, dw]
   */
  GrokDenseGrad: { inputs: 'dy' | 'x' | 'w' | 'z'; attrs: { activation: Activation; bias: boolean } };
  /** Two linear maps of the same rows: x (N,K), v, w (K,M) → [x·v, x·w], both (N,M) */
  GrokDensePair: { inputs: 'x' | 'v' | 'w'; attrs: Record<never, never> };
  /** dyv, dyw (N,M), x (N,K), v, w (K,M) → [dx = dyv·vᵀ + dyw·wᵀ (N,K), dv = xᵀ·dyv (K,M), dw = xᵀ·dyw (K,M)] */
  GrokDensePairGrad: { inputs: 'dyv' | 'dyw' | 'x' | 'v' | 'w'; attrs: Record<never, never> };
  /** z = x + bias?, y = act(z): x (N,M), bias (M) → with bias and not linear: [y, z]; else [y] */
  GrokBiasActivation: { inputs: 'x' | 'bias'; attrs: { activation: Activation } };
  /** dz = dy ⊙ act′(z), db = Σ_n dz: dy (N,M), z (N,M) → bias ? [dz (N,M), db (M)] : [dz] */
  GrokActivationGrad: { inputs: 'dy' | 'z'; attrs: { activation: Activation; bias: boolean } };
  /** Σ_n x[n,:]: x (N,M) → [(M)] */
  GrokColumnSum: { inputs: 'x'; attrs: Record<never, never> };
  /** y[n] = Σ_s table[forward[n,s]], −1 adds nothing: table (T,D), forward int32 (N,S) → [(N,D)] */
  GrokGatherSum: { inputs: 'table' | 'forward'; attrs: Record<never, never> };
  /** transposed GatherSum: dtable[t] = Σ_{n,s: forward[n,s]=t} dy[n]: dy (N,D), the index (see RowIndex) → [(T,D)] */
  GrokScatterSum: { inputs: 'dy' | 'forward' | 'offsets' | 'entries'; attrs: { tableRows: number } };
  /**
   * z = GatherSum + bias?, y = act(z): table (T,D), forward int32 (N,S), bias (D) → [y (N,D)], and z (N,D) where act′ does not follow from y
   */
  GrokLookup: { inputs: 'table' | 'forward' | 'bias'; attrs: { activation: Activation } };
  /** With dz = dy ⊙ act′(z): its ScatterSum, and db = Σ_n dz. dy, z (N,D), the index → bias ? [dtable (T,D), db (D)] : [dtable]; z may be y where act′ follows from it */
  GrokLookupGrad: { inputs: 'dy' | 'z' | 'forward' | 'offsets' | 'entries'; attrs: { activation: Activation; bias: boolean; tableRows: number } };
  /** The sum of two lookups into the same rows: tables (T,D) and (T′,D), forwards int32 (N,S) and (N,S′) → [(N,D)] */
  GrokGatherPair: { inputs: 'table' | 'forward' | 'otherTable' | 'otherForward'; attrs: Record<never, never> };
  /** transposed GatherPair: dy (N,D), both indexes → [(T,D), (T′,D)] */
  GrokScatterPair: {
    inputs: 'dy' | 'forward' | 'offsets' | 'entries' | 'otherForward' | 'otherOffsets' | 'otherEntries';
    attrs: { tableRows: number; otherRows: number };
  };
  /**
   * Row r attends from query row queryForward[r] to source rows sourceForward[r, 0…S−1] (−1: masked), per head of width D/heads:
   * A = softmax_s(q·k_s/√(D/heads)), z = Σ_s A_s v_s.
   * q (Tq,D), k, v (T,D), queryForward int32 (R,1), sourceForward int32 (R,S) → [z (R,D), A (R,heads·S)]
   */
  GrokAttention: { inputs: 'q' | 'k' | 'v' | 'queryForward' | 'sourceForward'; attrs: { heads: number } };
  /** dz (R,D), the forward inputs, A, and both indexes' CSR → [dq (Tq,D), dk (T,D), dv (T,D)] */
  GrokAttentionGrad: {
    inputs: 'dz' | 'q' | 'k' | 'v' | 'weights' | 'queryForward' | 'queryOffsets' | 'queryEntries' | 'sourceForward' | 'sourceOffsets' | 'sourceEntries';
    attrs: { heads: number };
  };
  /**
   * The weights alone, where all rows ask with one query: A[r,s,h] = softmax_s(q_h·k_h[forward[r,s]]/√(D/heads)), 0 where masked.
   * q (1,D), k (T,D), forward int32 (R,S) → [A (R,S·heads)]
   */
  GrokAttentionWeights: { inputs: 'q' | 'k' | 'forward'; attrs: { heads: number } };
  /** dweights, weights (R,S·heads), q (1,D), k (T,D), the index → [dq (1,D), dk (T,D)] */
  GrokAttentionWeightsGrad: { inputs: 'dweights' | 'weights' | 'q' | 'k' | 'forward' | 'offsets' | 'entries'; attrs: { heads: number } };
  /**
   * The linear maps behind attention, multiplied out: maps = [output·w | output·u], and below it last·[w | u] + [wBias | uBias·u].
   * output (D,D), last (1,D), w (D,M), u (D,C), wBias (M), uBias (D), both or neither → [maps (D+1,M+C)]
   */
  GrokFoldMaps: { inputs: 'output' | 'last' | 'w' | 'u' | 'wBias' | 'uBias'; attrs: Record<never, never> };
  /** dmaps (D+1,M+C) and the forward inputs but wBias → [doutput, dlast, dw, du], and [dwBias, duBias] where there is a uBias */
  GrokFoldMapsGrad: { inputs: 'dmaps' | 'output' | 'last' | 'w' | 'u' | 'uBias'; attrs: Record<never, never> };
  /**
   * What each head makes of each row, and a constant: table[r·heads+h] = v_h[r]·maps_h with head h's columns of v and rows of maps; the last
   * row is maps' last. v (R,D), maps (D+1,W) → [table (R·heads+1,W)]
   */
  GrokHeadTable: { inputs: 'v' | 'maps'; attrs: { heads: number } };
  /** dtable (R·heads+1,W), v (R,D), maps (D+1,W) → [dv (R,D), dmaps (D+1,W)] */
  GrokHeadTableGrad: { inputs: 'dtable' | 'v' | 'maps'; attrs: { heads: number } };
  /**
   * skip + act(z)·readout, where [z | skip][n] = table's last row + Σ_{h,s} weights[n,s,h]·table[forward[n,s]·heads+h] (−1 adds nothing).
   * weights (N,S·heads), table (R·heads+1,M+C), readout (M,C), forward int32 (N,S) → [logits (N,C), and what the gradient kernel wants kept].
   * The last term names the same row for all n, and each head's weights of a row add up to 1. order int32 (N,1) is a permutation of the rows in
   * which neighbours share sources, for whoever takes them one after another.
   */
  GrokMixReadout: { inputs: 'weights' | 'table' | 'readout' | 'forward' | 'order'; attrs: { heads: number; activation: Activation } };
  /**
   * dlogits (N,C), kept0, kept1, …, the forward inputs and the index → [dweights (N,S·heads), dtable (R·heads+1,M+C), dreadout (M,C)].
   * dweights may be off by an addend per row and head, which the gradient of a softmax takes back.
   */
  GrokMixReadoutGrad: {
    inputs: 'dlogits' | `kept${number}` | 'weights' | 'table' | 'readout' | 'forward' | 'offsets' | 'entries' | 'order';
    attrs: { heads: number; activation: Activation };
  };
  /**
   * An LSTM over `steps` positions of N sequences, whose rows stand position by position: row t·N + n. With gates i, f, g, o side by side
   * (PyTorch's order): z_t = x_t + h_{t−1}·u, c_t = σ(f)c_{t−1} + σ(i)tanh(g), h_t = σ(o)tanh(c_t), from h₀ and c₀, or from zeros. σ and tanh stay
   * exact however large z is. x (steps·N,4H), u (H,4H), h0 and c0 (N,H), both or neither → [y, z (steps·N,4H), h and c ((steps+1)·N,H) from h₀ and
   * c₀ on]; y is whole ? all h_t (steps·N,H) : the last (N,H). In place: h0 and c0 ← the last h and c
   */
  GrokLstm: { inputs: 'x' | 'u' | 'h0' | 'c0'; attrs: { steps: number; whole: boolean } };
  /** dy as y, and what the forward pass gave → [dx (steps·N,4H), du (H,4H)], or with constant weights [dx] */
  GrokLstmGrad: { inputs: 'dy' | 'z' | 'h' | 'c' | 'u'; attrs: { steps: number; whole: boolean; constant: boolean } };
  /** What stands at each place of each patch, 0 beyond the edges: x (N,rows·columns·channels) → [(N·patches,size²·channels)] */
  GrokPatches: { inputs: 'x'; attrs: PatchGrid };
  /** transposed Patches: every number of an image sums what dy (N·patches,size²·channels) has of it → [(N,rows·columns·channels)] */
  GrokPatchesGrad: { inputs: 'dy'; attrs: PatchGrid };
  /** The mean of each window, channel by channel: x (N,rows·columns·channels) → [(N,windows·channels)] */
  GrokMeanPool: { inputs: 'x'; attrs: PoolGrid };
  /** dy (N,windows·channels) → [(N,rows·columns·channels)] */
  GrokMeanPoolGrad: { inputs: 'dy'; attrs: PoolGrid };
  /** y = (x−mean)/√(var+eps)·gain + bias per row: x (N,D), gain (D), bias (D) → [y (N,D), stats (N,2) = mean, 1/√(var+eps)] */
  GrokLayerNorm: { inputs: 'x' | 'gain' | 'bias'; attrs: { epsilon: number } };
  /** → [dx (N,D), dgain (D), dbias (D)] */
  GrokLayerNormGrad: { inputs: 'dy' | 'x' | 'gain' | 'stats'; attrs: Record<never, never> };
  /**
   * Mean cross-entropy, exact in the tail: s = Σ_{j≠y} exp(z_j − z_y), row loss log1p(s), gradient at the target −s/(1+s).
   * logits (N,C), labels int32 (N) → [loss (), dlogits (N,C) of the mean]
   */
  GrokCrossEntropy: { inputs: 'logits' | 'labels'; attrs: Record<never, never> };
  /** Mean over all N·C entries of (logit − height · one-hot)²; height () → [loss (), dlogits (N,C) of the mean] */
  GrokSquaredError: { inputs: 'logits' | 'labels' | 'height'; attrs: Record<never, never> };
  /** Share of rows whose first largest logit is the label; a row with a NaN counts as wrong → [()] */
  GrokAccuracy: { inputs: 'logits' | 'labels'; attrs: Record<never, never> };
  /** Per tensor ‖·‖₂, accumulated in float64 where there is one: p0, p1, … → [(count)] */
  GrokNorms: { inputs: `p${number}`; attrs: { count: number } };
  /** In place: every p ← p · norm / ‖all p‖₂ */
  GrokProject: { inputs: `p${number}`; attrs: { count: number; norm: number } };
  /**
   * In place, whole model: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², p ← p·keep − rate·(m·c1)/(√(v·c2) + ε).
   * p0…, g0…, m0…, v0…; scalars (9) = rate, keep, β₁, 1−β₁, β₂, 1−β₂, ε, c1 = 1/(1−β₁ᵗ), c2 = 1/(1−β₂ᵗ)
   */
  GrokAdamW: { inputs: `${'p' | 'g' | 'm' | 'v'}${number}` | 'scalars'; attrs: { count: number } };
  /** In place: u ← μu + g, p ← p·keep − rate·u. p0…, g0…, u0…; scalars (3) = rate, keep, μ */
  GrokSgd: { inputs: `${'p' | 'g' | 'u'}${number}` | 'scalars'; attrs: { count: number } };
  /** In place: every to ← from. to0…, from0… */
  GrokStore: { inputs: `${'to' | 'from'}${number}`; attrs: { count: number } };
  /** Per point, neurons whose sign differs between some vertex and vertex 0: z (points·vertices, H) → [(points)] */
  GrokSignChanges: { inputs: 'z'; attrs: { vertices: number } };
  /**
   * scale·u, u uniform in [−1, 1): a hash of the entry's index, the seed and the counter at entry `at` of counters, a whole number below 2²⁴.
   * The same bits on every backend. counters (k) → [(rows,columns)]
   */
  GrokUniform: { inputs: 'counters'; attrs: { rows: number; columns: number; scale: number; seed: number; at: number } };
  /**
   * x + move, or x + size·sign(move) with sign(0) = 0 unless size is 0, clipped to [max(centre − ε, low), min(centre + ε, high)].
   * The same bits on every backend. x, move, centre (N,D) → [(N,D)]
   */
  GrokBoxStep: { inputs: 'x' | 'move' | 'centre'; attrs: { size: number; epsilon: number; low: number; high: number } };
}

export type KernelName = keyof KernelMap;

export const KERNEL_NAMES = [
  'GrokMatMul',
  'GrokDense',
  'GrokDenseGrad',
  'GrokDensePair',
  'GrokDensePairGrad',
  'GrokBiasActivation',
  'GrokActivationGrad',
  'GrokColumnSum',
  'GrokGatherSum',
  'GrokScatterSum',
  'GrokLookup',
  'GrokLookupGrad',
  'GrokGatherPair',
  'GrokScatterPair',
  'GrokAttention',
  'GrokAttentionGrad',
  'GrokAttentionWeights',
  'GrokAttentionWeightsGrad',
  'GrokFoldMaps',
  'GrokFoldMapsGrad',
  'GrokHeadTable',
  'GrokHeadTableGrad',
  'GrokMixReadout',
  'GrokMixReadoutGrad',
  'GrokLstm',
  'GrokLstmGrad',
  'GrokPatches',
  'GrokPatchesGrad',
  'GrokMeanPool',
  'GrokMeanPoolGrad',
  'GrokLayerNorm',
  'GrokLayerNormGrad',
  'GrokCrossEntropy',
  'GrokSquaredError',
  'GrokAccuracy',
  'GrokNorms',
  'GrokProject',
  'GrokAdamW',
  'GrokSgd',
  'GrokStore',
  'GrokSignChanges',
  'GrokUniform',
  'GrokBoxStep',
] as const satisfies readonly KernelName[];

/** Runs a kernel of the current backend and returns its outputs. */
export function runKernel<K extends KernelName>(name: K, inputs: Partial<Record<KernelMap[K]['inputs'], Tensor>>, attrs: KernelMap[K]['attrs']): Tensor[] {
  // TF.js types inputs as a plain map of tensors.
  const outputs: Tensor | Tensor[] = engine().runKernel(name, inputs as unknown as NamedTensorMap, { ...attrs });
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** The only output of a kernel that has one. */
export function runKernelForOne<K extends KernelName>(name: K, inputs: Partial<Record<KernelMap[K]['inputs'], Tensor>>, attrs: KernelMap[K]['attrs']): Tensor {
  const [output] = runKernel(name, inputs, attrs);
  if (output === undefined) throw new Error(`${name} returned nothing`);
  return output;
}
