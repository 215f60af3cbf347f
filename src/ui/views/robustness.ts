/** How many answers survive an attack, by its radius. Shown only where it is measured. */
import { chanceOf, doubtOf, radiiOf, type Doubt } from '../../engine/adversarial/radii.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { models } from '../../engine/models/index.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { text, type Text } from '../../engine/text.ts';
import type { RunRecord } from '../../store/record.ts';
import type { ChartSpec, DoubtfulStretch, SeriesSpec } from '../charts/spec.ts';

const DOUBTS: Readonly<Record<Doubt, Text>> = {
  chance: text('still guessing', 'まだ当て推量'),
  masked: text('gradients vanish: too good', '勾配消失: 過大評価'),
};

/** Stretches of steps at which robust accuracy says nothing: each lasts from one measurement to the next. */
function doubtfulStretches(chance: number, { curves }: RunRecord): DoubtfulStretch[] {
  const [clean, zero] = [curves['robust.0'], curves['zeroGradient']];
  const stretches: DoubtfulStretch[] = [];
  let kind: Doubt | null = null;
  for (let i = 0; i < Math.min(clean.length, zero.length); i++) {
    const doubt = doubtOf(clean.values[i] as number, zero.values[i] as number, chance);
    const [from, to] = [clean.steps[i] as number, clean.steps[Math.min(i + 1, clean.length - 1)] as number];
    const last = stretches.at(-1);
    if (doubt !== null && doubt === kind && last !== undefined) stretches[stretches.length - 1] = { ...last, to };
    else if (doubt !== null) stretches.push({ from, to, words: DOUBTS[doubt] });
    kind = doubt;
  }
  return stretches;
}

/** The darker and the more broken a line, the larger its radius. */
const LINES: readonly Pick<SeriesSpec, 'key' | 'hue' | 'dash' | 'head' | 'sketch' | 'sketchLabel'>[] = [
  { key: 'robust.1', hue: 'robust-1', dash: '14 3', head: 'ring', sketch: 'M0 96 C30 94 46 76 56 46 C64 26 80 20 100 18', sketchLabel: [48, 22] },
  { key: 'robust.2', hue: 'robust-2', dash: '8 3', head: 'diamond', sketch: 'M0 98 C40 97 56 86 66 60 C74 40 86 36 100 34', sketchLabel: [70, 50] },
  { key: 'robust.3', hue: 'robust-3', dash: '4 3', head: 'square', sketch: 'M0 99 C50 98 64 94 74 76 C82 60 90 54 100 52', sketchLabel: [78, 70] },
  { key: 'robust.4', hue: 'robust-4', dash: '2 3', head: 'triangle', sketch: 'M0 99 C60 99 74 97 82 88 C88 78 94 74 100 72', sketchLabel: [84, 90] },
];

export function robustness(config: RunConfig): ChartSpec | null {
  const values = config.probes['robustness'];
  if (values?.['measure'] !== 'on') return null;
  const shape = tasks.get(config.task.id).shape(config.task);
  const { space } = models.get(config.model.id).create(config.model, shape).geometry;
  const chance = chanceOf(shape);
  return {
    id: 'robustness',
    title: text('Robust accuracy', '頑健精度'),
    unit: text(`%, PGD in ${space.en}`, `%、${space.ja}での PGD`),
    explanation: text(
      'Validation answers that stay right when an attack moves the input by up to ε. Rises after clean accuracy.',
      '入力を ε まで動かす攻撃を受けても正しい検証の答え。通常の精度より遅れて上がります。',
    ),
    y: { kind: 'fraction' },
    units: 1.6,
    doubts: (record) => doubtfulStretches(chance, record),
    series: [
      {
        key: 'robust.0',
        label: text('clean', '攻撃なし'),
        hue: 'val',
        head: 'disc',
        sketch: 'M0 92 C20 88 34 50 42 24 C48 8 60 5 100 4',
        sketchLabel: [30, 40],
      },
      ...radiiOf(values['epsilon'] as number).map((radius, i): SeriesSpec => ({
        ...(LINES[i] as (typeof LINES)[number]),
        label: text(`ε = ${radius}`, `ε = ${radius}`),
      })),
      {
        key: 'zeroGradient',
        label: text('zero gradients', '勾配ゼロ'),
        hue: 'masked',
        dash: '1 4',
        head: 'cross',
        sketch: 'M0 99 L100 99',
        sketchLabel: [4, 90],
      },
    ],
  };
}
