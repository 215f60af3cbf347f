/** Presets of convolutional networks: what becomes of robustness while accuracy stands (Humayun et al. 2024). */
import { text } from '../text.ts';
import { preset } from './preset.ts';

const measured = {
  'model.id': 'cnn',
  'optimizer.beta2': 0.999,
  'optimizer.warmup': 0,
  'probes.robustness.measure': 'on',
  // 1,500 images forward take as long as five steps.
  'probes.evaluation.perDecade': 40,
  'probes.evaluation.every': 50,
} as const;

export const fashionRobustnessLost = preset({
  id: 'fashion-robustness-lost',
  group: 'images',
  lens: 'examples',
  label: text('Robustness, lost', '失われるロバスト性'),
  shows: text(
    'Convolutions on 500 pictures of clothes, 14×14 pixels, from the usual start. Of new pictures the network tells seven in ten right at step 100 and four in five at 1,000, and there accuracy stays. What it still tells right under attack goes another way: with ε = 0.06 half of all pictures at step 100, a quarter at 1,000, one in twelve at 5,000, while the weight norm grows from 6 to 19. Robustness comes with accuracy and is lost again, and accuracy shows nothing of it. In the paper it returns after far longer training; here you see its fall alone, and «Towards delayed robustness» is the long way.',
    '14×14 画素の服の画像 500 枚を、畳み込みネットワークがふつうの初期値から学びます。新しい画像は 100 ステップで 10 枚中 7 枚、1,000 ステップで 5 枚中 4 枚当たり、精度はそのまま動きません。ところが攻撃を受けても正しく答えられる割合は別の道をたどります。ε = 0.06 では 100 ステップで半分、1,000 で 4 分の 1、5,000 では 12 分の 1。その間にノルムは 6 から 19 へ増えます。ロバスト性は精度とともに現れ、やがて失われますが、精度を見ているだけでは気づけません。論文では、ずっと長く訓練すると戻ってきます。ここで見えるのは失われるところまでです。その先を目指す長い実行は「遅れてくるロバスト性を目指して」です。',
  ),
  reference: 'Humayun et al. 2024',
  set: {
    ...measured,
    'task.id': 'fashion',
    'task.pixels': '14',
    'task.trainSize': 500,
    'loss.id': 'mse',
    'optimizer.lr': 3e-3,
    'optimizer.weightDecay': 0.01,
    'optimizer.batchSize': 100,
    'probes.robustness.epsilon': 0.06,
    'probes.localComplexity.points': 32,
    'probes.localComplexity.perDecade': 10,
    // Shirts and coats are hard to tell apart: these networks level off at three quarters.
    'milestones.grokked': 0.7,
    seed: 3,
    steps: 5000,
  },
});

export const cnnDelayedRobustness = preset({
  id: 'cnn-delayed-robustness',
  group: 'images',
  lens: 'examples',
  label: text('Towards delayed robustness', '遅れてくるロバスト性を目指して'),
  shows: text(
    'A long run, and nobody promises how it ends: 500,000 steps, as many as in the paper, at about 10 ms each on one core, an hour and a half in all; a GPU may be quicker. A residual network without batch normalisation learns 500 digits of 14×14 pixels with cross-entropy and no weight decay, Humayun’s rule on a smaller network. By step 3,000 it knows its digits, reads nine new ones in ten, and under an attack of ε = 0.05 three in ten. In the paper robustness rises again long after that. On seed 1 it had not by step 100,000; what little grows there under larger ε is digits whose gradient has become exactly zero, which no such attack can move. Local complexity jumps between two levels: where all images are blank, a channel’s neurons are one and the same number, and switch all at once.',
    '長い実行です。どう終わるかは誰にも約束できません。論文と同じ 500,000 ステップ、1 コアで 1 ステップ約 10 ミリ秒、全部で約 1 時間半かかります（GPU ならもっと速いかもしれません）。バッチ正規化のない残差ネットワークが、14×14 画素の数字 500 枚を、交差エントロピーと重み減衰なしで学びます。Humayun らの学習規則を、小さなネットワークで使ったものです。3,000 ステップまでに訓練した数字を覚え、新しい数字の 9 割を読めますが、ε = 0.05 の攻撃に耐えるのは 3 割です。論文では、そのずっと後にロバスト性がふたたび上がります。シード 1 では、100,000 ステップまでには上がりませんでした。大きな ε でわずかに増えるのは、勾配がちょうど 0 になり、この攻撃では動かせなくなった数字です。局所複雑度は二つの高さの間を跳びます。どの画像でも空白の場所では、同じチャンネルのニューロンがみな同じ値になり、一斉に切り替わるためです。',
  ),
  reference: 'Humayun et al. 2024',
  set: {
    ...measured,
    'task.id': 'mnist',
    'task.pixels': '14',
    'task.trainSize': 500,
    'model.stages': 2,
    'model.blocks': 1,
    'model.head': 'mean',
    'model.dense': 0,
    'loss.id': 'cross-entropy',
    'optimizer.lr': 1e-3,
    'optimizer.weightDecay': 0,
    'optimizer.batchSize': 50,
    'probes.robustness.epsilon': 0.1,
    'probes.robustness.points': 100,
    'probes.robustness.perDecade': 8,
    // The paper's neighbourhoods, around fewer points.
    'probes.localComplexity.radius': 0.005,
    'probes.localComplexity.directions': 20,
    'probes.localComplexity.points': 16,
    'probes.localComplexity.perDecade': 5,
    'probes.evaluation.every': 1000,
    seed: 1,
    steps: 500_000,
  },
});
