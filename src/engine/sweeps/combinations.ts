/** What the seeds of a combination of values came to together. */
import { OUTCOMES, outcomeOf, type Outcome } from './outcome.ts';
import type { RunResult } from './result.ts';

/** Of several runs: median and quartiles, where those that never came there count as later than all others. null: not even so many did. */
export interface Spread {
  readonly low: number | null;
  readonly middle: number | null;
  readonly high: number | null;
}

export interface Combination {
  /** Index of its value on each axis. */
  readonly at: readonly number[];
  /** Runs that are made. */
  readonly made: number;
  /** What most of them came to, the first of equals in the order of OUTCOMES; null where none is made. */
  readonly outcome: Outcome | null;
  /** How many came to that. */
  readonly agree: number;
  readonly train: Spread;
  readonly val: Spread;
  /** From train to val, of those that came to both. */
  readonly delay: Spread;
}

type Judged = Pick<RunResult, 'train' | 'val' | 'forgot' | 'diverged' | 'whole'> & Omit<RunResult, 'config'>;

/** Linear between the two next to it (Hyndman & Fan 1996, type 7); d3's own has no number where one of them is infinite. */
function quantile(sorted: readonly number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  const [below, rest] = [sorted[Math.floor(place)], place % 1];
  const value = below === undefined || rest === 0 ? below : below + ((sorted[Math.ceil(place)] as number) - below) * rest;
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function spreadOf(steps: readonly (number | null)[]): Spread {
  const sorted = steps.map((step) => step ?? Infinity).toSorted((a, b) => a - b);
  return { low: quantile(sorted, 0.25), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

const delayOf = ({ train, val }: Judged): number | null => (train === null || val === null ? null : val - train);

/** @param delay steps from which it is grokking */
export function combinationOf(at: readonly number[], results: readonly Judged[], delay: number): Combination {
  const counts = new Map<Outcome, number>();
  for (const result of results) {
    const outcome = outcomeOf(result, delay);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const agree = Math.max(0, ...counts.values());
  return {
    at,
    made: results.length,
    outcome: OUTCOMES.find((outcome) => counts.get(outcome) === agree) ?? null,
    agree,
    train: spreadOf(results.map(({ train }) => train)),
    val: spreadOf(results.map(({ val }) => val)),
    delay: spreadOf(results.map(delayOf)),
  };
}
