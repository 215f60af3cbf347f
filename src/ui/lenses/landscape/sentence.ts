/** What the landscape says, in words: where the valley is and where the run stands against it. Pure. */
import { standing, type Valley } from '../../../engine/sweeps/valley.ts';
import type { Text } from '../../../engine/text.ts';
import type { SweepStatus } from '../../../store/sweepState.ts';
import type { en } from '../../i18n/en.ts';
import type { SentenceValues } from '../../i18n/inWords.ts';

type Key = keyof (typeof en)['landscape'];
export interface Said {
  readonly key: `landscape.${Key}`;
  readonly values: SentenceValues;
}

export interface View {
  readonly status: SweepStatus;
  readonly done: number;
  readonly planned: number;
  readonly steps: number;
  readonly valley: Valley | null;
  /** Points of the shown row, and whether some of them are not yet fitted. */
  readonly row: number;
  readonly unfitted: boolean;
  /** The run on the page: its norm, or that it is another network's or has another amount of data than the shown row; null before there is one. */
  readonly run: { readonly norm: number } | 'other' | 'elsewhere' | null;
  /** Why points could not be trained; null while all could. */
  readonly what: Text | null;
  /** Whether the browser keeps no points. */
  readonly forgetful: boolean;
}

const say = (key: Key, values: Said['values'] = {}): Said => ({ key: `landscape.${key}`, values });

const STANDING = { left: 'runLeft', inside: 'runInside', right: 'runRight' } as const;

export function sentences({ status, done, planned, steps, valley, row, unfitted, run, what, forgetful }: View): Said[] {
  const trouble = [...(what === null ? [] : [say('failed', { what })]), ...(forgetful ? [say('forgetful')] : [])];
  if (done === 0 && status === 'idle') return [say('invite', { planned, steps }), ...trouble];
  const hatched = unfitted ? [say('unfitted', { steps })] : [];
  if (valley === null) return [status === 'done' && row > 3 ? say('noValley') : say('growing'), ...hatched, ...trouble];
  const { low, high, bottom } = valley;
  const where = valley.open ? say('valleyOpen', { bottom }) : say('valley', { low, high });
  return [where, ...runWords(run, valley), ...hatched, ...trouble];
}

function runWords(run: View['run'], valley: Valley): Said[] {
  if (run === null) return [say('noRun')];
  if (run === 'other') return [say('otherRun')];
  if (run === 'elsewhere') return [];
  return [say(STANDING[standing(run.norm, valley)], { norm: run.norm })];
}
