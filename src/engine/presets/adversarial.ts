/** Presets of adversarial training: robust accuracy comes later than accuracy. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

/** Humayun et al. 2024 on a large start, so that accuracy, too, comes late: ReLU, MSE to one-hot, PGD within ε = 0.1 of pixels in [0, 1]. */
const attacked = {
  'model.id': 'mlp',
  'model.width': 100,
  'loss.id': 'mse',
  'optimizer.lr': 1e-3,
  'optimizer.beta2': 0.999,
  'optimizer.warmup': 0,
  'adversarial.train': 'pgd',
  'adversarial.epsilon': 0.1,
  // Two and a half times across the radius, in half of the paper’s ten steps.
  'adversarial.stepSize': 0.05,
  'adversarial.steps': 5,
  'probes.robustness.measure': 'on',
  'probes.robustness.epsilon': 0.2,
  // A hand that is hard to read stays so: these networks level off at 95 %.
  'milestones.grokked': 0.9,
  'probes.evaluation.every': 20,
} as const;

export const digitsAdversarial = preset({
  id: 'digits-adversarial',
  group: 'adversarial',
  label: text('Digits under attack', '攻撃される手書き数字'),
  shows: text(
    '200 digits, each moved by up to 0.1 per pixel to where it is hardest to read before the network learns from it. Watch robust accuracy: half of the new digits are read by step 100, but half of them survive an attack of ε = 0.05 only by 280, of 0.1 by 500, of 0.15 by 900 (on other seeds as late as 2,000). Each radius groks after the smaller one. Local complexity stays high for the first 400 steps and then falls by half, more slowly on some seeds: the network unfolds the space around its digits. The hatched start is guessing, not robustness.',
    '200 枚の数字の各画素を、0.1 まで、最も読みにくい方へ動かしてから学習します。ロバスト精度を見てください。新しい数字の半分は 100 ステップで読めますが、半分が ε = 0.05 の攻撃に耐えるのは 280、0.1 には 500、0.15 には 900 ステップ（シードによっては 2,000 近く）になってから。大きな半径ほど遅れてグロッキングします。局所複雑度は最初の 400 ステップは高いまま、その後半分まで下がり（シードによってはもっとゆっくり）、数字のまわりの空間の折り目がほどけていきます。斜線の部分は当て推量で、ロバスト性ではありません。',
  ),
  reference: 'Humayun et al. 2024; Madry et al. 2018',
  set: { ...attacked, 'task.id': 'digits', 'task.trainSize': 200, 'model.depth': 3, 'init.scale': 4, 'optimizer.weightDecay': 1, steps: 4000 },
});

export const mnistAdversarial = preset({
  id: 'mnist-adversarial',
  group: 'adversarial',
  label: text('MNIST under attack', '攻撃される MNIST'),
  shows: text(
    'Adversarial training on 1,000 MNIST digits, 784 pixels each. Half of the new digits are read by step 130, half of them survive an attack of ε = 0.05 by 400, of 0.1 by 560; of 0.15, beyond what it trains on, fewer than half ever do. Here local complexity falls first, from 2.1 to 0.4 by step 400, and robustness follows. About a minute or two.',
    '784 画素の MNIST 1,000 枚で敵対的訓練を行います。新しい数字の半分は 130 ステップで読め、半分が ε = 0.05 の攻撃に耐えるのは 400、0.1 には 560 ステップです。訓練で使う幅を越える 0.15 には、最後まで半分も耐えません。ここでは局所複雑度が先に、400 ステップまでに 2.1 から 0.4 へ下がり、ロバスト性が後に続きます。1〜2 分ほどかかります。',
  ),
  reference: 'Humayun et al. 2024; Madry et al. 2018',
  set: {
    ...attacked,
    'task.id': 'mnist',
    'task.trainSize': 1000,
    'optimizer.batchSize': 100,
    'model.depth': 2,
    'init.scale': 3,
    'optimizer.weightDecay': 0.3,
    'probes.evaluation.every': 100,
    steps: 3000,
  },
});
