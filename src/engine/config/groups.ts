/** Fields whose parameters are always the same, whatever entries are chosen. */
import { adversarialParameters } from '../adversarial/parameters.ts';
import { choice, number, type NumberParameter, type Parameters } from '../parameters.ts';
import { text, type Text } from '../text.ts';

const threshold = (label: Text, help: Text): NumberParameter =>
  number({ label, help, default: 0.99, min: 0.01, max: 1, scale: 'linear', step: 0.01, advanced: true });

/** Sections whose parameters are always the same. The empty name holds the fields at the top level. */
export const GROUPS = {
  init: {
    scale: number({
      label: text('init scale', '初期化スケール'),
      symbol: '\\alpha',
      help: text(
        'Multiplies every initial weight. An MLP memorises from any start, and then waits the longer the larger it was. A transformer cannot even memorise before a start above 2 has shrunk.',
        '初期の重みすべてに掛ける倍率。MLP はどこから始めてもすぐ暗記し、大きく始めるほど長く待ちます。トランスフォーマーは、2 を超えると重みが縮むまで暗記もできません。',
      ),
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
    }),
  },
  constraint: {
    norm: choice({
      label: text('weight norm', '重みノルム'),
      help: text('Held: after each step all weights are rescaled to the initial norm.', '固定すると、毎ステップ後に重み全体を初期のノルムに戻します。'),
      default: 'free',
      choices: [
        { value: 'free', label: text('free', '自由') },
        { value: 'fixed', label: text('held at its start', '初期値に固定') },
      ],
    }),
  },
  milestones: {
    memorised: threshold(text('memorised at', '暗記とみなす精度'), text('Train accuracy that counts as memorised.', '暗記したとみなす訓練精度。')),
    grokked: threshold(text('grokked at', '汎化とみなす精度'), text('Validation accuracy that counts as grokked.', 'グロッキングしたとみなす検証精度。')),
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
