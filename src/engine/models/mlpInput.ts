/** What an MLP is made of, and the space that its input lies in. */
import type { Examples, TokenShape, VectorShape } from '../data/dataset.ts';
import type { Activation } from '../ops/activations.ts';
import { text } from '../text.ts';
import type { ParameterSpec, TokenTables } from './model.ts';
import type { Numbers } from './plain/linear.ts';

/** What an MLP can read. */
export type FlatShape = TokenShape | VectorShape;

export interface MlpOptions {
  readonly shape: FlatShape;
  readonly depth: number;
  readonly width: number;
  readonly activation: Activation;
  readonly bias: boolean;
  readonly parameters: readonly ParameterSpec[];
  /** Numbers per operand; a vector is one operand. */
  readonly operandWidth: number;
  readonly embedded: boolean;
  /** The operands' embeddings are added and not laid side by side. */
  readonly summed: boolean;
}

/** Operands of an example; a vector counts as one that is not looked up. */
export const arityOf = (shape: FlatShape): number => (shape.kind === 'tokens' ? shape.arity : 1);

/** Operands that lie side by side in the input space. */
export const blocksOf = ({ shape, summed }: Pick<MlpOptions, 'shape' | 'summed'>): number => (summed ? 1 : arityOf(shape));

/** One-hot tokens pick rows of the first layer: those of all operands side by side. */
export function mlpTables(blocks: number, embedded: boolean): TokenTables {
  return {
    rows: embedded
      ? { sign: 'W_E', label: text('embedding', '埋め込み'), of: ['embedding'] }
      : { sign: 'W_1', label: text('first layer', '第 1 層'), of: Array.from({ length: blocks }, (_, operand) => `hidden1.weight.${operand}`) },
    outputs: { sign: 'W_L', label: text('neurons to answers', 'ニューロンから答えへ'), of: ['output.weight'] },
  };
}

/** Rows (count, H) that sum one row of a table per operand; tables[o] (V, H) is what becomes of operand o's tokens. */
export function lookedUp({ inputs, count }: Pick<Examples, 'inputs' | 'count'>, tables: readonly Numbers[], bias: Numbers | null, width: number): Float64Array {
  const out = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    if (bias !== null) out.set(bias, i * width);
    for (let o = 0; o < tables.length; o++) {
      const table = tables[o] as Numbers;
      const from = (inputs[i * tables.length + o] as number) * width;
      for (let j = 0; j < width; j++) out[i * width + j] = (out[i * width + j] as number) + (table[from + j] as number);
    }
  }
  return out;
}

/** Where examples lie (count, D): their vectors, or their tokens' one-hot codes or embeddings, one operand after another, or the embeddings' sum. */
export function inputPoints({ inputs, count }: Examples, options: MlpOptions, embedding: Numbers | null): Float64Array {
  const { shape, operandWidth } = options;
  if (shape.kind === 'vectors') return Float64Array.from(inputs);
  if (options.summed && embedding !== null) {
    const tables = Array.from({ length: shape.arity }, () => embedding);
    return lookedUp({ inputs, count }, tables, null, operandWidth);
  }
  const points = new Float64Array(inputs.length * operandWidth);
  inputs.forEach((token, i) => {
    if (embedding === null) points[i * operandWidth + token] = 1;
    else points.set(embedding.subarray(token * operandWidth, (token + 1) * operandWidth), i * operandWidth);
  });
  return points;
}
