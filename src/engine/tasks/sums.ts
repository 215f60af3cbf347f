/** Addition of whole numbers 0 … p − 1, not modulo anything: the toy of Liu et al. 2022, §3, whose answer is a position on a line. */
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import type { TokenShape } from '../data/dataset.ts';
import { checkSplit, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

const shapeOf = (p: number): TokenShape => ({ kind: 'tokens', arity: 2, vocabulary: p, target: { kind: 'class' }, outputs: 2 * p - 1 });

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
    ...splitParameters,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  example: { p: 6 },
  shape: ({ p }) => shapeOf(p),
  sizes: (values) => splitSizes(values.p ** 2, values),
  question: (_, [a, b]) => `${a} + ${b}`,
  check: (values) => checkSplit(values.p ** 2, values, [SIZE]),
  dataset: (values, rng) => splitTable(table(values.p), values, shapeOf(values.p), rng),
});
