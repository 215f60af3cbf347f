/**
 * Probes whose measurements cost many training steps each: they can be left off, and measure at log-spaced steps of their own and at the last.
 */
import { choice, number } from '../parameters.ts';
import type { Schedule } from '../run/schedule.ts';
import { text, type Text } from '../text.ts';

/** Whether the probe measures. */
export const measure = <const D extends 'on' | 'off'>(label: Text, help: Text, byDefault: D) =>
  choice({
    label,
    help,
    default: byDefault,
    choices: [
      { value: 'on', label: text('on', '測る') },
      { value: 'off', label: text('off', '測らない') },
    ],
    advanced: true,
  });

export const OFF = { measure: 'off' } as const;

export const perDecade = number({
  label: text('measurements per decade', '10 倍ごとの測定回数'),
  help: text(
    'Log-spaced; coarser than the evaluations because each costs several training steps or more.',
    '対数間隔。1 回が数ステップ分以上の計算になるため、評価より粗くします。',
  ),
  default: 20,
  min: 1,
  max: 1000,
  scale: 'log',
  integer: true,
  advanced: true,
});

export const occasions = (values: { readonly perDecade: number }): Schedule => ({ perDecade: values.perDecade, every: Number.POSITIVE_INFINITY });
