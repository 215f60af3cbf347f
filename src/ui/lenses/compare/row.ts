/** One run of the table: what it was asked to be, and what it has come to. */
import { kernelsWay } from '../../../engine/backend/choice.ts';
import type { Compared } from '../../../engine/compare/differing.ts';
import { outcomeOf, type Outcome } from '../../../engine/compare/outcome.ts';
import { pastOf } from '../../../engine/run/past.ts';
import type { RunRecord } from '../../../engine/run/record.ts';
import { comparedOf } from '../../../store/compared.ts';
import { isOn, type Run } from '../../../store/run.ts';

export interface Row {
  readonly run: Run;
  readonly compared: Compared;
  /** As it is told. */
  readonly record: RunRecord;
  /** What computed it; null before that is known. */
  readonly kernels: string | null;
  readonly outcome: Outcome;
  /** Whether its numbers stopped being numbers, by the step as of which it is told. */
  readonly diverged: boolean;
  /** Whether it goes on: then what it has not come to may still come. */
  readonly on: boolean;
}

/** @param step of the past, as of which it is told; null: as it is now. */
export function rowOf(run: Run, step: number | null = null): Row {
  const past = step !== null && step < run.record.step;
  const record = past ? pastOf(run.record, step) : run.record;
  return {
    run,
    compared: comparedOf(run),
    record,
    kernels: kernelsWay(run.record.made),
    outcome: outcomeOf(record),
    diverged: record.marks.some(({ kind }) => kind === 'diverged'),
    on: !past && isOn(run.store.getState().status),
  };
}
