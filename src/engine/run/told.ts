/** What was told already of a run whose host died: going on, it neither measures nor tells that again. */
import type { BackendName, KernelBuild } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import type { Problem } from '../problem.ts';
import type { Change } from './change.ts';
import type { Learned } from './learned.ts';
import type { RunRecord } from './record.ts';
import { problemsOfChanges } from './snapshot.ts';
import { fallenSince, milestonesOf } from './story.ts';

export interface Told {
  /** Largest step that was told of. Up to here updates are made once more, at full speed and unchanged. */
  readonly step: number;
  /** What it was computed on: on 'auto' it stays there if it can. */
  readonly on?: BackendName;
  /** The kernels' build there, and whether the run goes on with nothing else. */
  readonly build?: KernelBuild;
  readonly only?: boolean;
  /** Largest step whose metrics were told, and all that followed from them; -1 before the first. */
  readonly measured: number;
  /** Every change of the run, in order. */
  readonly changes: readonly Change[];
  readonly learned: Learned;
}

/** What whoever kept this record was told. Of the last metrics it is not known whether all that follows from them came through. */
export function toldTo(record: RunRecord): Told {
  const { steps, length } = record.curve('train.loss');
  return {
    step: record.step,
    measured: length < 2 ? -1 : (steps[length - 2] as number),
    changes: record.marks.flatMap((mark) => (mark.kind === 'changed' ? [{ step: mark.step, patch: mark.patch }] : [])),
    learned: { milestones: milestonesOf(record), fallen: fallenSince(record) },
  };
}

export function checkTold(told: Told, config: RunConfig): readonly Problem[] {
  return problemsOfChanges(told.changes, told.step, config, 'told.changes');
}
