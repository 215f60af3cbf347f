/** AdamW: Adam with decay p ← p·(1 − lr·λ), decoupled from the gradient and applied to every parameter (Loshchilov & Hutter 2019, alg. 2). */
import { update } from '../ops/parameters.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { rateParameters, warmedUp, weightDecay } from './common.ts';
import { defineOptimizer } from './optimizer.ts';

/** Parameters of the Adam family beside the rate. */
export const momentParameters = {
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
    min: 1e-16,
    max: 1,
    scale: 'log',
    advanced: true,
  }),
} as const;

/** The scalars of GrokAdamW for update t: rate, keep, β₁, 1−β₁, β₂, 1−β₂, ε, c1, c2. */
export function adamScalars(
  values: { readonly lr: number; readonly warmup: number; readonly beta1: number; readonly beta2: number; readonly eps: number },
  decay: number,
  t: number,
): number[] {
  const { beta1, beta2, eps } = values;
  const rate = warmedUp(values.lr, values.warmup, t);
  return [rate, 1 - rate * decay, beta1, 1 - beta1, beta2, 1 - beta2, eps, 1 / (1 - beta1 ** t), 1 / (1 - beta2 ** t)];
}

export const adamw = defineOptimizer({
  id: 'adamw',
  label: text('AdamW', 'AdamW'),
  summary: text(
    'Adam with decoupled weight decay on all parameters: the optimiser of the grokking papers.',
    '重み減衰を勾配から切り離した Adam。グロッキングの論文で使われる最適化法です。',
  ),
  reference: 'Loshchilov & Hutter 2019',
  parameters: { lr: rateParameters.lr, weightDecay, ...momentParameters, warmup: rateParameters.warmup, batchSize: rateParameters.batchSize },
  slots: ['m', 'v'],
  scalarCount: 9,
  scalars: (values, t) => adamScalars(values, values.weightDecay, t),
  update: (p, g, [m = [], v = []], scalars) => update('GrokAdamW', { p, g, m, v }, scalars, p.length),
});
