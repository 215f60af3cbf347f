/** «Less data, more grokking» (Liu et al. 2023, Omnigrok): one configuration with one amount of training data after another. */
import type { RunConfig } from '../config/config.ts';
import { withValue } from '../config/pairs.ts';
import { parseConfig } from '../config/parse.ts';
import { readNumbers } from '../numberList.ts';
import type { NumberParameter } from '../parameters.ts';
import { quiet } from '../probes/measuring.ts';
import { tasks } from '../tasks/index.ts';
import type { Sweep } from './sweep.ts';

/** Amounts at most: more lines than these cannot be told apart. */
const MOST_AMOUNTS = 8;

/** Multiples of the config's own amount that are tried unless the reader asks for others. A share of a table has less room than a number of examples. */
const OF_SHARES = [0.6, 0.8, 1, 1.2, 1.6] as const;
const OF_COUNTS = [0.25, 0.5, 1, 2, 4] as const;
/** Largest share that leaves enough to validate on. */
const MOST_SHARE = 0.95;

/** The task's parameter that says how much there is to train on. @throws Error when a task names one that is no number. */
export function amountParameter(config: RunConfig): NumberParameter {
  const { trainAmount, parameters } = tasks.get(config.task.id);
  const parameter = parameters[trainAmount];
  if (parameter?.kind !== 'number') throw new Error(`${config.task.id} has no number «${trainAmount}»`);
  return parameter;
}

export function ownAmount(config: RunConfig): number {
  return config.task[tasks.get(config.task.id).trainAmount] as number;
}

/** The field that says how much there is to train on. */
export const amountPath = (config: RunConfig): string => `task.${tasks.get(config.task.id).trainAmount}`;

/**
 * The config that trains on so much data, or null where its task cannot have that much. What can be left unmeasured is, local complexity for
 * one: the curves do not depend on it.
 */
export function withAmount(config: RunConfig, amount: number): RunConfig | null {
  const next = withValue(config, amountPath(config), amount) as RunConfig;
  const parsed = parseConfig(quiet(next));
  return parsed.ok ? parsed.config : null;
}

/** One configuration with each of these amounts, ascending, as a sweep: the most is done first, because it is done soonest. */
export function amountSweep(config: RunConfig, amounts: readonly number[]): Sweep {
  return { base: quiet(config), axes: [{ path: amountPath(config), values: amounts, order: amounts.map((_, i) => amounts.length - 1 - i) }] };
}

/** Ascending, each once. */
export const distinct = (amounts: readonly number[]): number[] => [...new Set(amounts)].toSorted((a, b) => a - b);

/** A few amounts around the config's own, ascending. */
export function defaultAmounts(config: RunConfig): number[] {
  const own = ownAmount(config);
  const near = amountParameter(config).integer
    ? OF_COUNTS.map((times) => (times === 1 ? own : Math.round(Number((own * times).toPrecision(2)))))
    : OF_SHARES.map((times) => (times === 1 ? own : Math.min(MOST_SHARE, Math.round(own * times * 20) / 20)));
  return distinct(near).filter((amount) => withAmount(config, amount) !== null);
}

/** Amounts as typed; see `readNumbers`. What cannot be taken is returned as `wrong`, in the reader's own words. */
export function readAmounts(
  config: RunConfig,
  typed: string,
): { readonly ok: true; readonly amounts: readonly number[] } | { readonly ok: false; readonly wrong: string; readonly ambiguous: boolean } {
  const read = readNumbers(typed, (amount) => withAmount(config, amount) !== null, amountParameter(config).integer);
  if (!read.ok) return read;
  const amounts = distinct(read.numbers);
  const extra = amounts[MOST_AMOUNTS];
  if (extra !== undefined) return { ok: false, wrong: String(extra), ambiguous: false };
  return amounts.length === 0 ? { ok: false, wrong: '', ambiguous: false } : { ok: true, amounts };
}
