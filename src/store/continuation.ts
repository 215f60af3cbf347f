/** What a run that goes on from another begins with. It is never shorter than the one before. */
import type { RunConfig } from '../engine/config/config.ts';
import { patchBetween, withChanges } from '../engine/config/live.ts';
import type { Change, Patch } from '../engine/run/change.ts';
import { Snapshots } from '../engine/run/snapshots.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { unplanned } from '../engine/run/plan.ts';
import type { RunRecord } from '../engine/run/record.ts';
import { toldTo } from '../engine/run/told.ts';
import type { NewRun } from './liveRun.ts';
import type { Run } from './run.ts';

type Continuation = Pick<NewRun, 'record' | 'snapshots' | 'origin' | 'parent' | 'plan' | 'request' | 'backend' | 'death' | 'elapsed'>;

/**
 * @param config gives the live fields, and as many steps as it has if those are more.
 * @returns null where the run left nothing to go on from.
 */
export function continuationOf(run: Run, config: RunConfig, id: string): Continuation | null {
  const from = run.snapshots.latest;
  if (from === null) return null;
  const { record, snapshots, origin, plan, request } = run;
  const { backend, death } = run.store.getState();
  const next = { ...run.config, steps: Math.max(config.steps, run.config.steps) };
  /** What of the config differs from the run as the form shows it: the changes of its plan are its own. */
  const patchOf = (of: RunRecord): Patch => patchBetween(withChanges(next, unplanned(toldTo(of).changes, plan)), config);
  const isSame = Object.keys(patchOf(record)).length === 0;
  // Unchanged it will come through the same numbers, those after its snapshot included.
  const step = isSame ? record.step : from.step;
  const fork = record.fork(id, next, step);
  if (!isSame) fork.take({ type: 'changed', step, patch: patchOf(fork) });
  return { record: fork, snapshots: snapshots.upTo(from.step), origin, parent: { run: run.id, step }, plan, request, backend, death, elapsed: run.elapsed() };
}

/** How a fork is to be otherwise than its run. */
export interface Forking {
  /** From its first update on; nothing where it is to wait for what is. */
  readonly patch: Patch;
  readonly steps: number;
  /** Changes to come, and those of the run. */
  readonly plan: readonly Change[];
}

/** Whether it is a fork that has made no update: then it is its run at that step, and no more. */
export const isBare = ({ parent, record }: Pick<Run, 'parent' | 'record'>): boolean => parent?.forked === true && record.step <= parent.step;

/** What a run begins with that leaves another one's way at an earlier step: with what that ran with there, and with the same changes to come. */
export function forkOf(run: Run, from: Snapshot, id: string, { patch, steps, plan }: Forking): Omit<Continuation, 'origin'> {
  const { record, snapshots, store, parent, request } = run;
  const { step } = from;
  const kept = snapshots.upTo(step).all.filter((one) => one.step !== step);
  const { backend } = store.getState();
  const fork = record.fork(id, { ...record.config, steps }, step);
  if (Object.keys(patch).length > 0) fork.take({ type: 'changed', step, patch });
  return {
    record: fork,
    snapshots: new Snapshots([...kept, from]),
    parent: { run: parent !== null && isBare(run) ? parent.run : run.id, step, forked: true },
    plan,
    request,
    backend,
    death: null,
    elapsed: 0,
  };
}
