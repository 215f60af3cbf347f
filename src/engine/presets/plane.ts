/** The toy of Liu et al. 2022: numbers as points of a plane. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

/**
 * A decoder that starts twice as large as usual fits its sums before the points have moved; strong weight decay then has them fall into line. Where the
 * answers are classes, or sums are taken mod p, it learns by heart and points stay where they are (docs/figures.md).
 */
export const planeSums = preset({
  id: 'plane-sums',
  group: 'first',
  label: text('Sums in a plane', '平面の足し算'),
  shows: text(
    'Ten numbers, each a point of a plane that training moves; the network sees only the sum of two points and says which number it stands for. Press Run with the lens «The plane» open. By step 129 the decoder has bent itself around points that lie anyhow: all it was told is right, and of the rest less than half. Then the points fall into a line, at even distances, the bent areas become stripes, and by step 2,910 every sum is right that it was never told (seed 1; on seeds 2 to 5 points are in line before it has learned by heart, at step 150 to 540).',
    '10 個の数を平面の点として置き、訓練がその点を動かします。ネットワークに見えるのは 2 点の位置の和だけで、それがどの数かを答えます。「トークンの平面」のタブを開いて「実行」を押してください。129 ステップまでに、ばらばらの点のまわりで領域を曲げて、教わった和をすべて当てますが、残りは半分も当たりません。その後、点は等間隔で一直線に並び、曲がった領域は縞になり、2,910 ステップで教わっていない和もすべて正解します（シード 1。シード 2〜5 では丸暗記より先に点が並び、150〜540 ステップで正解します）。',
  ),
  reference: 'Liu et al. 2022 (effective theory), §3',
  lens: 'plane',
  set: {
    'task.id': 'sums',
    'task.p': 10,
    'task.answer': 'place',
    'task.trainFraction': 0.7,
    'model.id': 'mlp',
    'model.input': 'sum',
    'model.embedding': 2,
    'model.depth': 2,
    'model.width': 64,
    'model.activation': 'leakyRelu',
    'model.init': 'gromov',
    'init.scale': 2,
    'loss.id': 'mse',
    'optimizer.lr': 0.01,
    'optimizer.weightDecay': 1,
    seed: 1,
    steps: 4000,
  },
});
