/** Global and per-tensor L2 norm of the parameters. */
import { norms } from '../ops/parameters.ts';
import { ALWAYS } from '../run/schedule.ts';
import { text } from '../text.ts';
import { defineProbe } from './probe.ts';

export const weightNorm = defineProbe({
  id: 'weightNorm',
  label: text('Weight norm', '重みノルム'),
  summary: text('Length of the vector of all parameters, and of each tensor.', '全パラメータを並べたベクトルの長さと、テンソルごとの長さ。'),
  reference: 'Liu et al. 2023 (Omnigrok), §2',
  parameters: {},
  names: ['weightNorm', 'weightNorms'],
  vital: { weightNorm: 'weight norm' },
  schedule: () => ALWAYS,
  create: (_values, { parameterNames }) => ({
    keys: parameterNames.map((name) => `weightNorms.${name}`),
    measure: norms,
    derive: (values) => ({ weightNorm: Math.hypot(...Object.values(values)) }),
    dispose: () => undefined,
  }),
  charts: () => [
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
