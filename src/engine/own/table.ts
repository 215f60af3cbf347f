/** Examples out of a sheet, and what the ways to read one share: cells that cannot be read are remembered, and words have numbers. */
import { text, type Text } from '../text.ts';
import { lexiconOf, numberIn, type Lexicon } from './cells.ts';
import { excerpt, whole, type Fault } from './fault.ts';
import { MOST_CLASSES, MOST_LETTERS, MOST_VALUE, MOST_WORDS } from './limits.ts';
import type { Sheet } from './sheet.ts';

export interface Table {
  /** Examples. */
  readonly count: number;
  /** Numbers of an example: input columns, or the two elements of an operation. */
  readonly arity: number;
  /** (count, arity): numbers as they stand in the file, or the numbers of words. */
  readonly inputs: Float64Array;
  /** (count): the answer's value, or its class. */
  readonly targets: Float64Array;
  /** What the words' numbers stand for; empty where inputs are numbers. */
  readonly words: readonly string[];
  /** What the classes are called; empty where answers are values. */
  readonly classes: readonly string[];
  /** What the input columns are called; empty where the file does not say, or is the table of an operation. */
  readonly columns: readonly string[];
}

export type ReadTable = { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly faults: readonly Fault[] };

/** A cell by row and column, from 0, and what is wrong with it. */
export type Wrong = readonly [row: number, column: number, what: Text];

export const fail = (...faults: Fault[]): ReadTable => ({ ok: false, faults });

/** What stands in a cell, from 0, without spaces around it. */
export const textAt = ({ rows }: Sheet, row: number, column: number): string => (rows[row]?.[column] ?? '').trim();

const quoted = (cell: string): Text => text(`«${excerpt(cell.trim())}»`, `「${excerpt(cell.trim())}」`);

function noNumber(cell: string): Text {
  if (cell.trim() === '') return text('the cell is empty, and numbers are read here.', 'セルが空です。ここには数値が必要です。');
  const it = quoted(cell);
  return text(`${it.en} is no number.`, `${it.ja}は数値ではありません。`);
}
const LARGE = text(`the number is larger than ${MOST_VALUE}.`, `数値が ${MOST_VALUE} を超えています。`);
const EMPTY = text('the cell is empty. Write a word for «nothing», such as –.', 'セルが空です。「なし」を表す語（– など）を書いてください。');
export const LONG = text(`the word has more than ${MOST_LETTERS} letters.`, `語が ${MOST_LETTERS} 文字を超えています。`);
export const MANY_WORDS = text(
  `up to here there are more than ${MOST_WORDS} different words in the inputs. Leave out columns that number or name the rows, or read them as numbers.`,
  `入力の語の種類がここで ${MOST_WORDS} を超えます。行の番号や名前の列を除くか、数値として読んでください。`,
);
export const MANY_CLASSES = text(
  `up to here there are more than ${MOST_CLASSES} different answers. Choose another column, or read the answer as a value.`,
  `答えの種類がここで ${MOST_CLASSES} を超えます。別の列を選ぶか、答えを値として読んでください。`,
);
export const FEW_ROWS = text(
  'There are fewer than two rows: one to learn from and one to ask.',
  '行が足りません。学ぶ行と尋ねる行で、少なくとも 2 行が必要です。',
);

/** Cells that are remembered as wrong; the others are counted. */
const REMEMBERED = 1000;

/** Reads every cell, and remembers those that cannot be read. */
export class Reader {
  readonly wrong: Wrong[] = [];
  count = 0;
  readonly #sheet: Sheet;
  readonly #comma: boolean;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#comma = sheet.delimiter !== ',';
  }

  number(row: number, column: number): number {
    const cell = textAt(this.#sheet, row, column);
    const number = numberIn(cell, this.#comma);
    if (number === null) this.#refuse(row, column, noNumber(cell));
    else if (Math.abs(number) > MOST_VALUE) this.#refuse(row, column, LARGE);
    return number ?? 0;
  }

  word(row: number, column: number): string {
    const word = textAt(this.#sheet, row, column);
    if (word === '') this.#refuse(row, column, EMPTY);
    if (word.length > MOST_LETTERS) this.#refuse(row, column, LONG);
    return word;
  }

  #refuse(...wrong: Wrong): void {
    this.count++;
    if (this.wrong.length < REMEMBERED) this.wrong.push(wrong);
  }
}

/** The words of some cells, or the cell with which there are too many. */
export function wordsOf(cells: Iterable<readonly [row: number, column: number, word: string]>, most: number): Lexicon | readonly [row: number, column: number] {
  const seen = new Set<string>();
  for (const [row, column, word] of cells) {
    seen.add(word);
    if (seen.size > most) return [row, column];
  }
  return lexiconOf(seen);
}

export const isLexicon = (found: Lexicon | readonly [number, number]): found is Lexicon => 'words' in found;

/** Every row has the same answer. */
export const same = (column: string): Fault =>
  whole(text(`Every row has the same answer${column}: there is nothing to tell apart.`, `どの行も答え${column}が同じで、見分けるものがありません。`));
