/** What runs with several amounts of data show, in words: keys of sentences and the figures in them. Pure. */
import { isCoarse, standing } from '../../../engine/run/story.ts';
import type { AmountRun } from '../../../store/dataSize.ts';
import type { en } from '../../i18n/en.ts';
import type { SentenceValues } from '../../i18n/inWords.ts';

export interface Sentence {
  readonly key: `dataSize.${keyof (typeof en)['dataSize']}`;
  readonly values: SentenceValues;
}

const say = (key: keyof (typeof en)['dataSize'], values: Sentence['values'] = {}): Sentence => ({ key: `dataSize.${key}`, values });

/** Below this ratio two runs generalised at about the same time. */
const SAME = 1.2;

/** @param write how an amount is written. */
export function sentences(runs: readonly AmountRun[], running: boolean, write: (amount: number) => string): Sentence[] {
  const done = runs.filter(({ status }) => status === 'done');
  const reached = done.flatMap(({ amount, record }) => {
    const { val } = standing(record);
    return val === null || record === null ? [] : [{ amount, step: val.step, coarse: isCoarse(record) }];
  });
  const failed = runs.find(({ status }) => status === 'failed');
  const trouble = failed === undefined ? [] : [say('failed', { amount: write(failed.amount), what: failed.what ?? '' })];
  if (done.length === 0) return [...trouble, say(running ? 'wait' : 'idle')];
  return [...trouble, ...compared(reached, write), ...never(done, write)];
}

interface Reached {
  readonly amount: number;
  readonly step: number;
  readonly coarse: boolean;
}

function compared(reached: readonly Reached[], write: (amount: number) => string): Sentence[] {
  const [least, most] = [reached[0], reached.at(-1)];
  if (least === undefined || most === undefined) return [];
  if (least === most) return [say('one', { amount: write(least.amount), step: least.step })];
  const values = { least: write(least.amount), leastStep: least.step, most: write(most.amount), mostStep: most.step };
  // Evaluated too rarely, which of them was later is not known.
  if (least.coarse || most.coarse) return [say('both', values)];
  const times = least.step / Math.max(1, most.step);
  if (times >= SAME) return [say('later', { ...values, times })];
  return [say(times > 1 / SAME ? 'alike' : 'sooner', values)];
}

/** Runs that memorised, or not even that, and never generalised. */
function never(done: readonly AmountRun[], write: (amount: number) => string): Sentence[] {
  const without = done.filter(({ record }) => standing(record).val === null);
  if (without.length === 0) return [];
  const val = Math.max(...without.map(({ record }) => record?.latest?.values['val.accuracy'] ?? 0));
  const steps = Math.max(...without.map(({ record }) => record?.step ?? 0));
  const memorised = without.every(({ record }) => standing(record).train?.kind === 'memorised');
  return [say(memorised ? 'never' : 'neither', { amounts: without.map(({ amount }) => write(amount)).join(', '), steps, val })];
}
