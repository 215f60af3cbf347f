/** Presets on sparse parity. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

export const sparseParity = preset({
  id: 'sparse-parity',
  group: 'papers',
  label: text('Three bits of thirty', '30 ビットのうちの 3 つ'),
  shows: text(
    'Thirty bits, of which only the first three decide: the answer is their product. A single hidden layer knows its 1,000 examples by heart at about step 40, and guesses at all others: an accuracy of one half is chance here. Weight decay then wears the other 27 bits off its weights, and it has found the rule at step 810, 1,699 and 1,514 (seeds 1, 2, 3).',
    '30 ビットのうち、答えを決めるのは最初の 3 つだけで、その積を当てる課題です。隠れ 1 層のネットワークは約 40 ステップで 1,000 個の例を暗記しますが、ほかの例には当てずっぽうで答えます（2 択なので、精度 50 % が偶然です）。やがて重み減衰がほかの 27 ビットへの重みを削り、シード 1、2、3 では 810、1,699、1,514 ステップで規則を見つけます。',
  ),
  reference: 'Merrill et al. 2023; Barak et al. 2022; Pearce et al. 2023 (PAIR)',
  set: {
    'task.id': 'sparse-parity',
    'model.id': 'mlp',
    'model.depth': 1,
    'model.width': 64,
    'optimizer.lr': 0.02,
    'optimizer.weightDecay': 0.1,
    seed: 1,
    steps: 5000,
  },
});
