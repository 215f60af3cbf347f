/** What can be chosen about the transformer. */
import { ACTIVATIONS, activations } from '../../ops/activations.ts';
import { choice, flag, number, type Values } from '../../parameters.ts';
import { text } from '../../text.ts';
import { dropout } from '../dropout.ts';

export const hyperparameters = {
  layers: number({
    label: text('layers', '層の数'),
    help: text('One layer is enough to grok and the fastest.', '1 層でグロッキングは起こり、最も速く動きます。'),
    default: 1,
    min: 1,
    max: 8,
    scale: 'linear',
    integer: true,
    step: 1,
  }),
  width: number({
    label: text('width', '幅'),
    symbol: 'd',
    help: text('Numbers per position. Narrower is faster, but may never grok.', '1 位置あたりの数。狭いほど速い反面、グロッキングしないことがあります。'),
    default: 64,
    min: 2,
    max: 512,
    scale: 'log',
    integer: true,
    stops: [8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512],
  }),
  heads: number({
    label: text('heads', 'ヘッド数'),
    help: text('Attention heads; they divide the width among themselves.', '注意ヘッドの数。幅を等分します。'),
    default: 4,
    min: 1,
    max: 16,
    scale: 'log',
    integer: true,
    stops: [1, 2, 4, 8, 16],
  }),
  ffn: number({
    label: text('FFN width', 'FFN の幅'),
    help: text(
      'Neurons of each layer’s MLP; these are the neurons local complexity counts.',
      '各層の MLP のニューロン数。局所複雑度が数えるのはこのニューロンです。',
    ),
    default: 128,
    min: 1,
    max: 2048,
    scale: 'log',
    integer: true,
    stops: [16, 32, 64, 96, 128, 256, 384, 512, 1024, 2048],
  }),
  activation: choice({
    label: text('activation', '活性化関数'),
    help: text('Of the MLP.', 'MLP の活性化関数。'),
    default: 'relu',
    choices: ACTIVATIONS.filter((id) => id !== 'linear').map((value) => ({ value, label: activations[value].label })),
    advanced: true,
  }),
  layerNorm: choice({
    label: text('LayerNorm', 'LayerNorm'),
    help: text(
      'Without it, the weight norm tells the whole story; the paper’s model of Power et al. has it after each block.',
      'なしなら重みノルムだけで説明できます。Power らのモデルはブロックの後に置きます。',
    ),
    default: 'none',
    choices: [
      { value: 'none', label: text('none', 'なし') },
      { value: 'pre', label: text('before each block', '前（pre）') },
      { value: 'post', label: text('after each block', '後（post）') },
    ],
    advanced: true,
  }),
  norm: choice({
    label: text('normalisation', '正規化'),
    help: text(
      'What LayerNorm does where there is one: RMSNorm leaves the mean where it is and has no bias (Zhang & Sennrich 2019).',
      'LayerNorm を置く場合の計算方法。RMSNorm は平均を引かず、バイアスもありません（Zhang & Sennrich 2019）。',
    ),
    default: 'layer',
    choices: [
      { value: 'layer', label: text('mean and spread', '平均と分散') },
      { value: 'rms', label: text('RMSNorm', 'RMSNorm') },
    ],
    advanced: true,
  }),
  sequence: choice({
    label: text('sequence', '系列'),
    help: text('The tokens the network reads.', 'ネットワークが読むトークン列。'),
    default: 'a b =',
    choices: [
      { value: 'a b =', label: text('a b =', 'a b =') },
      { value: 'a op b =', label: text('a ∘ b =', 'a ∘ b =') },
    ],
    advanced: true,
  }),
  positions: choice({
    label: text('positions', '位置'),
    help: text(
      'Learned vectors, fixed sines and cosines, or queries and keys that are turned by their position (Su et al. 2021).',
      '学習するベクトルか、固定の正弦波か、クエリとキーを位置に応じて回転させる方式か（Su et al. 2021）。',
    ),
    default: 'learned',
    choices: [
      { value: 'learned', label: text('learned', '学習') },
      { value: 'sinusoidal', label: text('sinusoidal', '正弦波') },
      { value: 'rotary', label: text('rotary', '回転') },
    ],
    advanced: true,
  }),
  bias: flag({
    label: text('FFN biases', 'FFN のバイアス'),
    help: text('Add a learned offset in the MLP.', 'MLP に学習可能な定数項を加えます。'),
    default: true,
    advanced: true,
  }),
  init: choice({
    label: text('initialisation', '初期化'),
    help: text('Before the init scale α multiplies it.', '初期化スケール α を掛ける前の値。'),
    default: 'nanda',
    choices: [
      {
        value: 'nanda',
        label: text('N(0, 1/d)', 'N(0, 1/d)'),
        help: text('Nanda et al. 2023; unembedding N(0, 1/vocabulary)', 'Nanda et al. 2023。出力は N(0, 1/語彙数)'),
      },
      { value: 'torch', label: text('PyTorch default', 'PyTorch の既定値') },
    ],
    advanced: true,
  }),
  dropout: dropout(
    text(
      'Share of what each block adds to the residual stream that is set to 0 at random in each training step, and in no evaluation (Vaswani et al. 2017, §5.4). With several layers positions share nothing then, and steps take longer.',
      '訓練の毎ステップで、各ブロックが残差ストリームに足す値のうち無作為に 0 にする割合（Vaswani et al. 2017, §5.4）。評価では 0 にしません。2 層以上では計算を使い回せず、ステップが重くなります。',
    ),
  ),
} as const;

export type Hyperparameters = Values<typeof hyperparameters>;
