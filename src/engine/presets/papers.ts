/** Settings of the papers, where they need words of their own. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

export const powerS5 = preset({
  id: 'power-s5',
  group: 'papers',
  label: text('Permutations of five (S5)', '5 文字の置換（S5）'),
  shows: text(
    'The multiplication table of S5. 14,400 products without a number line to lean on are the paper’s hardest data. Here an MLP with a shared embedding learns them, because the paper’s two-layer transformer takes hours in a browser. It knows its 8,640 products by heart at about step 750 and not one in a hundred of the others; for as long again nothing seems to happen, and by step 2,400 it has worked out the group.',
    '5 文字の置換群 S5 の乗積表です。数直線のような手がかりのない 14,400 個の積で、論文でも最も難しいデータです。論文の 2 層トランスフォーマーはブラウザーでは何時間もかかるので、埋め込みを共有する MLP に学ばせます。約 750 ステップで 8,640 個の積を暗記しますが、残りは 100 個に 1 個も当たりません。同じくらい待つと急に伸びはじめ、2,400 ステップまでに群の規則をつかみます。',
  ),
  reference: 'Power et al. 2022, A.1.1 (x·y in S5)',
  set: {
    'task.id': 's5',
    'task.operation': 'product',
    'task.trainFraction': 0.6,
    'task.split': 'pairs',
    'model.id': 'mlp',
    'model.input': 'embedding',
    'model.embedding': 128,
    'model.depth': 1,
    'model.width': 256,
    'optimizer.lr': 3e-3,
    'optimizer.weightDecay': 1,
    'optimizer.batchSize': 1024,
    // An evaluation is all 14,400 products, as much work as five steps.
    'probes.evaluation.perDecade': 50,
    'probes.evaluation.every': 50,
    steps: 4000,
  },
});

export const powerS5Transformer = preset({
  id: 'power-s5-transformer',
  group: 'papers',
  label: text('A transformer on S5', 'S5 とトランスフォーマー'),
  shows: text(
    'The multiplication table of S5 again, learnt by attention: a transformer of the paper’s width, with one layer for its two and larger batches, so that it is done within a minute or two. It has its 8,640 products by heart at step 700 and knows 6 % of the others. Then it works out the group, ever faster: 29 % at step 1,200, 99 % at step 1,600 (seeds 2 and 3: at 950 and 2,300).',
    '5 文字の置換群 S5 の乗積表を、注意機構で学びます。幅は論文と同じですが、1〜2 分で終わるように、2 層を 1 層にし、バッチを大きくしました。700 ステップで 8,640 個の積を暗記し、このとき残りは 6 % しか当たりません。その後、群の規則をしだいに速くつかみ、1,200 ステップで 29 %、1,600 ステップで 99 % に正解します（シード 2 と 3 では 950 と 2,300）。',
  ),
  reference: 'Power et al. 2022, A.1.1 (x·y in S5)',
  set: {
    'task.id': 's5',
    'task.operation': 'product',
    'task.trainFraction': 0.6,
    'task.split': 'pairs',
    'model.width': 128,
    'model.ffn': 512,
    'optimizer.lr': 3e-3,
    'optimizer.weightDecay': 1,
    'optimizer.batchSize': 1024,
    // An evaluation is all 14,400 products.
    'probes.evaluation.perDecade': 0,
    'probes.evaluation.every': 50,
    'probes.localComplexity.points': 16,
    seed: 1,
    steps: 3000,
  },
});
