/**
 * What a config says of a file of the reader's, in one line: what its data is called, how it is read, how large it is, and which it is. Shape and
 * sizes follow from it without the file, and a link says what is missing. «numbers~h~5~150~4~0~3~91c2…~iris.csv»: kind; whether there is a header (h
 * or n); the answer's column, from 1, 0 for a table; examples; input columns, or a table's elements; words; classes, or a value's mean and
 * spread; the first 16 digits of the file's SHA-256; its name.
 */
import type { ReadLine } from '../parameters.ts';
import { text } from '../text.ts';
import { KINDS, type Kind, type Layout } from './layout.ts';
import { MOST_CLASSES, MOST_COLUMNS, MOST_POSITIONS, MOST_ROWS, MOST_VALUE, MOST_WORDS } from './limits.ts';

export interface Descriptor extends Layout {
  readonly count: number;
  /** Numbers of an example. */
  readonly arity: number;
  /** Different words; 0 where inputs are numbers. */
  readonly words: number;
  /** Classes; 1 where the answer is a value. */
  readonly outputs: number;
  /** Of all answers that are values; 0 and 1 where they are classes. */
  readonly mean: number;
  readonly spread: number;
  /** Which file it is; «sample» for one that comes with the page. */
  readonly hash: string;
  readonly name: string;
}

export const SAMPLE = 'sample';
/** Digits of a hash. */
export const DIGITS = 16;
/** Letters of a name. */
const LONGEST = 60;
const UNNAMED = 'data.csv';

export const WHAT = text(
  'the description of a file, as the page writes it when one is opened, and the command line with --data',
  'ページでファイルを開くか、コマンドラインで --data を付けたときに書き込まれる、ファイルの説明にしてください。',
);

/** A name without what means something in a link, is not seen, or turns a line around. */
export function nameOf(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const plain = base.normalize('NFC').replaceAll(/[~%&;?=#+<>"'`|{}^[\]\p{C}\p{Zl}\p{Zp}]/gu, '_');
  const short = Array.from(plain.replaceAll(/\s+/g, ' ').trim()).slice(0, LONGEST).join('').trim();
  return short === '' ? UNNAMED : short;
}

export function writeDescriptor(of: Descriptor): string {
  const answer = of.kind === 'table' ? 0 : of.answer + 1;
  const outputs = of.value ? `v_${of.mean}_${of.spread}`.replaceAll('+', '') : String(of.outputs);
  return [of.kind, of.header ? 'h' : 'n', answer, of.count, of.arity, of.words, outputs, of.hash, of.name].join('~');
}

/** A whole number from `least` to `most`, written in its one way. */
function wholeIn(written: string, least: number, most: number): number | null {
  const value = Number(written);
  return /^\d{1,7}$/.test(written) && String(value) === written && value >= least && value <= most ? value : null;
}

const VALUE = /^v_(-?[\d.]+(?:e-?\d+)?)_([\d.]+(?:e-?\d+)?)$/;

function answersIn(written: string): Pick<Descriptor, 'value' | 'outputs' | 'mean' | 'spread'> | null {
  const [, mean, spread] = VALUE.exec(written) ?? [];
  if (mean !== undefined && spread !== undefined) {
    const numbers = { mean: Number(mean), spread: Number(spread) };
    const good = Math.abs(numbers.mean) <= MOST_VALUE && numbers.spread > 0 && numbers.spread <= 2 * MOST_VALUE;
    return good ? { value: true, outputs: 1, ...numbers } : null;
  }
  const outputs = wholeIn(written, 2, MOST_CLASSES);
  return outputs === null ? null : { value: false, outputs, mean: 0, spread: 1 };
}

/** Most input columns of a kind. */
const MOST: Readonly<Record<Kind, number>> = { numbers: MOST_COLUMNS, tokens: MOST_POSITIONS, table: 2 };

/** null where it is none, or not written as `writeDescriptor` does. Never throws. */
export function readDescriptor(written: string): Descriptor | null {
  const [kindName = '', header, answerAt = '', rows = '', columns = '', vocabulary = '', outputs = '', hash = '', name = '', ...rest] = written.split('~');
  const kind = KINDS.find((one) => one === kindName);
  if (kind === undefined || rest.length > 0) return null;
  const answers = answersIn(outputs);
  const answer = kind === 'table' ? wholeIn(answerAt, 0, 0) : wholeIn(answerAt, 1, MOST_COLUMNS);
  const count = wholeIn(rows, 2, kind === 'table' ? MOST_WORDS ** 2 : MOST_ROWS);
  const arity = wholeIn(columns, kind === 'table' ? 2 : 1, MOST[kind]);
  const words = kind === 'numbers' ? wholeIn(vocabulary, 0, 0) : wholeIn(vocabulary, 1, MOST_WORDS);
  if (answers === null || answer === null || count === null || arity === null || words === null || (answers.value && kind !== 'numbers')) return null;
  if (kind === 'table' && count > words ** 2) return null;
  const known = hash === SAMPLE || new RegExp(`^[0-9a-f]{${DIGITS}}$`).test(hash);
  const read: Descriptor = { kind, header: header === 'h', answer: Math.max(0, answer - 1), count, arity, words, ...answers, hash, name };
  return known && name === nameOf(name) && writeDescriptor(read) === written ? read : null;
}

/**
 * As a line that a field holds. `samples`: those that come with the page, the only ones that may say so. `readAs`: what a description says, null
 * where it is none.
 */
export function descriptorLine(
  written: string,
  samples: readonly string[],
  readAs: (descriptor: string) => { readonly hash: string } | null = readDescriptor,
): ReadLine {
  const line = written.trim();
  const [name = '', ...before] = line.split('~').toReversed();
  // Some programs write all of a link in capitals: of all but a name they say nothing.
  const plain = [...before.toReversed().map((part) => part.toLowerCase()), name].join('~');
  const sample = samples.find((one) => one.toLowerCase() === plain.toLowerCase());
  if (sample !== undefined) return { ok: true, value: sample };
  const read = readAs(plain);
  return read !== null && read.hash !== SAMPLE ? { ok: true, value: plain } : { ok: false, expected: WHAT };
}
