/**
 * Probes whose measurements cost many training steps each: they can be left off, and measure at log-spaced steps of their own and at the last.
 */
import { choice, number } from '../parameters.ts';
import { isDue } from '../run/schedule.ts';
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

export function isOccasion(values: { readonly perDecade: number }, step: number, steps: number): boolean {
  return step === steps || isDue(step, values.perDecade, Number.POSITIVE_INFINITY);
}
