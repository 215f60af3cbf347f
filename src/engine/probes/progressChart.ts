/** How well a network answers by its key frequencies alone, and without them. */
import { text } from '../text.ts';
import type { ChartSpec, Measure } from './chart.ts';

const EXCLUDED = { hue: 'spare-4', dash: '6 4', head: 'square' } as const;

export const progressChart: ChartSpec = {
  id: 'progress',
  title: text('Restricted and excluded loss', '制限損失と除外損失'),
  unit: text('log scale', '対数目盛'),
  explanation: text('Loss by the key frequencies alone, and without them.', '主要な周波数だけで答えた損失と、それを除いて答えた損失。'),
  tells: 'restrictedLoss',
  y: { kind: 'decades' },
  series: [
    {
      key: 'restrictedLoss',
      label: text('restricted', '制限'),
      hue: 'spare-2',
      head: 'disc',
      sketch: { path: 'M0 22 C20 22 34 24 46 40 C58 58 70 82 100 94', label: [26, 66] },
    },
    {
      ...EXCLUDED,
      key: 'excludedLoss',
      label: text('excluded', '除外'),
      sketch: { path: 'M0 22 C14 22 22 60 32 66 C44 70 56 30 68 16 C78 10 88 8 100 8', label: [70, 36] },
    },
  ],
};

export const measures: readonly Measure[] = [
  {
    label: text('Restricted loss', '制限損失'),
    text: text(
      'The loss on all pairs when of each answer only the waves at the key frequencies are left, and the mean of the rest. When it falls before the validation loss does, the network already has the rule and still has to forget what it memorised. Key frequencies are those at the moment of measuring. Shown where it is measured.',
      '答えのうち主要な周波数の波（と残りの平均）だけを残したときの、すべての組での損失です。検証損失より先に下がれば、規則はもうできていて、丸暗記がまだ残っているということです。主要な周波数は測った時点のものです。測っているときだけ表示します。',
    ),
    hue: 'spare-2',
  },
  {
    label: text('Excluded loss', '除外損失'),
    text: text(
      'The loss on the training pairs when these waves are taken away. While it is low the network knows them by heart; it rises as the rule takes over. Shown where it is measured.',
      'その波を取り除いたときの、訓練データでの損失です。低いうちは丸暗記で答えていて、規則に頼るようになると上がります。測っているときだけ表示します。',
    ),
    hue: EXCLUDED.hue,
    dash: EXCLUDED.dash,
  },
];
