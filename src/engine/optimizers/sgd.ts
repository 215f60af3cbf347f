/** Stochastic gradient descent with momentum u ← μu + g and decoupled decay. */
import { update } from '../ops/parameters.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { rateParameters, warmedUp, weightDecay } from './common.ts';
import { defineOptimizer } from './optimizer.ts';

export const sgd = defineOptimizer({
  id: 'sgd',
  label: text('SGD', 'SGD'),
  summary: text(
    'Plain gradient descent with momentum. Needs a far larger learning rate and many more steps.',
    'モーメンタム付きの勾配降下法。学習率はずっと大きく、ステップ数もずっと多く必要です。',
  ),
  reference: 'Sutskever et al. 2013, eq. 1–2',
  parameters: {
    lr: { ...rateParameters.lr, default: 0.1, max: 100 },
    weightDecay: { ...weightDecay, default: 0 },
    momentum: number({
      label: text('momentum', 'モーメンタム'),
      symbol: '\\mu',
      help: text('How much of the last update is kept.', '前回の更新を引き継ぐ割合。'),
      default: 0.9,
      min: 0,
      max: 0.999,
      scale: 'linear',
      step: 0.01,
    }),
    warmup: rateParameters.warmup,
    batchSize: rateParameters.batchSize,
  },
  slots: ['u'],
  scalarCount: 3,
  scalars: (values, t) => {
    const rate = warmedUp(values.lr, values.warmup, t);
    return [rate, 1 - rate * values.weightDecay, values.momentum];
  },
  update: (p, g, [u = []], scalars) => update('GrokSgd', { p, g, u }, scalars, p.length),
});
