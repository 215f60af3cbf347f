/** What an optimiser must offer. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Parameters, Values } from '../parameters.ts';
import type { Entry, Section, Typed } from '../registry.ts';

export interface OptimizerDef extends Entry {
  /** State tensors of a parameter's shape that this optimiser keeps for each parameter, for example m and v. */
  readonly slots: readonly string[];
  /** How many per-step scalars `scalars` writes. */
  readonly scalarCount: number;
  /**
   * Everything that changes from step to step, in float64 on the host, for update number `t` = 1, 2, …
   * The device reads them from a table, so that a captured step can be replayed.
   */
  scalars(values: Section, t: number): readonly number[];
  /** Updates every parameter and slot in place. Makes no tensor that outlives the call. */
  update(parameters: readonly Tensor[], gradients: readonly Tensor[], slots: readonly (readonly Tensor[])[], scalars: Tensor1D): void;
}

export function defineOptimizer<const P extends Parameters>(
  entry: Typed<OptimizerDef, P, 'scalars'> & { scalars(values: Values<P>, t: number): readonly number[] },
): OptimizerDef {
  return entry as unknown as OptimizerDef;
}
