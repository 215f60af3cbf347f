/** What a record says of its run by the rule of learned.ts: the milestones that were passed, and what holds now. Pure. */
import type { Curve } from './curve.ts';
import { nearOf, standingOf, timesAs, type Standing } from './learned.ts';
import { isMilestoneKind, type Milestone } from './milestone.ts';
import type { RunRecord } from './record.ts';

type Told = Pick<RunRecord, 'marks'>;

export const milestonesOf = ({ marks }: Told): Milestone[] => marks.flatMap(({ kind, step }) => (isMilestoneKind(kind) ? [{ kind, step }] : []));

/** What holds now. Nothing, where there is no record. */
export const standing = (record: Told | null): Standing => standingOf(record === null ? [] : milestonesOf(record));

/** The step at which a run last forgot; null where it did not, or has learned its training data again. */
export function forgottenAt(record: Told): number | null {
  const last = milestonesOf(record).at(-1);
  return last?.kind === 'forgot' ? last.step : null;
}

/** How many times as late as it memorised a run generalised; null where that was no delay. */
export function delayOf({ train, val }: Standing): number | null {
  return val?.kind === 'grokked' && train !== null ? timesAs(train.step, val.step) : null;
}

/** Last value of a curve; null where it has none. */
export const lastOf = ({ values, length }: Curve): number | null => (length === 0 ? null : (values[length - 1] as number));

/** Value of a curve at a step, or at the last one before it that was evaluated. */
export function valueAt({ steps, values, length }: Curve, step: number): number | null {
  for (let i = length - 1; i >= 0; i--) if ((steps[i] as number) <= step) return values[i] as number;
  return null;
}

/** Share of a step within which the evaluation before it has to lie for that step to be known. */
const FINE = 0.25;

/** Whether a milestone may have been passed much earlier than at the step of the evaluation that saw it: then no ratio of steps can be told. */
export function isCoarse(record: Pick<RunRecord, 'marks' | 'curve'>): boolean {
  const { steps, length } = record.curve('val.accuracy');
  const { train, val } = standing(record);
  return [train, val].some((passed) => {
    if (passed === null) return false;
    let i = length - 1;
    while (i >= 0 && (steps[i] as number) >= passed.step) i--;
    return i >= 0 && passed.step - (steps[i] as number) > Math.max(1, FINE * passed.step);
  });
}

/** The earliest evaluated step from which a curve has kept to something until its end, or until `to`; null where it does not now. */
export function keptSince({ steps, values, length }: Curve, holds: (value: number) => boolean, to = Number.POSITIVE_INFINITY): number | null {
  let since: number | null = null;
  for (let i = length - 1; i >= 0; i--) {
    if ((steps[i] as number) > to) continue;
    if (!holds(values[i] as number)) break;
    since = steps[i] as number;
  }
  return since;
}

/** Since when train accuracy has been nowhere near its threshold. */
export function fallenSince(record: Pick<RunRecord, 'config' | 'curve'>): number | null {
  const near = nearOf(record.config).memorised;
  return keptSince(record.curve('train.accuracy'), (accuracy) => accuracy < near);
}
