/** What an optimiser must offer. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Entry, Section } from '../registry.ts';

export interface OptimizerDef extends Entry {
  /** The parameter that pulls all weights down, at 0 not at all; null where none does. */
  readonly decay: string | null;
  /** State tensors of a parameter's shape that this optimiser keeps for each parameter, for example m and v. */
  readonly slots: readonly string[];
  /** How many per-step scalars `scalars` writes. */
  readonly scalarCount: number;
  /** Examples per update; null for all of them. */
  batchSize(values: Section): number | null;
  /**
   * Everything that changes from step to step, in float64 on the host, for update number `t` = 1, 2, …
   * The device reads them from a table, so that a captured step can be replayed.
   */
  scalars(values: Section, t: number): readonly number[];
  /** Updates every parameter and slot in place. Makes no tensor that outlives the call. */
  update(parameters: readonly Tensor[], gradients: readonly Tensor[], slots: readonly (readonly Tensor[])[], scalars: Tensor1D): void;
}
