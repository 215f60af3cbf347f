/** What an LU landscape is asked to be: its grid of norms and training-set sizes, and how long each point trains. */
import { choice, number, type Values } from '../parameters.ts';
import { text } from '../text.ts';

export const landscapeParameters = {
  alphaFrom: number({
    label: text('smallest α', '最小の α'),
    help: text('Init scale at one end of the range. Each point’s weight norm is held.', '範囲の一方の端の初期化スケール。各点のノルムは固定します。'),
    default: 0.1,
    min: 0.01,
    max: 100,
    scale: 'log',
  }),
  alphaTo: number({
    label: text('largest α', '最大の α'),
    help: text('Init scale at the other end.', 'もう一方の端の初期化スケール。'),
    default: 10,
    min: 0.01,
    max: 100,
    scale: 'log',
  }),
  alphaCount: number({
    label: text('points', '点の数'),
    help: text(
      'Norms between the two, evenly spaced on a log scale. More: a finer curve, a longer wait.',
      '両端の間を対数で等間隔に分ける数。多いほど細かく、時間がかかります。',
    ),
    default: 11,
    min: 2,
    max: 41,
    scale: 'linear',
    integer: true,
    step: 1,
  }),
  steps: number({
    label: text('steps per point', '1 点のステップ数'),
    help: text('Updates at each norm. More: a deeper valley.', '各ノルムでの更新回数。多いほど谷が深くなります。'),
    default: 2000,
    min: 1,
    max: 100000,
    scale: 'log',
    integer: true,
  }),
  logEvery: number({
    label: text('steps between looks', '記録の間隔'),
    help: text('Steps between two looks at the losses; a point keeps the lowest it saw.', '損失を記録するステップ間隔。各点にはその最小値が残ります。'),
    default: 20,
    min: 1,
    max: 10000,
    scale: 'log',
    integer: true,
    advanced: true,
  }),
  y: choice({
    label: text('vertical axis', '縦軸'),
    help: text('What the two curves show.', '2 本の曲線が示すもの。'),
    default: 'loss',
    choices: [
      { value: 'loss', label: text('loss', '損失') },
      { value: 'error', label: text('error', '誤答率') },
    ],
  }),
  sizes: number({
    label: text('training-set sizes', '訓練データ量の数'),
    help: text(
      '1: this run’s own. More: the landscape again for smaller or larger training sets, as a map.',
      '1 はいまの量だけ。増やすと、ほかのデータ量でも繰り返し、地図にします。',
    ),
    default: 1,
    min: 1,
    max: 12,
    scale: 'linear',
    integer: true,
    step: 1,
  }),
  sizeFrom: number({
    label: text('smallest size (× this run’s)', '最小（いまの何倍）'),
    help: text('Of the training-set sizes, as a multiple of the run’s own.', '最も少ない訓練データ量。いまの量に対する倍率です。'),
    default: 0.3,
    min: 0.01,
    max: 100,
    scale: 'log',
    advanced: true,
  }),
  sizeTo: number({
    label: text('largest size (× this run’s)', '最大（いまの何倍）'),
    help: text('Of the training-set sizes, as a multiple of the run’s own.', '最も多い訓練データ量。いまの量に対する倍率です。'),
    default: 1,
    min: 0.01,
    max: 100,
    scale: 'log',
    advanced: true,
  }),
} as const;

export type LandscapeOptions = Values<typeof landscapeParameters>;
