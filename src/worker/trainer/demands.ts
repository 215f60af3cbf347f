/** What a command asks of the worker: how long it may be deaf at a time, and what is wrong with it. */
import type { BackendName } from '../../engine/backend/choice.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { GROUPS } from '../../engine/config/groups.ts';
import { withPatch } from '../../engine/config/live.ts';
import { costOf } from '../../engine/cost/cost.ts';
import { secondsFor } from '../../engine/cost/time.ts';
import type { Problem } from '../../engine/problem.ts';
import type { Change } from '../../engine/run/change.ts';
import { checkSnapshot, problemsOfChanges, type Snapshot } from '../../engine/run/snapshot.ts';
import { isTurn } from '../../engine/run/turns.ts';
import { checkTold, type Told } from '../../engine/run/told.ts';

interface Course {
  readonly from: Snapshot | null;
  readonly told: Told | null;
  readonly plan?: readonly Change[];
}

/** Milliseconds that making the data and opening a backend may keep it deaf at a time on a slow machine. */
export const OPEN_MS = 6000;
/** A slow machine, a shared core, takes so many times what work is counted to take. */
const SLOW = 40;

/** Milliseconds that a run's longest piece of work may take, whatever it is changed to. */
export function deafFor(config: RunConfig, { from, told, plan = [] }: Course, backend: BackendName): number {
  let now = config;
  const turns = [...((told ?? from)?.changes ?? []), ...plan].filter(({ patch }) => isTurn(config, patch));
  const all = [config, ...turns.map(({ patch }) => (now = withPatch(now, patch)))];
  const seconds = all.map((each) => {
    const { step, first } = costOf(each);
    return secondsFor(step, backend) + secondsFor(first, backend);
  });
  return SLOW * 1000 * Math.max(...seconds);
}

/** What is wrong with what a run is to go on from, and with what it is to change. */
export function problemsOfCourse({ from, told, plan = [] }: Course, config: RunConfig): readonly Problem[] {
  const past = [...(from === null ? [] : checkSnapshot(from, config)), ...(told === null ? [] : checkTold(told, config))];
  if (past.length > 0) return past;
  return problemsOfChanges(plan, GROUPS[''].steps.max, config, 'plan', (told ?? from)?.changes);
}
