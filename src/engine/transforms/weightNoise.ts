/** Weight noise (An 1996; Power et al. 2022, figure 2): the gradient is taken at θ + σξ, ξ ~ N(0, 1) anew in every step, and θ follows it. */
import { add, mul } from '@tensorflow/tfjs-core';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

export const weightNoise = defineTransform({
  id: 'weightNoise',
  label: text('weight noise', '重みノイズ'),
  summary: text('Takes the gradient at weights that are jolted in every step.', '毎ステップ、揺らした重みのところで勾配を取ります。'),
  reference: 'Power et al. 2022, figure 2',
  parameters: {
    std: number({
      label: text('weight noise', '重みノイズ'),
      symbol: '\\sigma_\\theta',
      help: text(
        'Standard deviation of what is added to every weight while the gradient is taken. The network must do without sharply tuned weights. 0: none.',
        '勾配を取るあいだ、すべての重みに加えるノイズの標準偏差。鋭く調整した重みには頼れなくなります。0 では働きません。',
      ),
      default: 0,
      min: 0,
      max: 1,
      scale: 'log',
      live: true,
      advanced: true,
    }),
  },
  example: { std: 0.02 },
  active: ({ std }) => std > 0,
  slots: [],
  scalars: { std: ({ std }) => std },
  displace: ({ parameters, scalars: { std }, chance }) => parameters.map((p, i) => add(p, mul(chance.normal(p, i), std))),
  apply: ({ gradients }) => gradients,
});
