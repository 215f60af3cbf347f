/** What an optimiser must offer. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Entry, Section } from '../registry.ts';

/** What an update works with. All but `hidden` and `values` is on the device. */
export interface Moment {
  readonly parameters: readonly Tensor[];
  /** Of each parameter. */
  readonly gradients: readonly Tensor[];
  /** Per slot, per parameter. */
  readonly slots: readonly (readonly Tensor[])[];
  /** What `scalars` wrote; more may stand behind it. */
  readonly scalars: Tensor1D;
  /** The parameters that the run began with, where `looksBack` says that they are wanted; else none. */
  readonly start: readonly Tensor[];
  /** Of each parameter, whether it is a matrix between layers: no vector, no table of tokens, no map to the outputs. */
  readonly hidden: readonly boolean[];
  /** Those that cannot change while a run goes on. */
  readonly values: Section;
}

export interface OptimizerDef extends Entry {
  /** The parameter that pulls all weights down, at 0 not at all; null where none does. */
  readonly decay: string | null;
  /** State tensors of a parameter's shape that this optimiser keeps for each parameter, for example m and v. */
  readonly slots: readonly string[];
  /** How many per-step scalars `scalars` writes. */
  readonly scalarCount: number;
  /** Examples per update, of so many that train. */
  batchSize(values: Section, examples: number): number;
  /** Whether its updates want to know where the run began. */
  looksBack(values: Section): boolean;
  /**
   * Everything that changes from step to step, in float64 on the host, for update number `t` = 1, 2, …
   * The device reads them from a table, so that a captured step can be replayed.
   */
  scalars(values: Section, t: number): readonly number[];
  /** Updates every parameter and slot in place. Makes no tensor that outlives the call. */
  update(moment: Moment): void;
}
