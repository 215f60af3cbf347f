/** When a run passed its milestones, and how long it waited between memorising and understanding. Pure. */
import type { MilestoneKind } from './milestone.ts';
import type { RunRecord } from './record.ts';

/** Step of a milestone; null where it was not passed. */
export function stepOf(record: Pick<RunRecord, 'marks'> | null, kind: MilestoneKind): number | null {
  return record?.marks.find((mark) => mark.kind === kind)?.step ?? null;
}

/** Below this ratio of steps there was no delay worth the name. */
const WORTH = 1.5;

/** How many times as late as it memorised a run grokked; null where that is no delay worth the name. */
export function delayOf(memorised: number, grokked: number): number | null {
  const times = grokked / Math.max(1, memorised);
  return times < WORTH ? null : times;
}
