/** What a loss must offer. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Target } from '../data/dataset.ts';
import type { Entry } from '../registry.ts';

export interface LossDef extends Entry {
  /** Kinds of answer that this loss compares with. */
  readonly compares: readonly Target['kind'][];
  /** Mean loss over the rows, a scalar; differentiable in `logits` (n, outputs). `targets` as in Batch. */
  loss(logits: Tensor2D, targets: Tensor): Tensor;
}
