/** The reader's own data: a file of numbers, of words, or with the table of an operation. What the config holds is its description; the file stays where it is. */
import type { Dataset, DatasetShape, Examples } from '../data/dataset.ts';
import type { Names } from '../data/names.ts';
import { descriptorLine, readDescriptor, SAMPLE, WHAT, type Descriptor } from '../own/descriptor.ts';
import { sampleFile, SAMPLES } from '../own/samples.ts';
import { spreadOf, type Spread } from '../own/spread.ts';
import { describe, sheetOf, tableOf } from '../own/survey.ts';
import type { Table } from '../own/table.ts';
import { line } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { Spoken } from '../spoken.ts';
import { text, type Text } from '../text.ts';
import { checkSplit, splitParameters, splitSizes, type SplitValues } from './split.ts';
import { defineTask, type Files, type OwnFile } from './task.ts';

/** An answer that is a value counts as right within this share of the answers' standard deviation. */
const RIGHT = 1 / 4;
/** Standard deviations that an input may lie from the mean: one outlier is not to swallow a network. */
const FARTHEST = 100;
/** Figures of a number that is shown, and numbers of a row. */
const FIGURES = 5;
const SHOWN = 8;

interface Values extends SplitValues {
  readonly file: string;
}

const SUGGESTIONS = SAMPLES.map(({ descriptor }) => descriptor);

/** Of a valid config; a field that is still being mended is taken for the first sample. */
function descriptorOf({ file }: Pick<Values, 'file'>): Descriptor {
  const read = descriptorLine(file, SUGGESTIONS);
  return readDescriptor(read.ok ? read.value : SAMPLES[0].descriptor) as Descriptor;
}

const fileOf = ({ hash }: Descriptor): OwnFile => `own:${hash}`;

function shapeOf(values: Pick<Values, 'file'>): DatasetShape {
  const { kind, arity, words, value, outputs } = descriptorOf(values);
  const target = value ? ({ kind: 'value', tolerance: RIGHT ** 2, score: 'r2' } as const) : ({ kind: 'class' } as const);
  if (kind === 'numbers') return { kind: 'vectors', dimension: arity, image: null, domain: null, target, outputs };
  return { kind: 'tokens', arity, vocabulary: words, target, outputs };
}

const called = ({ name, count }: Descriptor): Text => text(`${name} (${count.toLocaleString('en')} rows)`, `${name}（${count.toLocaleString('ja')} 行）`);

function bytesOf(file: string, files: Files | undefined): Uint8Array {
  const descriptor = descriptorOf({ file });
  const sample = sampleFile(file);
  if (sample !== null) return new TextEncoder().encode(sample);
  const bytes = files?.[fileOf(descriptor)];
  if (bytes !== undefined) return bytes;
  const { en, ja } = called(descriptor);
  throw new Spoken(text(`the file ${en} is not here`, `ファイル ${ja} がここにありません`));
}

const tables = new WeakMap<Uint8Array, { readonly file: string; readonly table: Table }>();

/** The examples of a file, read once. @throws Spoken when it is missing, or is not as it is described */
function tableIn({ file }: Pick<Values, 'file'>, files: Files | undefined): Table {
  const bytes = bytesOf(file, files);
  const known = tables.get(bytes);
  if (known?.file === file) return known.table;
  const descriptor = descriptorOf({ file });
  const sheet = sheetOf(bytes);
  const made = sheet.ok ? tableOf(sheet.sheet, descriptor) : sheet;
  const found = made.ok && 'table' in made ? describe(made.table, descriptor, descriptor) : null;
  const same = found !== null && (['count', 'arity', 'words', 'outputs'] as const).every((what) => found[what] === descriptor[what]);
  if (!made.ok || !('table' in made) || !same) {
    throw new Spoken(
      text(
        `the file ${descriptor.name} is not what its description says: open it anew`,
        `ファイル ${descriptor.name} は説明と一致しません。開き直してください`,
      ),
    );
  }
  tables.set(bytes, { file, table: made.table });
  return made.table;
}

/** Rows that train and rows that validate. Of pairs, with 'unordered', those of (a, b) and (b, a) stay on one side, and the last of them validates. */
function sidesOf({ count, arity, inputs }: Table, pairs: boolean, values: Values, rng: Rng): { readonly train: number[]; readonly val: number[] } {
  const size = splitSizes(count, values).train;
  const units = new Map<string, number[]>();
  for (let row = 0; row < count; row++) {
    const [a, b] = [inputs[row * arity] as number, inputs[row * arity + 1] as number];
    const key = pairs && values.split === 'unordered' ? `${Math.min(a, b)},${Math.max(a, b)}` : String(row);
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [row]);
    else unit.push(row);
  }
  const all = [...units.values()];
  const [train, val]: [number[], number[]] = [[], []];
  const order = rng.split('order').permutation(all.length);
  order.forEach((unit, i) => {
    const side = train.length < size && (i < order.length - 1 || i === 0) ? train : val;
    for (const row of all[unit] as number[]) side.push(row);
  });
  return { train, val };
}

/** How inputs are measured: less the mean, in standard deviations, of the rows that train; of all rows where those are all the same. */
function scalesOf({ count, arity, inputs }: Table, rows: readonly number[]): Spread[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: arity }, (_, column) => {
    const { mean, spread } = spreadOf(inputs, rows, arity, column);
    return { mean, spread: spread > 0 ? spread : spreadOf(inputs, all, arity, column).spread };
  });
}

