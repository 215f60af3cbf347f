/** How long the training loss's gradient is, and whether descending it only makes the weights larger (Prieto et al. 2025, §4). */
import { concat, div, maximum, neg, reshape, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { text } from '../text.ts';
import type { ChartSpec } from './chart.ts';
import { gradientWork, inner, lengthOf, lossGradient, scaled, TINY } from './lossGradient.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

const charts: readonly ChartSpec[] = [
  {
    id: 'gradientNorm',
    title: text('Gradient norm', '勾配のノルム'),
    unit: text('log scale, training loss', '対数目盛、訓練損失について'),
    explanation: text('How steep the training loss is in all weights together.', '訓練損失が重み全体についてどれだけ急か。'),
    tells: 'gradientNorm',
    y: { kind: 'decades' },
    series: [
      {
        key: 'gradientNorm',
        label: text('gradient norm', '勾配のノルム'),
        hue: 'spare-5',
        head: 'disc',
        sketch: { path: 'M0 20 C16 18 28 26 40 56 C52 72 70 70 80 78 C88 84 94 88 100 90', label: [46, 48] },
      },
    ],
  },
  {
    id: 'gradientCosine',
    title: text('Descent along the weights', '降下方向と重みの向き'),
    unit: text('cosine of −gradient and weights', '−勾配と重みのコサイン'),
    explanation: text('1: descending only scales the weights up; −1: only down.', '1 なら降下は重みを拡大するだけ、−1 なら縮小するだけ。'),
    tells: 'gradientCosine',
    y: { kind: 'linear', fromZero: false },
    series: [
      {
        key: 'gradientCosine',
        label: text('cosine', 'コサイン'),
        hue: 'spare-6',
        head: 'diamond',
        sketch: { path: 'M0 60 C18 58 26 40 40 22 C54 16 74 20 100 24', label: [56, 34] },
      },
    ],
  },
];

export const gradient = defineProbe({
  id: 'gradient',
  label: text('Gradient', '勾配'),
  summary: text(
    'Length of the training loss’s gradient, and how far descending it only scales the weights.',
    '訓練損失の勾配の長さと、降下が重みの拡大・縮小にどれだけ重なるか。',
  ),
  reference: 'Prieto et al. 2025, §4',
  parameters: {
    measure: measured(
      text('gradient', '勾配'),
      text(
        'Of the training loss on all training examples, before weight decay and whatever else is done to it. It costs about one step on all of them.',
        '全訓練データでの訓練損失の勾配（重み減衰などを加える前）。1 回は全訓練データでの 1 ステップとほぼ同じ計算量です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['gradientNorm', 'gradientCosine'],
  off: OFF,
  schedule: occasions,
  work: (_values, subject) => gradientWork(subject, 3),
  create: (_values, context) => {
    const gradientOf = lossGradient(context);
    return {
      keys: ['gradientNorm', 'gradientCosine'],
      measure: (parameters) =>
        tidy(() => {
          const slope = gradientOf(parameters);
          const [length, size] = [lengthOf(slope), lengthOf(parameters)];
          const unit = scaled(slope, div(1, maximum(length, TINY)));
          const cosine = neg(div(inner(unit, parameters), maximum(size, TINY)));
          return concat<Tensor1D>([length, cosine].map((number) => reshape(number, [1])));
        }),
      dispose: () => undefined,
    };
  },
  charts: () => charts,
  measures: () => [
    {
      label: text('Gradient norm', '勾配のノルム'),
      text: text(
        'The length of the training loss’s gradient in all weights, on all training examples. Near 0 nothing but weight decay and chance moves the network. Shown where it is measured.',
        '全訓練データでの訓練損失の、重み全体についての勾配の長さ。0 に近ければ、ネットワークを動かすのは重み減衰と偶然だけです。測っているときだけ表示します。',
      ),
      hue: 'spare-5',
    },
    {
      label: text('Descent along the weights', '降下方向と重みの向き'),
      text: text(
        'The cosine between the direction of steepest descent and the weights themselves. Near 1 a step mostly makes the network surer of the answers that it gives already (naive loss minimisation). Shown where it is measured.',
        '最急降下の向きと重みそのものの向きとのコサイン。1 に近いと、更新は今の答えへの確信を強めるばかりです（naive loss minimization）。測っているときだけ表示します。',
      ),
      hue: 'spare-6',
    },
  ],
});
