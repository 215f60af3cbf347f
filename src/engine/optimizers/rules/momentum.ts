/** Gradient descent with momentum: u ← μu + g (Sutskever et al. 2013, eq. 1–2, with the rate outside the velocity). */
import { update } from '../../ops/parameters.ts';
import { number } from '../../parameters.ts';
import { text } from '../../text.ts';
import { defineRule } from '../rule.ts';

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
  },
  slots: ['u'],
  // As GrokSgd wants them: rate, keep, μ.
  scalarCount: 3,
  scalars: ({ momentum }, { rate, keep }) => [rate, keep, momentum],
  update: (p, g, [u = []], scalars) => update('GrokSgd', { p, g, u }, scalars, p.length),
});
