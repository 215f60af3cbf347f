/** Grokfast-EMA: e ← a·e + (1−a)·g, g ← g + λ·e, with e = g at its first step (Lee et al. 2024, alg. 2 and the authors' code). */
import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { store } from '../ops/parameters.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineTransform } from './transform.ts';

export const grokfast = defineTransform({
  id: 'grokfast',
  label: text('Grokfast', 'Grokfast'),
  summary: text('Amplifies what is slow in the gradients: their running mean is added to them.', '勾配のうちゆっくり変わる成分（移動平均）を足して強めます。'),
  reference: 'Lee et al. 2024, §2.2',
  parameters: {
    factor: number({
      label: text('Grokfast λ', 'Grokfast の λ'),
      help: text(
        'How many times the gradients’ running mean is added to them. The paper takes 2; 0: off. With full batches and AdamW it need not help.',
        '勾配の移動平均を何倍して足すか。論文では 2。0 では働きません。全データと AdamW では効果があるとは限りません。',
      ),
      default: 0,
      min: 0,
      max: 20,
      scale: 'linear',
      step: 0.5,
      live: true,
    }),
    memory: number({
      label: text('Grokfast memory', 'Grokfast の記憶'),
      help: text(
        'Share of the running mean that is kept at each step: 0.98 remembers some 50 steps.',
        '移動平均を毎ステップ残す割合。0.98 なら約 50 ステップ分です。',
      ),
      default: 0.98,
      min: 0,
      max: 0.9999,
      scale: 'linear',
      step: 0.01,
      live: true,
      advanced: true,
    }),
  },
  example: { factor: 2 },
  active: ({ factor }) => factor > 0,
  slots: ['mean'],
  scalars: {
    factor: ({ factor }) => factor,
    kept: ({ memory }, t) => (t === 1 ? 0 : memory),
    added: ({ memory }, t) => (t === 1 ? 1 : 1 - memory),
  },
  apply({ gradients, slots: [mean = []], scalars: { factor, kept, added } }) {
    store(
      mean,
      gradients.map((g, i) => add(mul(mean[i] as Tensor, kept), mul(g, added))),
    );
    return gradients.map((g, i) => add(g, mul(mean[i] as Tensor, factor)));
  },
});
