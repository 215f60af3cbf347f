/** Fields whose parameters are always the same, whatever entries are chosen. */
import { adversarialParameters } from '../adversarial/parameters.ts';
import { choice, line, number, type NumberParameter, type Parameters } from '../parameters.ts';
import { text, type Text } from '../text.ts';
import { WHAT, weightsLine } from '../weights/descriptor.ts';

const threshold = (label: Text, help: Text): NumberParameter =>
  number({ label, help, default: 0.99, min: 0.01, max: 1, scale: 'linear', step: 0.01, advanced: true });

/** Sections whose parameters are always the same. The empty name holds the fields at the top level. */
export const GROUPS = {
  init: {
    scale: number({
      label: text('init scale', '初期化スケール'),
      symbol: '\\alpha',
      help: text(
        'Multiplies every initial weight. What a larger start does depends on the network: it may wait longer before it understands, or have to shrink first.',
        '初期の重みすべてに掛ける倍率。大きく始めたときの効果はネットワークによります。理解するまで長く待つことも、まず重みが縮まなければならないこともあります。',
      ),
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
    }),
    weights: line({
      label: text('weights from a file', 'ファイルの重み'),
      help: text(
        'A network of yours to start from instead of random weights, as .npz or .safetensors with the names and shapes of this one. α multiplies it as it does any start; opening a file sets it to 1.',
        '乱数の代わりに使う、手元のネットワークの重みです（名前と形状がこのネットワークと同じ .npz か .safetensors）。α はこの重みにも掛かり、ファイルを開くと 1 になります。',
      ),
      default: '',
      expected: WHAT,
      parse: weightsLine,
      suggestions: [''],
      file: 'weights',
      advanced: true,
    }),
  },
  constraint: {
    norm: choice({
      label: text('weight norm', '重みノルム'),
      help: text('Held: after each step all weights are rescaled to the norm they began with.', '固定すると、毎ステップ後に重み全体を初期のノルムに戻します。'),
      default: 'free',
      choices: [
        { value: 'free', label: text('free', '自由') },
        { value: 'fixed', label: text('held at its start', '初期値に固定') },
      ],
    }),
  },
  milestones: {
    memorised: threshold(
      text('accuracy that counts as memorised', '暗記とみなす精度'),
      text(
        'Of training. Where validation is below half of its own threshold by then, the network has memorised.',
        '訓練精度がここに達したとき、検証精度がその基準の半分より低ければ、暗記とみなします。',
      ),
    ),
    grokked: threshold(
      text('accuracy that counts as grokked', 'グロッキングとみなす精度'),
      text(
        'Of validation. Reached at least 1.5 times as late as memorising, it is grokking.',
        '検証精度がここに、暗記の 1.5 倍以上のステップをかけて達したとき、グロッキングとみなします。',
      ),
    ),
  },
  adversarial: adversarialParameters,
  '': {
    seed: number({
      label: text('seed', '乱数シード'),
      help: text(
        'Same seed, same curve. It decides the split, the initial weights and the batches.',
        '同じシードなら同じ曲線。分割・初期値・バッチを決めます。',
      ),
      default: 17,
      min: 0,
      max: 2147483647,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    steps: number({
      label: text('steps', 'ステップ数'),
      help: text('Updates until the run ends.', '終了までの更新回数。'),
      default: 5000,
      min: 1,
      max: 1000000,
      scale: 'log',
      integer: true,
    }),
  },
} as const satisfies Record<string, Parameters>;
