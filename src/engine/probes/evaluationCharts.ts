/** Accuracy, the page's hero, and loss. */
import type { DatasetShape } from '../data/dataset.ts';
import { text } from '../text.ts';
import { SIDES, type ChartSpec, type Measure } from './chart.ts';

export const accuracy: ChartSpec = {
  id: 'accuracy',
  title: text('Accuracy', '精度'),
  unit: text('%', '%'),
  explanation: text('Share of right answers.', '正しく答えた割合。'),
  y: { kind: 'fraction' },
  series: [
    { key: 'train.accuracy', ...SIDES.train, sketch: { path: 'M0 97 C14 95 26 88 32 60 C38 22 40 4 50 2 L100 2', label: [20, 40] } },
    { key: 'val.accuracy', ...SIDES.val, sketch: { path: 'M0 98 L58 96 C70 94 74 82 78 52 C82 18 86 5 92 3 L100 2.5', label: [83, 60] } },
  ],
};

/** Where R² stands for accuracy. */
const explained: ChartSpec = {
  ...accuracy,
  title: text('Accuracy: R²', '精度: R²'),
  unit: text('%, clipped at 0', '%、0 未満は 0'),
  explanation: text(
    'Share of the answers’ variance that the network explains: 0 is no better than their mean, 100 % is exact.',
    '答えのばらつきのうち、ネットワークが説明できた割合。0 は平均を答えるのと同じ、100 % は完全に一致。',
  ),
};

const isExplained = ({ target }: DatasetShape): boolean => target.kind === 'value' && target.score === 'r2';

export const accuracyChart = (shape: DatasetShape): ChartSpec => (isExplained(shape) ? explained : accuracy);

export const loss: ChartSpec = {
  id: 'loss',
  title: text('Loss', '損失'),
  unit: text('log scale', '対数目盛'),
  explanation: text('How wrong the answers are, and how sure of them.', 'どれだけ確信をもって誤っているか。'),
  tells: 'val.loss',
  y: { kind: 'decades' },
  series: [
    { key: 'train.loss', ...SIDES.train, sketch: { path: 'M0 22 C20 22 30 30 40 62 C46 80 60 92 100 97', label: [24, 66] } },
    { key: 'val.loss', ...SIDES.val, sketch: { path: 'M0 22 C20 20 34 6 50 5 C64 5 72 20 78 48 C83 74 90 84 100 88', label: [82, 40] } },
  ],
};

const measures: readonly Measure[] = [
  {
    label: text('Train accuracy', '訓練精度'),
    text: text(
      'Share of the examples it trains on that it answers correctly. At 100 % it has memorised: it knows them by heart.',
      '学習に使っている例のうち、正しく答えられる割合です。100 % になれば、すべて丸暗記したということです。',
    ),
    hue: 'train',
    dash: '5 3',
  },
  {
    label: text('Validation accuracy', '検証精度'),
    text: text(
      'The same for examples it has never been shown. When this rises long after memorising, the network has grokked: it has found the rule.',
      '一度も見せていない例での正解率です。暗記のずっと後でこれが上がれば、規則を見つけたということ。これがグロッキングです。',
    ),
    hue: 'val',
  },
];

const R2: readonly Measure[] = [
  {
    label: text('Train accuracy (R²)', '訓練精度（R²）'),
    text: text(
      'The answers are values, so accuracy is R²: the share of their variance over the examples it trains on that it explains, 1 − mean squared error / variance, and 0 where that is negative. Near 100 % it has memorised.',
      '答えが実数なので、精度は決定係数 R² です。訓練データの答えのばらつきのうち説明できた割合（1 − 平均二乗誤差 ÷ 分散、負なら 0）を表します。100 % に近づけば、丸暗記したということです。',
    ),
    hue: 'train',
    dash: '5 3',
  },
  {
    label: text('Validation accuracy (R²)', '検証精度（R²）'),
    text: text(
      'The same for examples it has never been shown. At 0 it does no better than by always answering their mean; when it rises long after memorising, the network has grokked.',
      '一度も見せていない例での R² です。0 なら、いつも平均を答えるのと変わりません。暗記のずっと後でこれが上がれば、グロッキングです。',
    ),
    hue: 'val',
  },
];

export const measuresOn = (shape: DatasetShape): readonly Measure[] => (isExplained(shape) ? R2 : measures);
