/** How many answers survive an attack, by its radius, and where that says nothing. */
import { doubtOf, radiiOf, type Doubt } from '../adversarial/radii.ts';
import type { Curve } from '../run/curve.ts';
import { text, type Text } from '../text.ts';
import { SIDES, type ChartSpec, type DoubtfulStretch, type Measure, type SeriesSpec } from './chart.ts';

/** Series key of the accuracy under attacks of a radius; 0 is clean accuracy. */
export const robustKey = (epsilon: number): string => `robust.${epsilon}`;

const DOUBTS: Readonly<Record<Doubt, Text>> = {
  chance: text('still guessing', 'まだ当て推量'),
  masked: text('gradients vanish: overestimated', '勾配消失: 過大評価'),
};

/** Stretches of steps at which robust accuracy says nothing: each lasts from one measurement to the next. */
function doubtfulStretches(chance: number, curve: (key: string) => Curve): DoubtfulStretch[] {
  const [clean, zero] = [curve(robustKey(0)), curve('zeroGradient')];
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
const LINES: readonly Pick<SeriesSpec, 'hue' | 'dash' | 'head' | 'sketch'>[] = [
  { hue: 'robust-1', dash: '14 3', head: 'ring', sketch: { path: 'M0 96 C30 94 46 76 56 46 C64 26 80 20 100 18', label: [48, 22] } },
  { hue: 'robust-2', dash: '8 3', head: 'diamond', sketch: { path: 'M0 98 C40 97 56 86 66 60 C74 40 86 36 100 34', label: [70, 50] } },
  { hue: 'robust-3', dash: '4 3', head: 'square', sketch: { path: 'M0 99 C50 98 64 94 74 76 C82 60 90 54 100 52', label: [78, 70] } },
  { hue: 'robust-4', dash: '2 3', head: 'triangle', sketch: { path: 'M0 99 C60 99 74 97 82 88 C88 78 94 74 100 72', label: [84, 90] } },
];

/** @param largest radius. @param space that the attacks move in. @param chance of a guess. */
export function robustnessChart(largest: number, space: Text, chance: number): ChartSpec {
  return {
    id: 'robustness',
    title: text('Robust accuracy', 'ロバスト精度'),
    unit: text(`%, PGD in ${space.en}`, `%、${space.ja}での PGD`),
    explanation: text(
      'Validation answers that stay right when an attack moves the input by up to ε.',
      '入力を ε まで動かす攻撃を受けても正しい検証の答えの割合。',
    ),
    y: { kind: 'fraction' },
    units: 1.6,
    doubts: (curve) => doubtfulStretches(chance, curve),
    series: [
      {
        ...SIDES.val,
        key: robustKey(0),
        label: text('clean', '攻撃なし'),
        sketch: { path: 'M0 92 C20 88 34 50 42 24 C48 8 60 5 100 4', label: [30, 40] },
      },
      ...radiiOf(largest).map((radius, i): SeriesSpec => ({
        ...(LINES[i] as (typeof LINES)[number]),
        key: robustKey(radius),
        label: text(`ε = ${radius}`, `ε = ${radius}`),
      })),
      {
        key: 'zeroGradient',
        label: text('zero gradients', '勾配ゼロ'),
        hue: 'masked',
        dash: '1 4',
        head: 'cross',
        sketch: { path: 'M0 99 L100 99', label: [4, 90] },
      },
    ],
  };
}

export const measures: readonly Measure[] = [
  {
    label: text('Robust accuracy', 'ロバスト精度'),
    text: text(
      'Share of validation examples that stay right when an attack moves each input a little, in the direction that hurts most, by at most ε in every pixel or coordinate. Shown where it is measured.',
      '入力の各画素や各成分を、最も困る方向へ ε まで少しずつ動かす攻撃を受けても、正しく答えられる検証データの割合。測っているときだけ表示します。',
    ),
    hue: 'robust-1',
  },
];
