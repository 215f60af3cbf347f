/** Sparse parity (Barak et al. 2022, §2; Merrill et al. 2023): of n bits ±1 the product of the first k, which the network has to find among them. */
import type { Examples, VectorShape } from '../data/dataset.ts';
import { number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Rng } from '../rng.ts';
import { text } from '../text.ts';
import { defineTask } from './task.ts';

const shapeOf = (bits: number): VectorShape => ({ kind: 'vectors', dimension: bits, image: null, domain: [-1, 1], target: { kind: 'class' }, outputs: 2 });

/** Signs that are written out. */
const SHOWN = 40;

/** So many different rows of bits, drawn at random: as many as asked for, of which there are enough. */
function rowsOf(count: number, bits: number, rng: Rng): number[][] {
  const rows = new Map<string, number[]>();
  while (rows.size < count) {
    const row = Array.from({ length: bits }, () => (rng.integer(2) === 0 ? 1 : -1));
    rows.set(row.join(), row);
  }
  return [...rows.values()];
}

/** Class 0 for a product of 1, class 1 for −1. */
const parity = (row: readonly number[], relevant: number): number => row.slice(0, relevant).filter((bit) => bit < 0).length % 2;

const examples = (rows: readonly number[][], relevant: number): Examples => ({
  count: rows.length,
  inputs: Float32Array.from(rows.flat()),
  targets: Int32Array.from(rows, (row) => parity(row, relevant)),
});

function check({ bits, relevant, trainSize, valSize }: Readonly<Record<'bits' | 'relevant' | 'trainSize' | 'valSize', number>>): Problem[] {
  const problems: Problem[] = [];
  if (relevant > bits) {
    problems.push({ field: 'relevant', value: relevant, expected: text(`at most the ${bits} bits that there are`, `ビット数 ${bits} 以下にしてください。`) });
  }
  const all = 2 ** bits;
  if (trainSize + valSize > all) {
    const expected = text(
      `more, or the numbers of training examples and validation examples smaller: ${bits} bits make ${all} inputs, and ${trainSize + valSize} are asked for`,
      `増やすか、訓練データの数か検証データの数を減らしてください。${bits} ビットの入力は ${all} 通りで、${trainSize + valSize} 個には足りません。`,
    );
    problems.push({ field: 'bits', value: bits, expected });
  }
  return problems;
}

export const sparseParity = defineTask({
  id: 'sparse-parity',
  label: text('Sparse parity', '疎なパリティ'),
  summary: text(
    'Bits ±1, of which only the first few count: the answer is their product. The network is not told which they are.',
    '±1 のビット列のうち、最初の数個の積が答えです。どのビットが効くかはネットワークに知らされません。',
  ),
  reference: 'Barak et al. 2022; Merrill et al. 2023',
  parameters: {
    bits: number({
      label: text('bits', 'ビット数'),
      symbol: 'n',
      help: text('More bits that do not count: more to memorise by, and a longer wait.', '効かないビットが多いほど暗記の手がかりが増え、待ち時間が延びます。'),
      default: 30,
      min: 4,
      max: 100,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    relevant: number({
      label: text('bits that count', '効くビットの数'),
      symbol: 'k',
      help: text('Each more makes the rule far harder to find.', '1 つ増えるだけで、規則を見つけるのはずっと難しくなります。'),
      default: 3,
      min: 1,
      max: 8,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    trainSize: number({
      label: text('training examples', '訓練データの数'),
      symbol: 'N',
      help: text(
        'Examples that the network is shown. Fewer: grokking comes later, or never.',
        'ネットワークに見せる例の数。少ないほどグロッキングは遅れ、足りなければ起こりません。',
      ),
      default: 1000,
      min: 2,
      max: 20_000,
      scale: 'log',
      integer: true,
    }),
    valSize: number({
      label: text('validation examples', '検証データの数'),
      help: text('Other examples, none of which trains.', '訓練には使わない別の例の数。'),
      default: 1000,
      min: 2,
      max: 20_000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
  },
  trainAmount: 'trainSize',
  example: { bits: 9, trainSize: 20, valSize: 20 },
  shape: ({ bits }) => shapeOf(bits),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  // Those that count stand apart.
  question: ({ bits, relevant }, row) => {
    const signs = (from: number, to?: number): string =>
      row
        .slice(from, to)
        .map((bit) => (bit < 0 ? '−' : '+'))
        .join('');
    return `${signs(0, relevant)} ${signs(relevant, SHOWN)}${bits > SHOWN ? '…' : ''}`.trim();
  },
  answer: (label) => (label === 0 ? '+' : '−'),
  check,
  dataset: ({ bits, relevant, trainSize, valSize }, rng) => {
    const rows = rowsOf(trainSize + valSize, bits, rng.split('bits'));
    return { shape: shapeOf(bits), train: examples(rows.slice(0, trainSize), relevant), val: examples(rows.slice(trainSize), relevant) };
  },
});
