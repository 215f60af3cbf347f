/** The hero: how many answers are right. */
import { text } from '../../engine/text.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { DASH, TRAIN, VALIDATION } from './words.ts';

export const accuracy: ChartSpec = {
  id: 'accuracy',
  title: text('Accuracy', '精度'),
  unit: text('%', '%'),
  explanation: text(
    'Right answers. Grokking: validation follows training, long after.',
    '正しく答えた割合。検証が訓練のずっと後から追いつくのがグロッキングです。',
  ),
  y: { kind: 'fraction' },
  series: [
    {
      key: 'train.accuracy',
      label: TRAIN,
      hue: 'train',
      dash: DASH.train,
      head: 'ring',
      sketch: 'M0 97 C14 95 26 88 32 60 C38 22 40 4 50 2 L100 2',
      sketchLabel: [20, 40],
    },
    {
      key: 'val.accuracy',
      label: VALIDATION,
      hue: 'val',
      head: 'disc',
      sketch: 'M0 98 L58 96 C70 94 74 82 78 52 C82 18 86 5 92 3 L100 2.5',
      sketchLabel: [83, 60],
    },
  ],
};
