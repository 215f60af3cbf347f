/** Parameters and seeded split that every task over a finite table of pairs shares. */
import type { Dataset, Examples, TokenShape } from '../data/dataset.ts';
import { choice, number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Rng } from '../rng.ts';
import { text, type Text } from '../text.ts';
import type { Sizes } from './task.ts';

export const splitParameters = {
  trainFraction: number({
    label: text('train fraction', '訓練データの割合'),
    help: text(
      'Share of the table the network is shown. Less data: grokking comes later, or never.',
      '表のうちネットワークに見せる割合。少ないほどグロッキングは遅れ、足りなければ起こりません。',
    ),
    default: 0.75,
    min: 0.01,
    max: 0.99,
    scale: 'linear',
    step: 0.01,
  }),
  split: choice({
    label: text('split', '分け方'),
    help: text(
      'Keeping (a, b) and (b, a) together stops a commutative operation from leaking its answers into validation.',
      '(a, b) と (b, a) を同じ側に置くと、可換な演算の答えが検証データに漏れません。',
    ),
    default: 'unordered',
    choices: [
      { value: 'pairs', label: text('each pair on its own', '組ごと') },
      { value: 'unordered', label: text('(a,b) with (b,a)', '(a,b) と (b,a) を一緒に') },
    ],
    advanced: true,
  }),
  labelNoise: number({
    label: text('label noise', 'ラベルノイズ'),
    help: text(
      'Share of training answers replaced by random ones. They can only be memorised.',
      '訓練データの答えのうち、でたらめに置き換える割合。これらは丸暗記するしかありません。',
    ),
    default: 0,
    min: 0,
    max: 1,
    scale: 'linear',
    step: 0.01,
    advanced: true,
  }),
};

export interface SplitValues {
  readonly trainFraction: number;
  readonly split: string;
  readonly labelNoise: number;
}

/** Pairs of tokens whose answer is a token of the same vocabulary. */
export function pairShape(vocabulary: number): TokenShape {
  return { kind: 'tokens', arity: 2, vocabulary, target: { kind: 'class' }, outputs: vocabulary };
}

/** One row of a table: its tokens and its answer. */
export interface Row {
  readonly a: number;
  readonly b: number;
  readonly answer: number;
}

/** How many of `rows` rows train (Power et al.: the first round(fraction · N) of a shuffle). */
function trainSize(rows: number, fraction: number): number {
  return Math.round(rows * fraction);
}

/** How many of `rows` rows train and validate. */
export function splitSizes(rows: number, { trainFraction }: Pick<SplitValues, 'trainFraction'>): Sizes {
  const train = trainSize(rows, trainFraction);
  return { train, val: rows - train };
}

/**
 * Both sides of the split need at least one row; an unordered split may take one row more than asked.
 * @param makers what the fields are called that decide how large the table is
 */
export function checkSplit(rows: number, values: SplitValues, makers: readonly Text[]): Problem[] {
  const size = trainSize(rows, values.trainFraction);
  const most = values.split === 'unordered' ? rows - 2 : rows - 1;
  if (size >= 1 && size <= most) return [];
  const others = [...makers, splitParameters.split.label];
  const expected = text(
    `large and small enough to leave rows on both sides of a table of ${rows}; or change ${others.map(({ en }) => en).join(' or ')}`,
    `表 ${rows} 行を訓練と検証の両方に分けられる値にするか、${others.map(({ ja }) => ja).join('か')}を変えてください。`,
  );
  return [{ field: 'trainFraction', value: values.trainFraction, expected }];
}

function examples(rows: readonly Row[]): Examples {
  return {
    count: rows.length,
    inputs: Int32Array.from(rows.flatMap((row) => [row.a, row.b])),
    targets: Int32Array.from(rows, (row) => row.answer),
  };
}

/**
 * Shuffles the table and cuts it. With 'unordered', pairs {(a,b), (b,a)} are shuffled as units and the cut falls on the unit
 * border at or above round(fraction · N). Label noise replaces the answers of the first k training rows by uniform ones.
 */
export function splitTable(rows: readonly Row[], values: SplitValues, shape: TokenShape, rng: Rng): Dataset {
  const size = trainSize(rows.length, values.trainFraction);
  const units = values.split === 'unordered' ? unordered(rows) : rows.map((row) => [row]);
  const train: Row[] = [];
  const val: Row[] = [];
  for (const unit of rng.split('order').permutation(units.length)) {
    (train.length < size ? train : val).push(...(units[unit] ?? []));
  }
  const noise = rng.split('noise');
  const noisy = Math.round(train.length * values.labelNoise);
  const seen = train.map((row, i) => (i < noisy ? { ...row, answer: noise.integer(shape.outputs) } : row));
  return { shape, train: examples(seen), val: examples(val) };
}

function unordered(rows: readonly Row[]): Row[][] {
  const units = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.a < row.b ? `${row.a},${row.b}` : `${row.b},${row.a}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [row]);
    else unit.push(row);
  }
  return [...units.values()];
}
