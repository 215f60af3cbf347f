/** The transformer's last layer with its linear maps folded into tables (ops/folded.ts), and whether that is less work. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from '../../ops/activations.ts';
import { dense, densePair } from '../../ops/dense.ts';
import type { Architecture } from './architecture.ts';
import type { turnsOf } from './rotary.ts';
import { attentionWeights, foldMaps, headTable, mixReadout, type Sources } from '../../ops/folded.ts';

export interface LastLayer {
  /** Examples. */
  readonly rows: number;
  /** Rows of the residual stream that examples share. */
  readonly tableRows: number;
  /** Rows that an example attends to. */
  readonly terms: number;
  readonly width: number;
  readonly heads: number;
  readonly ffn: number;
  readonly outputs: number;
}

/** A multiply-add in a sum of rows costs as much as this many in a matrix product, whose operands stay in registers. */
export const MIXING = 3;

/** Whether folding takes fewer multiply-adds. */
export function foldingPays({ rows, tableRows, terms, width, heads, ffn, outputs }: LastLayer): boolean {
  const wide = ffn + outputs;
  const plain = rows * (width * width + 2 * width * ffn + width * outputs); // output, in, out, unembedding
  const mixed = rows * (MIXING * terms * heads * wide + ffn * outputs);
  const tables = width * width * wide + tableRows * width * wide + ffn * width * outputs;
  return mixed + tables < plain;
}

/** Whether a transformer's only layer can be folded: nothing but linear maps stands around its activation. */
export const isFoldable = ({ layers, layerNorm, dropout }: Architecture): boolean => layers === 1 && layerNorm === 'none' && dropout === 0;

/** Whether it is folded: it can be, and it pays. */
export function folds(architecture: Architecture, rows: number, tableRows: number): boolean {
  const { width, heads, ffn, outputs, length } = architecture;
  return isFoldable(architecture) && foldingPays({ rows, tableRows, terms: length, width, heads, ffn, outputs });
}

/** Parameters of the layer and the unembedding, named as the transformer names them. */
export interface LastLayerWeights {
  readonly query: Tensor2D;
  readonly key: Tensor2D;
  readonly value: Tensor2D;
  readonly output: Tensor2D;
  readonly in: Tensor2D;
  readonly inBias: Tensor1D | null;
  readonly out: Tensor2D;
  readonly outBias: Tensor1D | null;
  readonly unembedding: Tensor2D;
}

/** Logits (examples, outputs) from shared rows x (R,d), where all examples ask with one of them, `last` (1,d). */
export function foldedLogits(
  x: Tensor2D,
  last: Tensor2D,
  turns: ReturnType<typeof turnsOf>,
  weights: LastLayerWeights,
  sources: Sources,
  heads: number,
  activation: Activation,
): Tensor2D {
  const [k, v] = densePair(x, weights.key, weights.value); // each (R,d)
  const attended = attentionWeights(turns.last(dense(last, weights.query)), turns.keys(k), sources.source, heads); // (examples, terms·heads)
  const { output, in: w, inBias: wBias, unembedding: u, outBias: uBias } = weights;
  const table = headTable(v, foldMaps({ output, last, w, wBias, u, uBias }), heads); // (d+1, ffn+outputs) → (R·heads+1, ffn+outputs)
  return mixReadout(attended, table, dense(weights.out, u), sources, heads, activation); // readout (ffn, outputs)
}
