/** AdamW: Adam with decay p ← p·(1 − ηλ), decoupled from the gradient and applied to every parameter (Loshchilov & Hutter 2019, alg. 2). */
import { text } from '../text.ts';
import { composed } from './compose.ts';
import { decoupled } from './decay.ts';
import { adamRule } from './rules/adam.ts';

export const adamw = composed({
  id: 'adamw',
  label: text('AdamW', 'AdamW'),
  summary: text(
    'Adam with decoupled weight decay on all parameters: the optimiser of the grokking papers.',
    '重み減衰を勾配から切り離した Adam。グロッキングの論文で使われる最適化法です。',
  ),
  reference: 'Loshchilov & Hutter 2019',
  rule: adamRule,
  decay: decoupled(1),
});
