/** Named configurations, each with what it shows. Ids stand in links and on the command line. */
import { text } from '../text.ts';
import { digitsAdversarial, mnistAdversarial } from './adversarial.ts';
import { cnnDelayedRobustness, fashionRobustnessLost } from './convolutions.ts';
import { dataSize } from './data.ts';
import { digitsAlpha1, digitsAlpha8, mnistOmnigrok } from './images.ts';
import { largeStart } from './initScale.ts';
import { grokTeacherStudent, luModular, luTeacherStudent } from './landscapes.ts';
import { luMolecules, moleculesAlpha1, moleculesAlpha3 } from './molecules.ts';
import { powerS5, powerS5Transformer } from './papers.ts';
import { sparseParity } from './parity.ts';
import { planeSums } from './plane.ts';
import { preset, type Preset } from './preset.ts';
import { reviewsAlpha1, reviewsAlpha6, reviewsOmnigrok } from './reviews.ts';

const gromov = {
  'task.operation': 'add',
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.depth': 1,
  'model.activation': 'quadratic',
  'model.bias': false,
  'model.init': 'gromov',
  'loss.id': 'mse',
  'optimizer.warmup': 0,
} as const;

/** Wide enough that local complexity around training points falls with grokking on every seed tried (docs/figures.md). */
const story = { 'model.width': 128, 'model.ffn': 128, 'probes.localComplexity.radius': 0.2 } as const;

