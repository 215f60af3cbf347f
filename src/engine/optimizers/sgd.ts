/** Stochastic gradient descent with momentum and decoupled decay. */
import { text } from '../text.ts';
import { composed } from './compose.ts';
import { decoupled } from './decay.ts';
import { momentumRule } from './rules/momentum.ts';

export const sgd = composed({
  id: 'sgd',
  label: text('SGD', 'SGD'),
  summary: text(
    'Plain gradient descent with momentum. Needs a far larger learning rate and many more steps.',
    'モーメンタム付きの勾配降下法。学習率はずっと大きく、ステップ数もずっと多く必要です。',
  ),
  reference: 'Sutskever et al. 2013, eq. 1–4',
  rule: momentumRule,
  decay: decoupled(0),
  lr: { default: 0.1, max: 100 },
});
