/** One run of the table: what it was asked to be, and what it has come to. */
import { kernelsWay } from '../../../engine/backend/choice.ts';
import type { Compared } from '../../../engine/compare/differing.ts';
import { outcomeOf, type Outcome } from '../../../engine/compare/outcome.ts';
import { comparedOf } from '../../../store/compared.ts';
import { isOn, type Run } from '../../../store/run.ts';

export interface Row {
  readonly run: Run;
  readonly compared: Compared;
  /** What computed it; null before that is known. */
  readonly kernels: string | null;
  readonly outcome: Outcome;
  /** Whether it goes on: then what it has not come to may still come. */
  readonly on: boolean;
}

export function rowOf(run: Run): Row {
  const { record } = run;
  return {
    run,
    compared: comparedOf(run),
    kernels: kernelsWay(record.made),
    outcome: outcomeOf(record),
    on: isOn(run.store.getState().status),
  };
}
