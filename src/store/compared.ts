/** A run of the bench as it is compared with others. */
import type { Compared } from '../engine/compare/differing.ts';
import { remaining } from '../engine/run/plan.ts';
import { toldTo } from '../engine/run/told.ts';
import type { Run } from './run.ts';

export function comparedOf({ config, plan, record }: Pick<Run, 'config' | 'plan' | 'record'>): Compared {
  const { changes, step } = toldTo(record);
  return { config, made: changes, planned: remaining(plan, step, changes) };
}
