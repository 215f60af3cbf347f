/** What an MLP is made of, and the space that its input lies in. */
import type { DatasetShape, Examples } from '../data/dataset.ts';
import type { Activation } from '../ops/activations.ts';
import type { ParameterSpec } from './model.ts';
import type { Numbers } from './plain/linear.ts';

export interface MlpOptions {
  readonly shape: DatasetShape;
  readonly depth: number;
  readonly width: number;
  readonly activation: Activation;
  readonly bias: boolean;
  readonly parameters: readonly ParameterSpec[];
  /** Numbers per operand; a vector is one operand. */
  readonly operandWidth: number;
  readonly embedded: boolean;
}

/** Operands of an example; a vector counts as one that is not looked up. */
export const arityOf = (shape: DatasetShape): number => (shape.kind === 'tokens' ? shape.arity : 1);

/** Where examples lie (count, D): their vectors, or their tokens' one-hot codes or embeddings, one operand after another. */
export function inputPoints({ inputs }: Examples, { shape, operandWidth }: MlpOptions, embedding: Numbers | null): Float64Array {
  if (shape.kind === 'vectors') return Float64Array.from(inputs);
  const points = new Float64Array(inputs.length * operandWidth);
  inputs.forEach((token, i) => {
    if (embedding === null) points[i * operandWidth + token] = 1;
    else points.set(embedding.subarray(token * operandWidth, (token + 1) * operandWidth), i * operandWidth);
  });
  return points;
}
