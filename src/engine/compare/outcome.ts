/** What a run has come to, as figures beside those of others. Read off its marks and curves by the rules that the whole page goes by. Pure. */
import type { Milestone } from '../run/milestone.ts';
import type { RunRecord } from '../run/record.ts';
import { delayOf, forgottenAt, isCoarse, lastOf, standing } from '../run/story.ts';

export interface Outcome {
  /** How far it is. */
  readonly step: number;
  /** When its training data was learned, and how: memorised, or fitted beside the rest. */
  readonly train: Milestone | null;
  /** When it generalised, and how: grokked, or without a delay. */
  readonly val: Milestone | null;
  /** When it last forgot what it had learned, and what it had generalised; null where it did not, or has learned again. */
  readonly forgotten: { readonly train: number | null; readonly val: number | null };
  /** Steps between memorising and grokking, and how many times as late the one was as the other; null where it has not grokked. */
  readonly delay: { readonly steps: number; readonly times: number } | null;
  /** Whether it was evaluated so rarely that both steps are no more than upper bounds. */
  readonly coarse: boolean;
  /** L2 norm of all weights, last measured. */
  readonly norm: number | null;
  /** Last accuracies. */
  readonly accuracy: { readonly train: number | null; readonly val: number | null };
}

export function outcomeOf(record: RunRecord): Outcome {
  const held = standing(record);
  const { train, val } = held;
  const times = delayOf(held);
  const forgotten = forgottenAt(record);
  const generalised = record.marks.some(({ kind }) => kind === 'grokked' || kind === 'generalised');
  return {
    step: record.step,
    train,
    val,
    forgotten: { train: forgotten, val: generalised ? forgotten : null },
    delay: times === null || train === null || val === null ? null : { steps: val.step - train.step, times },
    coarse: isCoarse(record),
    norm: lastOf(record.curve('weightNorm')),
    accuracy: { train: lastOf(record.curve('train.accuracy')), val: lastOf(record.curve('val.accuracy')) },
  };
}
