/** Global and per-tensor L2 norm of the parameters. */
import { choice } from '../parameters.ts';
import type { ParameterSpec } from '../models/model.ts';
import { norms } from '../ops/parameters.ts';
import { ALWAYS } from '../run/schedule.ts';
import { text } from '../text.ts';
import type { ChartSpec } from './chart.ts';
import { defineProbe } from './probe.ts';
import { tensorCurves } from './tensorCurves.ts';

const squaresChart = (tensors: readonly ParameterSpec[]): ChartSpec => ({
  id: 'weightSquares',
  title: text('Squared weights by tensor', 'テンソルごとの重みの 2 乗和'),
  unit: text('sum, log scale, of the largest tensors', '和、対数目盛、大きいテンソルについて'),
  explanation: text('What each tensor adds to the square of the weight norm.', '重みノルムの 2 乗に各テンソルが占める分。'),
  y: { kind: 'decades' },
  // So that six names stand beside it.
  units: 2,
  series: tensorCurves('weightSquares', tensors, [
    'M0 40 C20 40 32 18 44 14 C56 14 74 50 100 58',
    'M0 52 C20 52 32 28 44 26 C58 28 76 62 100 68',
    'M0 64 C20 64 32 42 46 38 C60 42 78 74 100 80',
  ]),
});

export const weightNorm = defineProbe({
  id: 'weightNorm',
  label: text('Weight norm', '重みノルム'),
  summary: text('Length of the vector of all parameters, and of each tensor.', '全パラメータを並べたベクトルの長さと、テンソルごとの長さ。'),
  reference: 'Liu et al. 2023 (Omnigrok), §2',
  parameters: {
    tensors: choice({
      label: text('squares by tensor', 'テンソルごとの 2 乗和'),
      help: text(
        'A chart of the sum of squares of each weight tensor, beside the norm of all. It costs nothing: the numbers are there.',
        '全体のノルムのほかに、テンソルごとの重みの 2 乗和のグラフを加えます。もともと測っている数なので計算は増えません。',
      ),
      default: 'off',
      choices: [
        { value: 'on', label: text('on', '測る') },
        { value: 'off', label: text('off', '測らない') },
      ],
      advanced: true,
    }),
  },
  names: ['weightNorm', 'weightNorms', 'weightSquares'],
  vital: { weightNorm: 'weight norm' },
  schedule: () => ALWAYS,
  create: ({ tensors }, { parameterNames }) => ({
    keys: parameterNames.map((name) => `weightNorms.${name}`),
    measure: norms,
    derive: (values) => ({
      weightNorm: Math.hypot(...Object.values(values)),
      ...(tensors === 'on' ? Object.fromEntries(parameterNames.map((name) => [`weightSquares.${name}`, (values[`weightNorms.${name}`] as number) ** 2])) : {}),
    }),
    dispose: () => undefined,
  }),
  charts: ({ tensors }, { model }) => [
    {
      id: 'weightNorm',
      title: text('Weight norm', '重みノルム'),
      unit: text('L2, all weights', 'L2、全重み'),
      explanation: text('How large all weights are together.', '重み全体の大きさ。'),
      tells: 'weightNorm',
      y: { kind: 'linear', fromZero: false },
      series: [
        {
          key: 'weightNorm',
          label: text('weight norm', '重みノルム'),
          hue: 'norm',
          head: 'disc',
          sketch: { path: 'M0 82 C18 80 30 40 42 20 C48 12 54 12 62 24 C74 46 84 66 100 72', label: [60, 20] },
        },
      ],
    },
    ...(tensors === 'on' ? [squaresChart(model.parameters)] : []),
  ],
  measures: () => [
    {
      label: text('Weight norm', '重みノルム'),
      text: text(
        'The length of all weights taken as one vector. Learning pulls it up, weight decay pulls it down. Often, not always, it falls before the network groks.',
        'すべての重みを 1 本のベクトルとみなした長さです。学習はこれを伸ばし、重み減衰は縮めます。グロッキングの前に下がることが多いのですが、例外もあります。',
      ),
      hue: 'norm',
    },
  ],
});