export const PRESETS: readonly Preset[] = [
  preset({
    id: 'default',
    group: 'first',
    label: text('The whole story', 'グロッキングの全体像'),
    shows: text(
      'Addition mod 43 and a one-layer transformer. Within a hundred steps it has memorised its training pairs and knows nothing else. Then, with the training curve long flat, the weight norm falls and validation jumps. Local complexity around the training points falls, rises while it waits, and falls again as it groks, on all twelve seeds tried; seed 3 is the quickest of them. Pairs (a, b) and (b, a) stay on the same side of the split, so nothing leaks.',
      'mod 43 の足し算と 1 層トランスフォーマーです。100 ステップほどで訓練データを丸暗記しますが、ほかは何も分かりません。訓練曲線が平らになったずっと後、重みノルムが下がり、検証精度が跳ね上がります。訓練点まわりの局所複雑度は、下がり、待つあいだに上がり、グロッキングとともにまた下がります（試した 12 シードすべてで。シード 3 はその中で最も速いものです）。(a, b) と (b, a) は同じ側に置くので、答えは漏れません。',
    ),
    reference: 'Power et al. 2022; Nanda et al. 2023',
    set: { ...story, seed: 3 },
  }),
  preset({
    id: 'mlp-fast',
    group: 'first',
    label: text('A plain MLP', 'ふつうの MLP'),
    shows: text(
      'Two ReLU layers on addition mod 31. It groks without attention; here the weight norm rises to four times its start and stays there, so a falling norm is not what grokking is.',
      'mod 31 の足し算と ReLU 2 層。注意機構がなくてもグロッキングします。ここではノルムが初期値の約 4 倍まで上がり、そのまま高止まりします。ノルムの低下がグロッキングそのものではないと分かります。',
    ),
    reference: 'Liu et al. 2023 (Omnigrok)',
    set: {
      'task.operation': 'add',
      'task.p': 31,
      'task.trainFraction': 0.6,
      'task.split': 'pairs',
      'model.id': 'mlp',
      'model.depth': 2,
      'model.width': 128,
      'optimizer.lr': 3e-3,
      'optimizer.weightDecay': 3,
      steps: 3000,
    },
  }),
  preset({
    id: 'quadratic-31',
    group: 'first',
    label: text('Quadratic network, p = 31', '2 次ネットワーク p = 31'),
    shows: text(
      'One hidden layer that squares. Its solution can be written down: every neuron becomes a cosine wave. Small enough to grok in a blink.',
      '2 乗を活性化とする隠れ 1 層。解が式で書け、各ニューロンは余弦波になります。あっという間にグロッキングします。',
    ),
    reference: 'Gromov 2023',
    set: { ...gromov, 'task.p': 31, 'task.trainFraction': 0.5, 'model.width': 128, 'optimizer.lr': 1e-3, 'optimizer.weightDecay': 2, steps: 1000 },
  }),
  planeSums,
  preset({
    id: 'quadratic-97',
    group: 'papers',
    label: text('Quadratic network, p = 97', '2 次ネットワーク p = 97'),
    shows: text(
      'Gromov’s setting: 500 squaring neurons and a high learning rate. Memorising and generalising are only a dozen steps apart.',
      'Gromov の論文の設定で、2 乗ニューロン 500 個と大きな学習率を使います。暗記から汎化まで十数ステップしかありません。',
    ),
    reference: 'Gromov 2023; Doshi et al. 2024',
    set: { ...gromov, 'task.p': 97, 'task.trainFraction': 0.5, 'model.width': 500, 'optimizer.lr': 1e-2, 'optimizer.weightDecay': 5, steps: 200 },
  }),
  preset({
    id: 'addition-59',
    group: 'first',
    label: text('Addition mod 59', 'mod 59 の足し算'),
    shows: text(
      'Addition commutes: with (a, b) in training, the network soon knows (b, a). Validation therefore starts well above chance, then climbs slowly.',
      '足し算は可換なので、(a, b) を見れば (b, a) もすぐ分かります。そのため検証精度は偶然よりずっと高いところから始まり、ゆっくり上がります。',
    ),
    reference: 'Nanda et al. 2023',
    set: { 'task.operation': 'add', 'task.p': 59, 'task.trainFraction': 0.4, 'task.split': 'pairs', 'model.ffn': 256, steps: 5000 },
  }),
  preset({
    id: 'nanda-113',
    group: 'papers',
    label: text('Nanda’s transformer, p = 113', 'Nanda のトランスフォーマー p = 113'),
    shows: text(
      'The network whose algorithm was reverse-engineered: it adds on a circle, with sines and cosines of a few frequencies. Slow: let it run.',
      'アルゴリズムが解読されたネットワーク。数個の周波数の正弦と余弦で、円の上で足し算をします。時間がかかります。',
    ),
    reference: 'Nanda et al. 2023',
    set: {
      'task.operation': 'add',
      'task.p': 113,
      'task.trainFraction': 0.3,
      'task.split': 'pairs',
      'model.width': 128,
      'model.ffn': 512,
      'optimizer.lr': 1e-3,
      'optimizer.weightDecay': 1,
      steps: 20000,
      'probes.localComplexity.points': 32,
    },
  }),
  preset({
    id: 'power-division-97',
    group: 'papers',
    label: text('Division mod 97, as first found', '最初の発見: mod 97 の割り算'),
    shows: text(
      'The model of the paper that named grokking: two layers, LayerNorm after each block, mini-batches. Slow on a laptop without a GPU.',
      'グロッキングという名をつけた論文のモデル。2 層、各ブロック後の LayerNorm、ミニバッチ。GPU なしでは時間がかかります。',
    ),
    reference: 'Power et al. 2022',
    set: {
      'task.operation': 'divide',
      'task.p': 97,
      'task.trainFraction': 0.5,
      'task.split': 'pairs',
      'model.layers': 2,
      'model.width': 128,
      'model.ffn': 512,
      'model.layerNorm': 'post',
      'model.sequence': 'a op b =',
      'model.positions': 'sinusoidal',
      'model.bias': false,
      'model.init': 'torch',
      'optimizer.lr': 1e-3,
      'optimizer.weightDecay': 1,
      'optimizer.batchSize': 512,
      steps: 10000,
      'probes.localComplexity.points': 16,
      'probes.evaluation.perDecade': 50,
      'probes.evaluation.every': 50,
    },
  }),
  preset({
    id: 'no-decay',
    group: 'norm',
    label: text('Without weight decay', '重み減衰なし'),
    shows: text(
      'The network of «The whole story» with nothing pulling its weights down. It memorises just as fast, and then stays there: the norm never falls, validation never rises.',
      '「グロッキングの全体像」のネットワークから、重みを小さくする力だけを取り除いたもの。同じ速さで暗記し、そのまま止まります。ノルムは下がらず、検証精度も上がりません。',
    ),
    reference: 'Liu et al. 2023 (Omnigrok)',
    set: { ...story, 'optimizer.weightDecay': 0, steps: 5000 },
  }),
  preset({
    id: 'small-init',
    group: 'norm',
    label: text('Small and held: no delay', '小さく始めて固定: 遅れなし'),
    shows: text(
      'The network of «The whole story», started at a smaller scale and held at that weight norm. There is no room to memorise first: validation rises with training.',
      '「グロッキングの全体像」のネットワークを小さなスケールから始め、重みノルムを固定します。先に丸暗記する余地がなく、検証精度は訓練とともに上がります。',
    ),
    reference: 'Liu et al. 2023 (Omnigrok), §4',
    set: { ...story, 'init.scale': 0.8, 'constraint.norm': 'fixed', 'optimizer.weightDecay': 0, steps: 5000 },
  }),
  largeStart,
  luModular,
  luTeacherStudent,
  grokTeacherStudent,
  dataSize,
  digitsAlpha8,
  digitsAlpha1,
  mnistOmnigrok,
  fashionRobustnessLost,
  cnnDelayedRobustness,
  reviewsAlpha6,
  reviewsAlpha1,
  reviewsOmnigrok,
  moleculesAlpha3,
  moleculesAlpha1,
  luMolecules,
  digitsAdversarial,
  mnistAdversarial,
  powerS5,
  powerS5Transformer,
  sparseParity,
];

export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((p) => p.id === id);
}
