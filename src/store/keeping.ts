/** Which runs stay on the bench when another begins, and what is said of one that does not. */
import type { Problem } from '../engine/problem.ts';
import type { Death } from '../worker/crew/seat.ts';
import { isBare } from './continuation.ts';
import { isOn, type Run } from './run.ts';
import type { MissingFile, Refusal } from './trainer.ts';

export interface Notices {
  /** Why the run that was asked for last did not begin: its config, a file that did not come, or no worker to be had. */
  readonly refused: readonly Problem[];
  readonly missing: MissingFile | null;
  readonly lost: Death | null;
  /** Runs that trained out of sight and were left for what began last. */
  readonly left: readonly Run[];
}

export const NOTICES: Notices = { refused: [], missing: null, lost: null, left: [] };

/** Why what was asked for did not begin. */
export function noticeOf(why: Refusal): Partial<Notices> {
  if (why.type === 'refused') return { refused: why.problems };
  return why.type === 'missing' ? { missing: { file: why.file, wanted: why.wanted } } : { lost: why.death };
}

/** A run that never made an update is nothing to come back to; nor is a fork, while the run that it leaves is there. */
export const isKept = (run: Run, runs: readonly Run[]): boolean =>
  isOn(run.store.getState().status) || (run.record.step > 0 && !(isBare(run) && runs.some(({ id }) => id === run.parent?.run)));

/** Whether a run goes on from another and has all of its curves. */
export const isContained = (run: Run, { parent, record }: Run): boolean => parent?.run === run.id && parent.forked !== true && run.record.step <= record.step;
