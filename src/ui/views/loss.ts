/** What training minimises, and the same on pairs it never sees. */
import { text } from '../../engine/text.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { DASH, TRAIN, VALIDATION } from './words.ts';

export const loss: ChartSpec = {
  id: 'loss',
  title: text('Loss', '損失'),
  unit: text('log scale', '対数目盛'),
  explanation: text(
    'How wrong, and how surely so. On validation it often rises before it falls.',
    'どれだけ確信をもって誤るか。検証では下がる前に上がることがよくあります。',
  ),
  y: { kind: 'decades' },
  series: [
    {
      key: 'train.loss',
      label: TRAIN,
      hue: 'train',
      dash: DASH.train,
      head: 'ring',
      sketch: 'M0 22 C20 22 30 30 40 62 C46 80 60 92 100 97',
      sketchLabel: [24, 66],
    },
    {
      key: 'val.loss',
      label: VALIDATION,
      hue: 'val',
      head: 'disc',
      sketch: 'M0 22 C20 20 34 6 50 5 C64 5 72 20 78 48 C83 74 90 84 100 88',
      sketchLabel: [82, 40],
    },
  ],
};
