/** What a run began with and every change on its way, at its step: what its link says, and what running it again repeats. */
import { inOrder, isSamePlan, remaining, unplanned } from '../engine/run/plan.ts';
import { toldTo } from '../engine/run/told.ts';
import { differences } from '../engine/config/differences.ts';
import type { ConfigState } from './config.ts';
import type { Run } from './run.ts';

export type Course = Pick<ConfigState, 'config' | 'plan'>;

/** Changes that it made, planned or by hand, and those that are to come. What its worker has yet to confirm will be made about where it is. */
export function courseOf(run: Run): Course {
  const { changes, step } = toldTo(run.record);
  const made = [...changes, ...run.store.getState().unconfirmed.map((patch) => ({ step, patch }))];
  return { config: run.config, plan: inOrder([...made, ...remaining(run.plan, step, changes)]) };
}

/** Whether something of it was changed without a plan: then what the form shows of it is not what it began with. */
export function isChangedByHand({ record, plan, store }: Pick<Run, 'record' | 'plan' | 'store'>): boolean {
  return store.getState().unconfirmed.length > 0 || unplanned(toldTo(record).changes, plan).length > 0;
}

/**
 * What settings ask for: where they are those of the run in front, as it stands after its changes, that run with its changes; else themselves from
 * the start, as do those of a preset or a link that was chosen since.
 */
export function courseAsked(asked: Course & Pick<ConfigState, 'choice'>, front: Run | null): Course {
  if (front === null || asked.choice !== front.origin.choice || !isSamePlan(asked.plan, front.plan)) return asked;
  return isChangedByHand(front) && differences(asked.config, front.store.getState().asked).length === 0 ? courseOf(front) : asked;
}
