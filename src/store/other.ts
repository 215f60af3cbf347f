/** What is asked for may be another run than the one in front: then the page says of each thing which of the two it is about. */
import { isSamePlan } from '../engine/run/plan.ts';
import { differences } from '../engine/config/differences.ts';
import type { ConfigState } from './config.ts';
import { isChangedByHand } from './course.ts';
import type { FrontState } from './front.ts';
import type { Origin } from './origin.ts';
import type { Run } from './run.ts';

/** Whether the settings were chosen after the run was made of others, and are not its own: whoever chose them wants another run. */
export function isOther(asked: Pick<ConfigState, keyof Origin | 'config' | 'plan'>, run: Pick<Run, 'origin' | 'plan' | 'record' | 'store'> | null): boolean {
  if (run === null || asked.choice === run.origin.choice) return false;
  if (asked.basedOn !== run.origin.basedOn || !isSamePlan(asked.plan, run.plan)) return true;
  // Chosen since, what a hand made of the run is asked for from the start.
  return differences(asked.config, run.store.getState().asked).length > 0 || isChangedByHand(run);
}

/** Paths whose setting is not what the run in front was asked to run with; '@' where other changes are to come. */
export function fieldsApart(asked: Pick<ConfigState, 'config' | 'plan'>, run: Pick<FrontState, 'asked' | 'plan'>): string[] {
  if (run.asked === null) return [];
  return [...differences(asked.config, run.asked), ...(isSamePlan(asked.plan, run.plan) ? [] : ['@'])];
}