function measured(x: number, { mean, spread }: Spread): number {
  return spread === 0 ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, (x - mean) / spread));
}

function examplesOf(table: Table, descriptor: Descriptor, rows: readonly number[], scales: readonly Spread[]): Examples {
  const { arity, inputs, targets } = table;
  const isNumbers = descriptor.kind === 'numbers';
  const into = isNumbers ? new Float32Array(rows.length * arity) : new Int32Array(rows.length * arity);
  rows.forEach((row, i) => {
    for (let j = 0; j < arity; j++) {
      const x = inputs[row * arity + j] as number;
      into[i * arity + j] = isNumbers ? measured(x, scales[j] as Spread) : x;
    }
  });
  const answers = descriptor.value
    ? Float32Array.from(rows, (row) => ((targets[row] as number) - descriptor.mean) / descriptor.spread)
    : Int32Array.from(rows, (row) => targets[row] as number);
  return { count: rows.length, inputs: into, targets: answers };
}

/** The first of them answer at random: a class of any, or a value of another row. */
function noisy(examples: Examples, { outputs, target }: DatasetShape, share: number, rng: Rng): Examples {
  const { count, targets } = examples;
  const random = targets.slice();
  for (let i = 0; i < Math.round(count * share); i++) random[i] = target.kind === 'class' ? rng.integer(outputs) : (targets[rng.integer(count)] as number);
  return { ...examples, targets: random };
}

function datasetOf(values: Values, rng: Rng, files: Files | undefined): Dataset {
  const descriptor = descriptorOf(values);
  const table = tableIn(values, files);
  const shape = shapeOf(values);
  const { train, val } = sidesOf(table, shape.kind === 'tokens' && table.arity === 2, values, rng);
  const scales = descriptor.kind === 'numbers' ? scalesOf(table, train) : [];
  const { words, classes, columns } = table;
  const names: Names = { words, classes, columns: scales.map((scale, i) => ({ name: columns[i] ?? '', ...scale })) };
  return {
    shape,
    train: noisy(examplesOf(table, descriptor, train, scales), shape, values.labelNoise, rng.split('noise')),
    val: examplesOf(table, descriptor, val, scales),
    names,
  };
}

const written = (x: number): string => String(Number(x.toPrecision(FIGURES)));

/** As in the file: the words of a row, or its numbers, with what they are called. */
function questionOf(values: Pick<Values, 'file'>, input: readonly number[], names: Names | undefined): string {
  const { kind } = descriptorOf(values);
  const parts = input.map((x, i) => {
    if (kind !== 'numbers') return names?.words[x] ?? String(x);
    const column = names?.columns[i];
    if (column === undefined) return written(x);
    const number = written(column.mean + column.spread * x);
    return column.name === '' ? number : `${column.name} ${number}`;
  });
  if (kind === 'table') return parts.join(' ∘ ');
  return parts.length > SHOWN ? `${parts.slice(0, SHOWN).join(', ')}, …` : parts.join(', ');
}

const FILE = text('file', 'ファイル');
/** Only pairs have mirrors. */
const SPLIT = { ...splitParameters.split, appliesTo: (shape: DatasetShape): boolean => shape.kind === 'tokens' && shape.arity === 2 };

export const own = defineTask({
  id: 'own',
  label: text('Your own data', '自分のデータ'),
  summary: text(
    'A file of yours, as CSV: rows of numbers or of words with an answer in one column, or the table of an operation. It stays on this machine.',
    '手元の CSV ファイルを使います。数値や語の行（1 列が答え）か、演算の表です。ファイルはこのマシンの外に出ません。',
  ),
  parameters: {
    file: line({
      label: FILE,
      help: text(
        'Numbers are measured from the mean of the training rows, in their standard deviations; so are answers that are values, by all rows. A word is the same word in every column.',
        '数値は、訓練に使う行の平均と標準偏差で標準化します（値の答えは全行で標準化）。同じ語は、どの列でも同じ語として扱います。',
      ),
      default: SUGGESTIONS[0] as string,
      expected: WHAT,
      parse: (typed) => descriptorLine(typed, SUGGESTIONS),
      suggestions: SUGGESTIONS,
      file: true,
    }),
    ...splitParameters,
    split: SPLIT,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  // The same row may stand in a file several times.
  repeats: true,
  example: { file: SUGGESTIONS[1] as string },
  files: (values) => (descriptorOf(values).hash === SAMPLE ? [] : [fileOf(descriptorOf(values))]),
  called: (values) => called(descriptorOf(values)),
  shape: shapeOf,
  sizes: (values) => splitSizes(descriptorOf(values).count, values),
  check: (values) => checkSplit(descriptorOf(values).count, values, [FILE]),
  question: questionOf,
  answer: (label, names) => names?.classes[label] ?? String(label),
  value: (values, value) => {
    const { mean, spread } = descriptorOf(values);
    return written(mean + spread * value);
  },
  measure: (values) => {
    const { mean, spread } = descriptorOf(values);
    return { unit: '', shift: mean, scale: spread };
  },
  right: text('within a quarter of the answers’ standard deviation', '誤差が答えの標準偏差の 1/4 以内'),
  dataset: datasetOf,
});
