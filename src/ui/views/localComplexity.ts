/** How finely the network folds space near the data. */
import { text } from '../../engine/text.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { DASH, RANDOM, TRAIN, VALIDATION } from './words.ts';

export const localComplexity: ChartSpec = {
  id: 'localComplexity',
  title: text('Local complexity', '局所複雑度'),
  unit: text('neurons that switch nearby', '近くで切り替わるニューロン数'),
  explanation: text(
    'How finely space folds around the points. Tends to fall as it groks.',
    '点のまわりの空間の折りたたみの細かさ。グロッキングとともに下がる傾向。',
  ),
  y: { kind: 'linear', fromZero: true },
  series: [
    {
      key: 'localComplexity.train',
      label: TRAIN,
      hue: 'train',
      dash: DASH.train,
      head: 'ring',
      sketch: 'M0 14 C20 18 30 56 42 60 C54 62 60 44 68 44 C80 44 86 70 100 76',
      sketchLabel: [44, 78],
    },
    {
      key: 'localComplexity.val',
      label: VALIDATION,
      hue: 'val',
      head: 'disc',
      sketch: 'M0 16 C20 20 30 46 42 46 C54 46 60 32 68 34 C80 38 86 66 100 72',
      sketchLabel: [60, 26],
    },
    {
      key: 'localComplexity.random',
      label: RANDOM,
      hue: 'random',
      dash: DASH.random,
      head: 'diamond',
      sketch: 'M0 10 C20 12 34 24 50 26 C66 28 80 40 100 46',
      sketchLabel: [84, 28],
    },
  ],
};
