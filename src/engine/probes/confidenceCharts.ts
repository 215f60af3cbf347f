/** How sure a network is of the right answers, and where float32 is surer than there are digits for. */
import { text } from '../text.ts';
import { SIDES, type ChartSpec, type Measure } from './chart.ts';

export const marginChart: ChartSpec = {
  id: 'logitMargin',
  title: text('Logit margin', 'ロジットのマージン'),
  unit: text('logits, mean', 'ロジット、平均'),
  explanation: text('By how much the right answer’s logit leads the best of the others.', '正解のロジットが、それ以外で最大のロジットをどれだけ上回るか。'),
  tells: 'logitMargin.val',
  y: { kind: 'linear', fromZero: true },
  series: [
    { key: 'logitMargin.train', ...SIDES.train, sketch: { path: 'M0 80 C20 78 28 50 40 34 C54 20 76 16 100 14', label: [22, 40] } },
    { key: 'logitMargin.val', ...SIDES.val, sketch: { path: 'M0 82 C20 84 34 94 52 92 C66 88 74 50 82 34 C88 26 94 22 100 20', label: [64, 70] } },
  ],
};

export const collapseChart: ChartSpec = {
  id: 'softmaxCollapse',
  title: text('Softmax collapse', 'softmax 崩壊'),
  unit: text('% of the training examples', '訓練データに占める %'),
  explanation: text(
    'Examples whose other answers float32 has rounded away: they teach nothing any more.',
    '他の答えが float32 の丸めで消えた例。もう何も教えてくれません。',
  ),
  y: { kind: 'fraction' },
  series: [{ key: 'softmaxCollapse.train', ...SIDES.train, sketch: { path: 'M0 99 L44 99 C58 98 66 60 78 26 C84 12 92 8 100 6', label: [52, 50] } }],
};

export const measures: readonly Measure[] = [
  {
    label: text('Logit margin', 'ロジットのマージン'),
    text: text(
      'The right answer’s logit less the largest of the others, on average over the examples: above 0 where it is given. Shown where it is measured.',
      '正解のロジットから、それ以外で最大のロジットを引いた値の平均です。正しく答えていれば 0 より大きくなります。測っているときだけ表示します。',
    ),
    hue: 'val',
  },
  {
    label: text('Softmax collapse', 'softmax 崩壊'),
    text: text(
      'Share of the training examples for which the softmax’s sum is exactly 1 in float32: next to the largest logit the others have been rounded away, and where it is the right one the gradient is zero. Without weight decay this can end learning before a network groks. Shown where it is measured.',
      'softmax の和が float32 でちょうど 1 になる訓練データの割合です。最大のロジット以外は丸めで消えていて、それが正解なら勾配は 0 です。重み減衰がないと、このためにグロッキングの前に学習が止まることがあります。測っているときだけ表示します。',
    ),
    hue: 'train',
    dash: SIDES.train.dash,
  },
];
