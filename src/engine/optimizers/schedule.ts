/** How the learning rate goes on after its warm-up. Formed in float64 on the host, for update t = 1, 2, … */
import { choice, number, type Values } from '../parameters.ts';
import { text } from '../text.ts';

export const scheduleParameters = {
  schedule: choice({
    label: text('schedule', '学習率の変化'),
    help: text('How the learning rate goes on after the warm-up.', 'ウォームアップの後、学習率をどう変えるか。'),
    default: 'constant',
    choices: [
      { value: 'constant', label: text('constant', '一定'), rests: true },
      { value: 'linear', label: text('linear', '直線') },
      { value: 'cosine', label: text('cosine', 'コサイン'), help: text('Loshchilov & Hutter 2017, eq. 5, once', 'Loshchilov & Hutter 2017, 式 5（1 周期）') },
      { value: 'step', label: text('in steps', '階段状') },
    ],
    advanced: true,
  }),
  scheduleSteps: number({
    label: text('schedule length', '変化にかけるステップ数'),
    help: text(
      'Linear and cosine: steps until the rate has come down; it stays there. In steps: steps between two cuts.',
      '直線・コサインでは下がりきるまでのステップ数（その後は一定）。階段状では次に下げるまでのステップ数です。',
    ),
    default: 5000,
    min: 1,
    max: 1_000_000,
    scale: 'log',
    integer: true,
    advanced: true,
  }),
  scheduleShare: number({
    label: text('share left', '残す割合'),
    help: text(
      'Linear and cosine: what is left of the rate in the end. In steps: what each cut leaves of it.',
      '直線・コサインでは最後に残る学習率の割合、階段状では 1 段ごとに残す割合です。',
    ),
    default: 0.1,
    min: 0,
    max: 1,
    scale: 'linear',
    step: 0.05,
    advanced: true,
  }),
} as const;

type Schedule = Values<typeof scheduleParameters>;

/** Share of the rate by how far the schedule has come: in lengths of it, 0 at the last update of the warm-up. */
const SHARES: Readonly<Record<string, (lengths: number, left: number) => number>> = {
  constant: () => 1,
  linear: (lengths, left) => 1 - (1 - left) * Math.min(1, lengths),
  cosine: (lengths, left) => left + ((1 - left) * (1 + Math.cos(Math.PI * Math.min(1, lengths)))) / 2,
  step: (lengths, left) => left ** Math.floor(lengths),
};

/** What the schedule leaves of the rate at update t. */
export function scheduled({ schedule, scheduleSteps, scheduleShare }: Schedule, warmup: number, t: number): number {
  const since = Math.max(0, t - Math.max(1, warmup));
  return (SHARES[schedule] as (typeof SHARES)[string])(since / scheduleSteps, scheduleShare);
}
