/** What an LSTM is made of, and the tensors it trains. */
import { normal, uniform } from '../init.ts';
import type { ParameterSpec } from '../model.ts';

export interface Architecture {
  readonly layers: number;
  /** Units of a layer, H. */
  readonly width: number;
  /** Numbers per token, D. */
  readonly embedding: number;
  readonly vocabulary: number;
  /** Positions of an input, T. */
  readonly length: number;
  readonly outputs: number;
}

/** Gates of a unit: input, forget, candidate and output, side by side in this order. */
export const GATES = 4;

/** Names of one layer's tensors; of any layer where `{}` stands for its number. */
export const names = (layer: number | string) => ({
  input: `layer${layer}.input`,
  recurrent: `layer${layer}.recurrent`,
  bias: `layer${layer}.bias`,
});

/** PyTorch's initial values: N(0, 1) for embeddings, U(±1/√H) for all the rest. One bias, where PyTorch has two that are added. */
export function parametersOf({ layers, width, embedding, vocabulary, outputs }: Architecture): ParameterSpec[] {
  const layer = (l: number): ParameterSpec[] => [
    uniform(names(l).input, [l === 0 ? embedding : width, GATES * width], width),
    uniform(names(l).recurrent, [width, GATES * width], width),
    uniform(names(l).bias, [GATES * width], width),
  ];
  return [
    { ...normal('embedding', [vocabulary, embedding], 1), table: true },
    ...Array.from({ length: layers }, (_, l) => layer(l)).flat(),
    { ...uniform('output.weight', [width, outputs], width), table: true },
    uniform('output.bias', [outputs], width),
  ];
}
