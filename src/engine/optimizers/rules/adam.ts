/** Adam's rule: running means of the gradient and of its square, corrected for their start at zero (Kingma & Ba 2015, alg. 1). */
import { update } from '../../ops/parameters.ts';
import { number } from '../../parameters.ts';
import { text } from '../../text.ts';
import { defineRule } from '../rule.ts';

export const adamRule = defineRule({
  parameters: {
    beta1: number({
      label: text('β₁', 'β₁'),
      symbol: '\\beta_1',
      help: text('Memory of the gradient’s mean.', '勾配の平均の記憶の長さ。'),
      default: 0.9,
      min: 0,
      max: 0.9999,
      scale: 'linear',
      step: 0.01,
      advanced: true,
    }),
    beta2: number({
      label: text('β₂', 'β₂'),
      symbol: '\\beta_2',
      help: text('Memory of the gradient’s size.', '勾配の大きさの記憶の長さ。'),
      default: 0.98,
      min: 0,
      max: 0.99999,
      scale: 'linear',
      step: 0.001,
      advanced: true,
    }),
    eps: number({
      label: text('ε', 'ε'),
      symbol: '\\varepsilon',
      help: text('Keeps the division finite where gradients vanish.', '勾配が消えるところで割り算を有限に保ちます。'),
      default: 1e-8,
      min: 1e-30,
      max: 1,
      scale: 'log',
      advanced: true,
    }),
  },
  slots: ['m', 'v'],
  // As GrokAdamW wants them: rate, keep, β₁, 1−β₁, β₂, 1−β₂, ε, c1, c2.
  scalarCount: 9,
  scalars: ({ beta1, beta2, eps }, { t, rate, keep }) => [rate, keep, beta1, 1 - beta1, beta2, 1 - beta2, eps, 1 / (1 - beta1 ** t), 1 / (1 - beta2 ** t)],
  update: ({ parameters: p, gradients: g, slots: [m = [], v = []], scalars }) => update('GrokAdamW', { p, g, m, v }, scalars, p.length),
});
