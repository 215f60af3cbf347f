/** Addition of whole numbers 0 … p − 1, not modulo anything: the toy of Liu et al. 2022, §3, whose answer is a position on a line. */
import type { Dataset, Examples, TokenShape } from '../data/dataset.ts';
import { choice, number } from '../parameters.ts';
import { text } from '../text.ts';
import { checkSplit, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

/** How far apart two sums lie that follow each other: all 2p − 1 of them, around 0, have a standard deviation of about 1. */
const unit = (p: number): number => Math.sqrt(6) / p;
const placeOf = (p: number, sum: number): number => (sum - (p - 1)) * unit(p);

const classes = (p: number): TokenShape => ({ kind: 'tokens', arity: 2, vocabulary: p, target: { kind: 'class' }, outputs: 2 * p - 1 });
/** Right is whatever lies nearer to the true sum than to any other. */
const places = (p: number): TokenShape => ({ ...classes(p), target: { kind: 'value', tolerance: (unit(p) / 2) ** 2 }, outputs: 1 });

function placed(p: number, dataset: Dataset): Dataset {
  const on = (examples: Examples): Examples => ({ ...examples, targets: Float32Array.from(examples.targets, (sum) => placeOf(p, sum)) });
  return { ...dataset, shape: places(p), train: on(dataset.train), val: on(dataset.val) };
}

const table = (p: number): Row[] => Array.from({ length: p * p }, (_, i) => ({ a: Math.floor(i / p), b: i % p, answer: Math.floor(i / p) + (i % p) }));

const SIZE = text('numbers', '数の個数');

export const sums = defineTask({
  id: 'sums',
  label: text('Small sums', '小さな足し算'),
  summary: text(
    'Sums of two small whole numbers, without a modulus. Numbers that are understood lie at even distances on a line.',
    '小さな整数どうしの足し算（mod なし）。理解したネットワークでは、数が直線上に等間隔に並びます。',
  ),
  reference: 'Liu et al. 2022, §3',
  parameters: {
    p: number({
      label: SIZE,
      symbol: 'p',
      help: text('Summands are 0 to p − 1.', '足す数は 0 から p − 1 まで。'),
      default: 10,
      min: 2,
      max: 100,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    answer: choice({
      label: text('answer', '答え'),
      help: text(
        'As a place on a line even a sum that was never told can be found; among classes it cannot.',
        '数直線上の位置なら、一度も教わらなかった和も求められます。クラスとしては求められません。',
      ),
      default: 'class',
      choices: [
        { value: 'class', label: text('one class for each sum', '和ごとに 1 クラス') },
        { value: 'place', label: text('a place on a line', '数直線上の位置') },
      ],
    }),
    ...splitParameters,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  example: { p: 6 },
  shape: ({ p, answer }) => (answer === 'place' ? places(p) : classes(p)),
  sizes: (values) => splitSizes(values.p ** 2, values),
  residues: () =>
    text(
      'These sums have no modulus: numbers that are understood lie on a line, and on no circle.',
      'この足し算には法がありません。理解された数は円ではなく、直線の上に並びます。',
    ),
  question: (_, [a, b]) => `${a} + ${b}`,
  // Nothing is shown as -0.0.
  value: ({ p }, value) => (Math.round(10 * (p - 1 + value / unit(p))) / 10 + 0).toFixed(1),
  right: text('nearer to the true sum than to any other', 'ほかの和より正しい和に近いもの'),
  check: (values) => checkSplit(values.p ** 2, values, [SIZE]),
  dataset(values, rng) {
    const { p, answer } = values;
    const dataset = splitTable(table(p), values, classes(p), rng);
    return answer === 'place' ? placed(p, dataset) : dataset;
  },
});
