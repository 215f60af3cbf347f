/** Clipping by the global norm: where ‖g‖ over all parameters exceeds c, g ← g·c/‖g‖ (Pascanu et al. 2013, alg. 1). */
import { div, maximum, minimum, mul, sqrt, square, sum } from '@tensorflow/tfjs-core';
import { norms } from '../ops/parameters.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

/** No gradient is divided by less. */
const TINY = 1e-30;

export const clipping = defineTransform({
  id: 'clipping',
  label: text('gradient clipping', '勾配クリッピング'),
  summary: text('Shortens the gradient of all parameters together where it is too long.', '全パラメータの勾配をまとめて、長すぎるときだけ縮めます。'),
  reference: 'Pascanu et al. 2013, alg. 1',
  parameters: {
    most: number({
      label: text('gradient clipping', '勾配クリッピング'),
      help: text(
        'Longest gradient of all parameters together; a longer one is scaled down to it. Under Adam only changes of the length matter. 0: off.',
        '全パラメータの勾配の長さの上限。超えた勾配はこの長さに縮めます。Adam では長さの変動だけが効きます。0 では働きません。',
      ),
      default: 0,
      min: 0,
      max: 1000,
      scale: 'log',
      live: true,
    }),
  },
  example: { most: 0.05 },
  active: ({ most }) => most > 0,
  slots: [],
  scalars: { most: ({ most }) => most },
  apply({ gradients, scalars: { most } }) {
    const length = sqrt(sum(square(norms(gradients)))); // ()
    const share = minimum(div(most, maximum(length, TINY)), 1);
    return gradients.map((g) => mul(g, share));
  },
});
