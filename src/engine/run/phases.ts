/** The phases of a run: its milestones, and between them what the accuracies say. They follow each other from step 0 without a gap. Pure. */
import { nearOf, standingOf } from './learned.ts';
import type { Milestone } from './milestone.ts';
import type { RunRecord } from './record.ts';
import { keptSince, lastOf, milestonesOf } from './story.ts';

export const PHASES = ['learning', 'memorising', 'waiting', 'generalising', 'grokked', 'generalised', 'forgot'] as const;
export type Phase = (typeof PHASES)[number];

export interface Interval {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

type Record = Pick<RunRecord, 'marks' | 'step' | 'config' | 'curve'>;

/** From this lead of train over validation accuracy on, a network learns by heart. */
const LEAD = 0.2;

/** Before the first milestone. What it was the milestone tells; until then the accuracies do. */
function firstPhase({ config, curve }: Record, next: Milestone | undefined): Phase {
  if (next !== undefined) return next.kind === 'memorised' ? 'memorising' : 'learning';
  const [train, val] = [lastOf(curve('train.accuracy')) ?? 0, lastOf(curve('val.accuracy')) ?? 0];
  return val < nearOf(config).grokked && train - val >= LEAD ? 'memorising' : 'learning';
}

/** After a milestone, up to the next one or to now. */
function phasesAfter({ config, curve }: Record, passed: readonly Milestone[], from: number, to: number): (readonly [phase: Phase, from: number])[] {
  const { train, val } = standingOf(passed);
  if (passed.at(-1)?.kind === 'forgot') return [['forgot', from]];
  if (val !== null) return [[val.kind as 'grokked' | 'generalised', from]];
  if (train?.kind === 'fitted') return [['generalising', from]];
  const near = nearOf(config).grokked;
  const rising = keptSince(curve('val.accuracy'), (accuracy) => accuracy >= near, to);
  return [['waiting', from], ...(rising === null ? [] : [['generalising', Math.max(from, rising)] as const])];
}

/** Phases that last; the last one reaches to now. */
export function phasesOf(record: Record): Interval[] {
  const milestones = milestonesOf(record);
  const starts = [
    [firstPhase(record, milestones[0]), 0] as const,
    ...milestones.flatMap(({ step }, i) => phasesAfter(record, milestones.slice(0, i + 1), step, milestones[i + 1]?.step ?? record.step)),
  ];
  const intervals: Interval[] = [];
  starts.forEach(([phase, from], i) => {
    const to = starts[i + 1]?.[1] ?? record.step;
    const last = intervals.at(-1);
    if (to <= from) return;
    if (last?.phase === phase) intervals[intervals.length - 1] = { ...last, to };
    else intervals.push({ phase, from, to });
  });
  return intervals;
}

/** The phase that a run is in now, also where it has only just begun. */
export function phaseOf(record: Record): Phase {
  const milestones = milestonesOf(record);
  const last = milestones.at(-1);
  if (last === undefined) return firstPhase(record, undefined);
  return (phasesAfter(record, milestones, last.step, record.step).at(-1) as readonly [Phase, number])[0];
}
