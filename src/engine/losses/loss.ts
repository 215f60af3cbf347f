/** What a loss must offer. */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { DatasetShape } from '../data/dataset.ts';
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
}

export function defineLoss<const P extends Parameters>(
  entry: Typed<LossDef, P, 'loss'> & {
    loss(logits: Tensor2D, targets: Tensor, values: Omit<Values<P>, LiveName<P>>, live: (name: LiveName<P>) => Scalar): Tensor;
  },
): LossDef {
  return entry as unknown as LossDef;
}
