/** Presets on sentences: delayed generalisation in text, with an LSTM. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

/** Liu et al. 2023 on shorter texts and a smaller network; AdamW, clipping and batches as there, the learning rate three times as high. */
const small = {
  'task.id': 'reviews',
  'task.trainSize': 250,
  'model.id': 'lstm',
  'model.width': 64,
  'loss.id': 'cross-entropy',
  'optimizer.lr': 1e-3,
  'optimizer.beta2': 0.999,
  'optimizer.warmup': 0,
  'optimizer.batchSize': 50,
  'transforms.clipping.most': 5,
  // With 250 sentences no network here tells good from bad in more than two of three.
  'milestones.memorised': 0.95,
  'milestones.grokked': 0.62,
  // An evaluation is 1,250 sentences forward, a step 50 forward and back.
  'probes.evaluation.perDecade': 40,
  'probes.evaluation.every': 50,
  'probes.localComplexity.measure': 'off',
} as const;

export const reviewsAlpha6 = preset({
  id: 'reviews-alpha-6',
  group: 'text',
  lens: 'examples',
  label: text('Reviews, large start (α = 6)', 'レビュー文、大きな初期値（α = 6）'),
  shows: text(
    '250 sentences from reviews, and an LSTM whose weights start six times too large. By about step 100 it has learned nearly all of them by heart, and of new ones it is right as often as a coin. Then nothing seems to happen for a thousand steps, except that weight decay shrinks the norm, from 1,500 to 400. Only now does it begin to hear praise and blame in sentences it has never seen: it tells 62 % of them at step 1,300 to 1,700 (seeds 1 to 3), and at most two in three: 250 sentences teach no more. Write a sentence of your own in the lens, and watch it change its mind. Compare it with «Reviews, usual start (α = 1)».',
    'レビューから取った英語の文 250 個と、重みが 6 倍大きい状態から始まる LSTM です。約 100 ステップでほぼすべてを丸暗記しますが、新しい文の正解率はコイン投げと変わりません。その後 1,000 ステップほどは、重み減衰がノルムを 1,500 から 400 へ縮めていくだけで、何も起こらないように見えます。それから、見せていない文のほめ言葉や悪口を聞き分け始めます。62 % に届くのは 1,300〜1,700 ステップ（シード 1〜3）、最高でも 3 文に 2 文ほどです。250 文から学べるのはそこまでです。レンズで自分の文（英語）を書いて、答えが変わっていく様子を見てください。「レビュー文、ふつうの初期値（α = 1）」と比べてみましょう。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.2',
  set: { ...small, 'init.scale': 6, 'optimizer.weightDecay': 1, steps: 2500, seed: 3 },
});

export const reviewsAlpha1 = preset({
  id: 'reviews-alpha-1',
  group: 'text',
  lens: 'examples',
  label: text('Reviews, usual start (α = 1)', 'レビュー文、ふつうの初期値（α = 1）'),
  shows: text(
    'The network of «Reviews, large start (α = 6)», from the usual initial weights and without weight decay. There is no wait: while it learns its 250 sentences, by step 100, it also comes to tell 59 to 63 % of the new ones (seeds 1 to 3), and stays there. The thousand steps of the large start were spent on its weights, not on the language.',
    '「レビュー文、大きな初期値（α = 6）」と同じネットワークを、ふつうの初期値から重み減衰なしで訓練します。待ち時間はありません。100 ステップほどで 250 文を覚えるあいだに、新しい文も 59〜63 % 当てるようになり（シード 1〜3）、そのまま落ち着きます。大きな初期値での 1,000 ステップは、言葉ではなく重みの大きさのために費やされていたのです。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.2',
  set: { ...small, 'init.scale': 1, 'optimizer.weightDecay': 0, steps: 500, seed: 3 },
});

export const reviewsOmnigrok = preset({
  id: 'reviews-omnigrok',
  group: 'text',
  lens: 'examples',
  label: text('Reviews, Omnigrok’s network', 'レビュー文（Omnigrok のネットワーク）'),
  shows: text(
    'Two layers of 256 units, batches of 50 and a small learning rate, as in Omnigrok’s figure on reviews; 1,000 sentences, 700 of them for training. The paper reads reviews of up to 500 words, here there are sentences of up to 20. In the paper training is perfect at about step 140, while validation stays near 50 % until about 500, passes 60 % at about 4,000 and ends near 70 %. Here (seed 1) it knows its sentences at step 40, tells 53 % of the new ones then, 68 % at step 1,600 and from then on 65 to 72 %. Slow: a step is 26 times the work of «Reviews, large start (α = 6)», so look at that one first unless you have a GPU.',
    'Omnigrok 論文のレビューの図と同じく、256 ユニット 2 層、50 文ずつのバッチ、小さな学習率です。文は 1,000 個で、うち 700 個を訓練に使います。論文は最大 500 語のレビューを読みますが、ここでは最大 20 語の文です。論文では、訓練精度は約 140 ステップで 100 % になり、検証精度は約 500 ステップまで 50 % 前後、約 4,000 で 60 %、最後は 70 % 近くです。ここ（シード 1）では 40 ステップで暗記し、そのとき新しい文の正解率は 53 %、1,600 ステップで 68 %、その後は 65〜72 % です。1 ステップの計算量は「レビュー文、大きな初期値（α = 6）」の 26 倍で、時間がかかります。GPU がなければ、まずそちらをご覧ください。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.2',
  set: {
    ...small,
    'task.trainSize': 700,
    'task.valSize': 300,
    'model.layers': 2,
    'model.width': 256,
    'init.scale': 6,
    'optimizer.lr': 3e-4,
    'optimizer.weightDecay': 1,
    'milestones.grokked': 0.68,
    'probes.evaluation.perDecade': 10,
    'probes.evaluation.every': 200,
    steps: 4000,
    seed: 1,
  },
});
