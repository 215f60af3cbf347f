/** What an update rule must offer: how parameters follow their gradients. Rate, decay and batches are not its business; see compose.ts. */
import type { Parameters, Value, Values } from '../parameters.ts';
import type { Moment } from './optimizer.ts';

/** One update, as the rate and the decay have it. */
export interface Pace {
  /** Number of the update: 1, 2, … */
  readonly t: number;
  /** Learning rate. */
  readonly rate: number;
  /** What decay leaves of every weight. */
  readonly keep: number;
}

export interface Rule {
  readonly parameters: Parameters;
  /** State tensors of a parameter's shape that this rule keeps for each parameter, for example m and v. */
  readonly slots: readonly string[];
  /** How many per-step scalars `scalars` writes. */
  readonly scalarCount: number;
  /** Everything that changes from step to step, in float64 on the host; see OptimizerDef. The first two are the rate and what decay leaves. */
  scalars(values: Readonly<Record<string, Value>>, pace: Pace): readonly number[];
  /** Updates every parameter and slot in place; see OptimizerDef. */
  update(moment: Moment): void;
  /** Where among the scalars stands what decay leaves of a parameter, if it is not the second for all. */
  keepAt?(hidden: boolean): number;
}

export function defineRule<const P extends Parameters>(
  rule: Omit<Rule, 'parameters' | 'scalars'> & { readonly parameters: P; scalars(values: Values<P>, pace: Pace): readonly number[] },
): Rule {
  return rule;
}
