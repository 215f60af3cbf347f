/** Where a sweep on the page is: which of its runs are done, which are being made, which could not be. */
import type { BackendChoice } from '../engine/backend/choice.ts';
import type { Text } from '../engine/text.ts';
import type { Cell } from '../engine/sweeps/sweep.ts';

/** `idle`: nothing is being made, though results may be there; `done`: all are. */
export type SweepStatus = 'idle' | 'running' | 'paused' | 'done';

/** A run that is being made: how far it is, and what it has come to so far. */
export interface Doing<R> {
  readonly step: number;
  readonly result: R;
}

export interface SweepState<R, S> {
  readonly status: SweepStatus;
  /** What the sweep is of; null before the first look. */
  readonly subject: S | null;
  /** In the order in which they are best made. */
  readonly cells: readonly Cell[];
  /** Whether what is kept from before has been read, or waited for long enough. */
  readonly loaded: boolean;
  /** Of these cells, by key. */
  readonly results: ReadonlyMap<string, R>;
  readonly doing: ReadonlyMap<string, Doing<R>>;
  /** What other tabs make, and this one therefore does not, by key. */
  readonly elsewhere: ReadonlySet<string>;
  /** Why runs could not be made, by key. */
  readonly failed: ReadonlyMap<string, Text>;
  /** Milliseconds until all are done, as far as can be told. */
  readonly left: number | null;
  readonly backend: BackendChoice | null;
  /** Whether the browser would not keep results: then they last until the page is closed. */
  readonly forgetful: boolean;
  /** Rises with every look at new data: results may grow in place. */
  readonly tick: number;
}

/** Before the first look. */
export function emptySweep<R, S>(): SweepState<R, S> {
  return {
    status: 'idle',
    subject: null,
    cells: [],
    loaded: false,
    results: new Map(),
    doing: new Map(),
    elsewhere: new Set(),
    failed: new Map(),
    left: null,
    backend: null,
    forgetful: false,
    tick: 0,
  };
}

/** How much of a sweep is done, 0 to 1. */
export function shareOf({ cells, results, doing }: Pick<SweepState<unknown, unknown>, 'cells' | 'results' | 'doing'>): number {
  const begun = cells.reduce((sum, { key, config }) => sum + (results.has(key) ? 1 : (doing.get(key)?.step ?? 0) / config.steps), 0);
  return begun / Math.max(1, cells.length);
}
