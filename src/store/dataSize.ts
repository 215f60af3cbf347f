/** One configuration with several amounts of training data: a sweep whose runs end once they have generalised, and whose curves are kept while the page is open. */
import type { RunConfig } from '../engine/config/config.ts';
import type { RunRecord } from '../engine/run/record.ts';
import { amountSweep, defaultAmounts, distinct, ownAmount } from '../engine/sweeps/amounts.ts';
import { recordFold } from '../engine/sweeps/recordFold.ts';
import { cellsOf } from '../engine/sweeps/sweep.ts';
import type { Text } from '../engine/text.ts';
import { createSweeper, type Sweeper, type SweepSurroundings } from './sweep.ts';
import type { SweepState } from './sweepState.ts';

/** Whose runs these are, and with which amounts, ascending. */
interface DataSizeSubject {
  readonly config: RunConfig;
  readonly amounts: readonly number[];
}

export type DataSizeState = SweepState<RunRecord, DataSizeSubject>;

export interface DataSize extends Sweeper<RunRecord, DataSizeSubject> {
  /** Shows the runs of this config: with the amounts chosen before where they mean the same, else with a few around its own. */
  follow(config: RunConfig): void;
  /** Takes other amounts. */
  choose(amounts: readonly number[]): void;
}

export function createDataSize(surroundings: SweepSurroundings<RunRecord>): DataSize {
  const sweeper = createSweeper<RunRecord, DataSizeSubject>(recordFold, { ...surroundings, until: 'generalised' });
  const show = (config: RunConfig, amounts: readonly number[]): void => {
    const cells = cellsOf(amountSweep(config, amounts));
    // What the task cannot have has made no cell.
    sweeper.show({ config, amounts: distinct(cells.map((cell) => ownAmount(cell.config))) }, cells);
  };
  return {
    ...sweeper,
    follow(config) {
      const { subject } = sweeper.store.getState();
      if (subject?.config === config) return;
      const same = subject !== null && subject.config.task.id === config.task.id && ownAmount(subject.config) === ownAmount(config);
      show(config, same ? subject.amounts : defaultAmounts(config));
    },
    choose(amounts) {
      const { subject } = sweeper.store.getState();
      if (subject !== null) show(subject.config, amounts);
    },
  };
}

export type AmountStatus = 'waiting' | 'running' | 'done' | 'failed';

export interface AmountRun {
  readonly amount: number;
  readonly status: AmountStatus;
  /** Its curves and marks; null before it has begun. */
  readonly record: RunRecord | null;
  /** Why it failed. */
  readonly what: Text | null;
}

/** The runs, by amount, ascending. */
export function amountRuns({ cells, results, doing, failed }: DataSizeState): AmountRun[] {
  const runs = cells.map(({ key, config }): AmountRun => {
    const [done, now, what] = [results.get(key), doing.get(key), failed.get(key)];
    const status = done !== undefined ? 'done' : now !== undefined ? 'running' : what !== undefined ? 'failed' : 'waiting';
    return { amount: ownAmount(config), status, record: done ?? now?.result ?? null, what: what ?? null };
  });
  return runs.toSorted((a, b) => a.amount - b.amount);
}
