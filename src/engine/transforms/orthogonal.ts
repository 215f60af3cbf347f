/**
 * ⊥Grad (Prieto et al. 2025, §5): for each parameter tensor, g⊥ = g − (w·g / w·w)·w, made as long as g again. What only scales the weights, and
 * with them the logits, is taken out of the gradient.
 */
import { add, div, mul, sqrt, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { flag } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

/** The authors' guard against a division by nothing. */
const TINY = 1e-30;

const lengthOf = (x: Tensor): Tensor => sqrt(sum(square(x)));

export const orthogonal = defineTransform({
  id: 'orthogonal',
  label: text('⊥Grad', '⊥Grad'),
  summary: text('Takes out of each gradient what points along the weights themselves.', '勾配から、重み自身の方向を向いた成分を取り除きます。'),
  reference: 'Prieto et al. 2025, §5',
  parameters: {
    on: flag({
      label: text('⊥Grad', '⊥Grad'),
      help: text(
        'Gradients without their part along the weights: the loss cannot fall by scaling the logits up alone. A remedy for grokking’s delay in the paper.',
        '重みの方向の成分を除いた勾配。ロジットを大きくするだけでは損失が下がらなくなります。論文ではグロッキングの遅れを解消します。',
      ),
      default: false,
    }),
  },
  example: { on: true },
  active: ({ on }) => on,
  slots: [],
  scalars: {},
  apply: ({ gradients, parameters }) =>
    gradients.map((g, i) => {
      const w = parameters[i] as Tensor;
      const along = div(sum(mul(w, g)), add(sum(square(w)), TINY));
      const across = sub(g, mul(w, along));
      return mul(across, div(lengthOf(g), add(lengthOf(across), TINY)));
    }),
});
