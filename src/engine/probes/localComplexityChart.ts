/** How finely the network folds space near the data. */
import { text } from '../text.ts';
import { SIDES, type ChartSpec, type Measure } from './chart.ts';

export const localComplexityChart: ChartSpec = {
  id: 'localComplexity',
  title: text('Local complexity', '局所複雑度'),
  unit: text('neurons that switch nearby', '近くで切り替わるニューロン数'),
  explanation: text('How finely the network folds space around the points.', '点のまわりで空間をどれだけ細かく折りたたんでいるか。'),
  tells: 'localComplexity.train',
  y: { kind: 'linear', fromZero: true },
  series: [
    {
      key: 'localComplexity.train',
      ...SIDES.train,
      hue: 'lc',
      sketch: { path: 'M0 14 C20 18 30 56 42 60 C54 62 60 44 68 44 C80 44 86 70 100 76', label: [44, 78] },
    },
    {
      key: 'localComplexity.val',
      ...SIDES.val,
      hue: 'lc',
      sketch: { path: 'M0 16 C20 20 30 46 42 46 C54 46 60 32 68 34 C80 38 86 66 100 72', label: [60, 26] },
    },
    {
      key: 'localComplexity.random',
      ...SIDES.random,
      sketch: { path: 'M0 10 C20 12 34 24 50 26 C66 28 80 40 100 46', label: [84, 28] },
    },
  ],
};

export const measures: readonly Measure[] = [
  {
    label: text('Local complexity', '局所複雑度'),
    text: text(
      'How many neurons switch on or off close to a point: how finely the network folds the space there. Often, not always, it falls around the data as the network groks.',
      '点のすぐ近くでオン・オフが切り替わるニューロンの数です。空間をどれほど細かく折りたたんでいるかを表します。グロッキングとともにデータの近くで下がることが多いのですが、例外もあります。',
    ),
    hue: 'lc',
  },
  {
    label: text('Random points', 'ランダムな点'),
    text: text('The same count around points that are no data, for comparison.', '比較のため、データではない点のまわりで数えたものです。'),
    hue: 'random',
    dash: SIDES.random.dash,
  },
];
