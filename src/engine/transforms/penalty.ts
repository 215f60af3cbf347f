/** L2 penalty ½λ‖θ‖², whose gradient goes through the optimiser like the loss's: Adam divides it by the gradient's size, unlike weight decay. */
import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

export const penalty = defineTransform({
  id: 'penalty',
  label: text('L2 penalty', 'L2 正則化'),
  summary: text('Adds λ times each weight to its gradient.', '各重みの λ 倍をその勾配に加えます。'),
  reference: 'Loshchilov & Hutter 2019, §2',
  parameters: {
    strength: number({
      label: text('L2 penalty', 'L2 正則化'),
      symbol: '\\lambda_2',
      help: text(
        'Weight decay through the gradient. Under Adam every weight then shrinks about equally fast, however large. 0: none.',
        '勾配を通した重み減衰。Adam では、重みの大きさによらずほぼ同じ速さで縮みます。0 では働きません。',
      ),
      default: 0,
      min: 0,
      max: 10,
      scale: 'log',
      live: true,
    }),
  },
  decay: 'strength',
  example: { strength: 0.5 },
  active: ({ strength }) => strength > 0,
  slots: [],
  scalars: { strength: ({ strength }) => strength },
  apply: ({ gradients, parameters, scalars: { strength } }) => gradients.map((g, i) => add(g, mul(parameters[i] as Tensor, strength))),
});
