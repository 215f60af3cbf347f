/** Which reference stands for which entry of the model registry. */
import type { Section } from '../../src/engine/registry.ts';
import { mlpLogits, type MlpOptions } from '../reference/mlp.ts';
import type { Matrix, NamedParameters } from '../reference/numbers.ts';
import { transformerLogits, type TransformerOptions } from '../reference/transformer.ts';

export const mlpOptions = (values: Section, vocabulary: number): MlpOptions => ({ ...(values as unknown as Omit<MlpOptions, 'vocabulary'>), vocabulary });
export const transformerOptions = (values: Section, vocabulary: number): TransformerOptions => ({
  ...(values as unknown as Omit<TransformerOptions, 'vocabulary'>),
  vocabulary,
});

type Logits = (values: Section, vocabulary: number, parameters: NamedParameters, examples: readonly (readonly number[])[]) => Matrix;

export const MODEL_REFERENCE: Readonly<Record<string, Logits>> = {
  mlp: (values, vocabulary, parameters, examples) => mlpLogits(mlpOptions(values, vocabulary), parameters, examples),
  transformer: (values, vocabulary, parameters, examples) => transformerLogits(transformerOptions(values, vocabulary), parameters, examples),
};
