/** Presets on the scale of the initial weights (Liu et al. 2023, Omnigrok), on modular arithmetic. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

/**
 * An MLP fits its pairs at any start; weight decay then takes ln α / (learning rate × weight decay) steps longer to bring a larger one home. A weak decay stretches the wait.
 * A transformer under Adam does not do: above α = 2 it cannot fit before its weights have shrunk (docs/figures.md).
 */
export const largeStart = preset({
  id: 'large-start',
  group: 'norm',
  label: text('A large start waits longer', '大きく始めると長く待つ'),
  shows: text(
    'A plain MLP on addition mod 31 whose initial weights are four times as large as usual, under weak weight decay. It memorises at step 100 or so whatever the start; understanding comes only when its weights have shrunk. Turn the init scale α and run again: half of the unseen sums are right at about step 900 with α = ½, 1,100 with 1, 1,700 with 2, 2,700 with 4 and 3,800 with 6 (means of three seeds).',
    'mod 31 の足し算を学ぶふつうの MLP を、ふだんの 4 倍の重みから、弱い重み減衰で訓練します。どこから始めても 100 ステップほどで暗記しますが、理解するのは重みが小さくなってからです。初期化スケール α を変えて、もう一度実行してみてください。見せていない足し算の半分に正解するのは、α = ½ で約 900、1 で 1,100、2 で 1,700、4 で 2,700、6 で 3,800 ステップです（3 シードの平均）。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §2',
  set: {
    'task.operation': 'add',
    'task.p': 31,
    'task.trainFraction': 0.75,
    'task.split': 'pairs',
    'model.id': 'mlp',
    'model.depth': 2,
    'model.width': 128,
    'init.scale': 4,
    'optimizer.lr': 3e-3,
    'optimizer.weightDecay': 0.5,
    steps: 6000,
  },
});
