/**
 * Gradient descent with momentum: u ← μu + g, p ← p − ηu; Nesterov's looks a step ahead, p ← p − η(g + μu) (Sutskever et al. 2013, eq. 1–4, with
 * the rate outside the velocity, as in PyTorch).
 */
import { add, mul, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { scalarsOf, store, update } from '../../ops/parameters.ts';
import { flag, number } from '../../parameters.ts';
import { text } from '../../text.ts';
import type { Moment } from '../optimizer.ts';
import { defineRule } from '../rule.ts';

function lookAhead({ parameters, gradients, slots: [u = []], scalars }: Moment): void {
  const [rate, keep, momentum] = scalarsOf(scalars, 0, 3) as [Tensor, Tensor, Tensor];
  parameters.forEach((p, i) => {
    const [g, own] = [gradients[i], u[i]] as [Tensor, Tensor];
    tidy(() => {
      store([own], [add(mul(own, momentum), g)]);
      store([p], [sub(mul(p, keep), mul(add(g, mul(own, momentum)), rate))]);
    });
  });
}

export const momentumRule = defineRule({
  parameters: {
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
    nesterov: flag({
      label: text('Nesterov', 'ネステロフ'),
      help: text('Looks one step ahead along the momentum.', 'モーメンタムの方向に 1 歩先を見ます。'),
      default: false,
      advanced: true,
    }),
  },
  slots: ['u'],
  // As GrokSgd wants them: rate, keep, μ.
  scalarCount: 3,
  scalars: ({ momentum }, { rate, keep }) => [rate, keep, momentum],
  update(moment) {
    const { parameters: p, gradients: g, slots, scalars, values } = moment;
    if (values['nesterov'] === true) lookAhead(moment);
    else update('GrokSgd', { p, g, u: slots[0] ?? [] }, scalars, p.length);
  },
});
