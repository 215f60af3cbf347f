/** The MLP on pairs of tokens, per example and in float64: write the input out, multiply, add, activate. */
import { ACTIVATION_REFERENCE, addVectors, affine, matrixOf, vectorOf, type Matrix, type NamedParameters, type Vector } from './numbers.ts';

export interface MlpOptions {
  readonly input: 'one-hot' | 'embedding' | 'sum';
  readonly depth: number;
  readonly activation: string;
  readonly bias: boolean;
  readonly vocabulary: number;
}

/** The network's input for one example: one-hot codes, or embeddings, one operand after another. */
export function mlpInput(options: MlpOptions, parameters: NamedParameters, tokens: readonly number[]): Vector {
  if (options.input === 'one-hot') return tokens.flatMap((token) => Array.from({ length: options.vocabulary }, (_, i) => (i === token ? 1 : 0)));
  const embedding = matrixOf(parameters, 'embedding');
  const each = tokens.map((token) => embedding[token] as Vector);
  return options.input === 'sum' ? each.reduce(addVectors) : each.flat();
}

/** Sees the numbers at a place inside, and says which to go on with. */
export type Edit = (site: string, values: Vector) => Vector;

/** Pre-activations of the hidden layers, then the logits, for an input vector. */
export function mlpLayers(options: MlpOptions, parameters: NamedParameters, input: Vector, edit: Edit = (_site, values) => values): Vector[] {
  const activate = ACTIVATION_REFERENCE[options.activation] as (z: number) => number;
  const blocks = [...parameters.keys()].filter((name) => name.startsWith('hidden1.weight.')).sort();
  const first: Matrix = blocks.flatMap((name) => matrixOf(parameters, name));
  const bias = (layer: string): Vector | null => (options.bias ? vectorOf(parameters, `${layer}.bias`) : null);
  const layers: Vector[] = [];
  let x = edit(options.input === 'sum' ? 'sum' : parameters.has('embedding') ? 'embedding' : 'input', input);
  for (let l = 1; l <= options.depth; l++) {
    const weight = l === 1 ? first : matrixOf(parameters, `hidden${l}.weight`);
    const z = edit(`hidden${l}.preactivations`, affine(x, weight, bias(`hidden${l}`)));
    layers.push(z);
    x = edit(`hidden${l}.activations`, z.map(activate));
  }
  layers.push(edit('logits', affine(x, matrixOf(parameters, 'output.weight'), bias('output'))));
  return layers;
}

export function mlpLogits(options: MlpOptions, parameters: NamedParameters, examples: readonly (readonly number[])[]): Matrix {
  return examples.map((tokens) => mlpLayers(options, parameters, mlpInput(options, parameters, tokens)).at(-1));
}
