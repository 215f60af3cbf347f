/** Presets on handwritten digits: delayed generalisation outside of arithmetic. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

/** Liu et al. 2023 on the smaller images: N = 200, 64-200-200-10 ReLU, MSE to one-hot, full batch. */
const small = {
  'task.id': 'digits',
  'task.trainSize': 200,
  'model.id': 'mlp',
  'model.depth': 2,
  'model.width': 200,
  'loss.id': 'mse',
  'optimizer.lr': 1e-3,
  'optimizer.beta2': 0.999,
  'optimizer.warmup': 0,
  // A hand that is hard to read stays so: these networks level off at 92 to 94 %.
  'milestones.grokked': 0.9,
  // An evaluation is 1,200 images forward, a step 200 forward and back.
  'probes.evaluation.every': 20,
} as const;

export const digitsAlpha8 = preset({
  id: 'digits-alpha-8',
  group: 'images',
  lens: 'examples',
  label: text('Digits, large start (α = 8)', '手書き数字、大きな初期値（α = 8）'),
  shows: text(
    '200 handwritten digits and weights that start eight times too large. The network memorises all 200 by about step 1,200 and still reads only a quarter of the new ones. Weight decay then shrinks its norm from 94 to 35, and validation climbs to 90 %: grokking without any arithmetic. Compare it with «Digits, usual start (α = 1)».',
    '手書き数字 200 枚と、8 倍大きな重みからの出発です。約 1,200 ステップで 200 枚すべてを暗記しますが、新しい数字は 4 分の 1 しか読めません。その後、重み減衰がノルムを 94 から 35 へ縮めるにつれて、検証精度は 90 % まで上がります。算術でなくてもグロッキングは起こります。「手書き数字、ふつうの初期値（α = 1）」と比べてください。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.1',
  set: { ...small, 'init.scale': 8, 'optimizer.weightDecay': 0.3, steps: 5000 },
});

export const digitsAlpha1 = preset({
  id: 'digits-alpha-1',
  group: 'images',
  lens: 'examples',
  label: text('Digits, usual start (α = 1)', '手書き数字、ふつうの初期値（α = 1）'),
  shows: text(
    'Handwritten digits without a delay. The network of «Digits, large start (α = 8)» starts from the usual initial weights, without any weight decay. Both curves rise together: by the time it has memorised, it also reads nine new digits in ten. The delay of the large start was in its weights, not in the digits.',
    '手書き数字 200 枚を、遅れなしに学びます。「手書き数字、大きな初期値（α = 8）」と同じネットワークを、ふつうの初期値から重み減衰なしで訓練します。二つの曲線は一緒に上がり、暗記し終えたときには新しい数字も 10 個中 9 個読めます。大きな初期値での遅れは、数字ではなく重みの大きさが生んだものです。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.1',
  set: { ...small, 'init.scale': 1, 'optimizer.weightDecay': 0, steps: 1000 },
});

export const mnistOmnigrok = preset({
  id: 'mnist-omnigrok',
  group: 'images',
  lens: 'examples',
  label: text('MNIST, as in Omnigrok', 'MNIST（Omnigrok の設定）'),
  shows: text(
    'Omnigrok’s figure on MNIST, step by step. 1,000 MNIST digits, a 784-200-200-10 ReLU network, squared error, weights eight times too large and only a little weight decay. Training is perfect at about step 2,000 with validation below 20 %; half of the new digits are read at about 20,000, nine in ten at 100,000, while the norm falls from 93 to 52. Slow: let it run, or look at «Digits, large start (α = 8)» first.',
    'Omnigrok 論文の MNIST の図をそのまま再現します。MNIST 1,000 枚、784-200-200-10 の ReLU、二乗誤差、8 倍の初期値、弱い重み減衰。約 2,000 ステップで訓練精度は 100 %、検証は 20 % 未満。新しい数字を半分読めるのは約 20,000、9 割は約 100,000 ステップで、その間にノルムは 93 から 52 へ下がります。時間がかかるので、まず「手書き数字、大きな初期値（α = 8）」をご覧ください。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.1',
  set: {
    'task.id': 'mnist',
    'task.trainSize': 1000,
    'model.id': 'mlp',
    'model.depth': 2,
    'model.width': 200,
    'loss.id': 'mse',
    'init.scale': 8,
    'optimizer.lr': 1e-3,
    'optimizer.weightDecay': 0.01,
    'optimizer.beta2': 0.999,
    'optimizer.warmup': 0,
    'optimizer.batchSize': 200,
    // 1,000 digits are too few for 99 %.
    'milestones.grokked': 0.85,
    // An evaluation is 2,000 images forward: as much work as three steps.
    'probes.evaluation.perDecade': 60,
    'probes.evaluation.every': 100,
    'probes.localComplexity.perDecade': 10,
    steps: 100_000,
  },
});
