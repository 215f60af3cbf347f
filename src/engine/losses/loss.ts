/** What a loss must offer. */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { DatasetShape, Examples } from '../data/dataset.ts';
import type { LiveName, Parameters, Values } from '../parameters.ts';
import type { Entry, Section, Typed } from '../registry.ts';

export interface LossDef extends Entry {
  /** Whether it can compare outputs with such answers. */
  accepts(shape: DatasetShape): boolean;
  /**
   * Mean loss over the rows, a scalar; differentiable in `logits` (n, outputs). `targets` as in Batch. A parameter that may change while a run
   * goes on comes through `live`, as a scalar on the device: a step that is recorded finds its new number there.
   */
  loss(logits: Tensor2D, targets: Tensor, values: Section, live: (name: string) => Scalar): Tensor;
  /** The same in float64 on the host, of outputs (n, outputs) and n answers as in Examples; live values are those of the section. */
  plain(outputs: Float64Array, targets: Examples['targets'], values: Section): number;
}

export function defineLoss<const P extends Parameters>(
  entry: Typed<LossDef, P, 'loss' | 'plain'> & {
    loss(logits: Tensor2D, targets: Tensor, values: Omit<Values<P>, LiveName<P>>, live: (name: LiveName<P>) => Scalar): Tensor;
    plain(outputs: Float64Array, targets: Examples['targets'], values: Values<P>): number;
  },
): LossDef {
  return entry as unknown as LossDef;
}
