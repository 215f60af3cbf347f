/** The phases of a run, from its milestones and its validation curve. */
import { text, type Text } from '../../engine/text.ts';
import type { Curve } from '../../engine/run/curve.ts';
import type { Mark } from '../../engine/run/record.ts';

export const PHASES = ['memorising', 'waiting', 'generalising', 'done'] as const;
export type Phase = (typeof PHASES)[number];

export const PHASE_WORDS: Readonly<Record<Phase, Text>> = {
  memorising: text('memorising', '暗記中'),
  waiting: text('waiting', '停滞'),
  generalising: text('generalising', '汎化中'),
  done: text('grokked', 'グロッキング後'),
};

export interface Interval {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

/** Share of the grokked threshold from which validation counts as rising. */
const RISING = 0.5;

/** First evaluated step at which validation accuracy has half of what counts as grokked; null before that. */
export function risingFrom(validation: Curve, grokked: number): number | null {
  for (let i = 0; i < validation.length; i++) if ((validation.values[i] as number) >= RISING * grokked) return validation.steps[i] as number;
  return null;
}

/** Consecutive intervals from step 0 to `step`; empty ones are left out. */
export function phaseIntervals(marks: readonly Mark[], rising: number | null, step: number): Interval[] {
  const at = (kind: Mark['kind']): number | undefined => marks.find((mark) => mark.kind === kind)?.step;
  const done = at('grokked') ?? Infinity;
  const memorised = Math.min(at('memorised') ?? Infinity, done);
  // Validation that rises before the training set is learned leaves nothing to wait for.
  const generalising = Math.min(Math.max(rising ?? Infinity, memorised), done);
  const starts: [Phase, number][] = [
    ['memorising', 0],
    ['waiting', memorised],
    ['generalising', generalising],
    ['done', done],
  ];
  return starts.flatMap(([phase, from], i): Interval[] => {
    const to = Math.min(step, starts[i + 1]?.[1] ?? Infinity);
    return to > from ? [{ phase, from, to }] : [];
  });
}
