/** Gradient noise (Neelakantan et al. 2015, §3): g ← g + σ_t ξ, ξ ~ N(0, 1), with σ_t² = σ²/t^γ. */
import { add, mul } from '@tensorflow/tfjs-core';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

export const gradientNoise = defineTransform({
  id: 'gradientNoise',
  label: text('gradient noise', '勾配ノイズ'),
  summary: text('Adds random numbers to the gradients, as smaller batches would.', '勾配に乱数を加えます。小さなバッチと似た働きです。'),
  reference: 'Neelakantan et al. 2015, §3',
  parameters: {
    std: number({
      label: text('gradient noise', '勾配ノイズ'),
      symbol: '\\sigma_g',
      help: text(
        'Standard deviation of what is added to each number of the gradient. Under Adam it counts beside the gradient’s own size, which is tiny once all is memorised. 0: none.',
        '勾配の各成分に加えるノイズの標準偏差。Adam では勾配自身の大きさとの比で効き、暗記した後の勾配はとても小さくなります。0 では働きません。',
      ),
      default: 0,
      min: 0,
      max: 10,
      scale: 'log',
      live: true,
      advanced: true,
    }),
    fade: number({
      label: text('fading of the noise', 'ノイズの減り方'),
      symbol: '\\gamma',
      help: text(
        'Its variance falls as 1/t^γ with the step t. The paper takes 0.55; 0: it stays.',
        '分散がステップ t とともに 1/t^γ で減ります。論文では 0.55。0 では減りません。',
      ),
      default: 0,
      min: 0,
      max: 2,
      scale: 'linear',
      step: 0.05,
      live: true,
      advanced: true,
    }),
  },
  example: { std: 0.01 },
  active: ({ std }) => std > 0,
  slots: [],
  scalars: { std: ({ std, fade }, t) => std / t ** (fade / 2) },
  apply: ({ gradients, scalars: { std }, chance }) => gradients.map((g, i) => add(g, mul(chance.normal(g, i), std))),
});
