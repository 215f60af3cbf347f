/** How a sheet is read: which of its cells are inputs, which the answer, and whether they are numbers or words. What a reader does not say is found out. */
import { text } from '../text.ts';
import { numberIn } from './cells.ts';
import { whole, type Fault } from './fault.ts';
import { MOST_CLASSES } from './limits.ts';
import type { Sheet } from './sheet.ts';

/** Rows of numbers, rows of words, or the table of an operation: cell (a, b) is the answer to a and b. */
export const KINDS = ['numbers', 'tokens', 'table'] as const;
export type Kind = (typeof KINDS)[number];

export interface Layout {
  readonly kind: Kind;
  /** Whether the first line names the columns; of a table, whether first line and first column name its elements. */
  readonly header: boolean;
  /** The column with the answer, from 0; 0 for a table, which has none. */
  readonly answer: number;
  /** Whether the answer is a real value and no class. */
  readonly value: boolean;
}

/** What a reader says of it; the rest is found out. `answer` as in Layout, or what the column is called. */
export interface Choices {
  readonly kind?: Kind;
  readonly header?: boolean;
  readonly answer?: number | string;
  readonly value?: boolean;
}

export type FoundLayout = { readonly ok: true; readonly layout: Layout } | { readonly ok: false; readonly fault: Fault };

/** Share of a column's cells that have to be numbers for it to be one of numbers: what is missing or misspelt in it is then told. */
const MOSTLY = 0.8;
/** Whole numbers are words where inputs share them and they are as few as this, in as few columns, and more than two. */
const FEW = 200;
const SHORT = 8;
/** Whole numbers are classes where they are as few as this, and so many rows have each. */
const FEW_CLASSES = 20;
const ROWS_EACH = 5;

interface Column {
  readonly numbers: boolean;
  readonly whole: boolean;
  /** Different cells, up to one more than there may be classes. */
  readonly distinct: ReadonlySet<string>;
}

const wordsIn = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim());

function columnOf(cells: readonly string[], comma: boolean): Column {
  const distinct = new Set<string>();
  let [numbers, wholes] = [0, 0];
  for (const cell of cells) {
    const number = numberIn(cell, comma);
    if (number !== null) numbers++;
    if (Number.isInteger(number)) wholes++;
    if (distinct.size <= MOST_CLASSES) distinct.add(cell.trim());
  }
  const isNumbers = cells.length > 0 && numbers >= MOSTLY * cells.length;
  return { numbers: isNumbers, whole: isNumbers && wholes === numbers, distinct };
}

/** A first line that says no number above columns of numbers; or of words alone, none of which comes up again. */
function hasHeader(first: readonly string[], body: readonly Column[]): boolean {
  const named = wordsIn(first);
  if (named.some((cell) => numberIn(cell, true) !== null)) return false;
  if (body.some(({ numbers }) => numbers)) return true;
  return named.every((cell, i) => cell !== '' && named.indexOf(cell) === i && body[i]?.distinct.has(cell) === false);
}

/**
 * Whether first line and first column name the same elements in the same order. They also do where the first element changes nothing, without being
 * names: then the corner is that element, and stands elsewhere as well.
 */
function isLabelled({ rows }: Sheet): boolean {
  const corner = (rows[0]?.[0] ?? '').trim();
  if (corner !== '' && rows.slice(1).some((row) => row.slice(1).some((cell) => cell.trim() === corner))) return false;
  const across = wordsIn(rows[0] ?? []).slice(1);
  const down = wordsIn(rows.map(([cell]) => cell ?? '')).slice(1);
  return across.length >= 2 && across.length === down.length && across.every((label, i) => label !== '' && label === down[i] && across.indexOf(label) === i);
}

/** As many lines as columns, every cell written, and no more different ones than there are elements. */
function isBare({ rows }: Sheet): boolean {
  const size = rows.length;
  if (size < 3 || rows[0]?.length !== size) return false;
  const words = new Set(rows.flatMap((row) => wordsIn(row)));
  return words.size <= size && !words.has('');
}

const TABLE: Omit<Layout, 'header'> = { kind: 'table', answer: 0, value: false };

/** Columns that are named where one is asked for that there is not; a table may have very many. */
const NAMED = 12;
const LETTERS = 40;
/** As it can be said in a line: a cell may hold anything. */
const plain = (name: string): string =>
  Array.from(name.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' '))
    .slice(0, LETTERS)
    .join('');
const shortened = (names: readonly string[]): string => [...names.slice(0, NAMED).map(plain), ...(names.length > NAMED ? ['…'] : [])].join(', ');

function answerIn(first: readonly string[], header: boolean, asked: Choices['answer']): number | Fault {
  const last = first.length - 1;
  if (asked === undefined) return last;
  if (typeof asked === 'number') {
    if (Number.isInteger(asked) && asked >= 0 && asked <= last) return asked;
    return whole(text(`There is no column ${asked + 1}: there are ${first.length}.`, `${asked + 1} 列目はありません。列は ${first.length} 列です。`));
  }
  const named = header ? wordsIn(first).indexOf(asked.trim()) : -1;
  if (named >= 0) return named;
  const names = header ? shortened(wordsIn(first)) : null;
  return whole(
    names === null
      ? text(
          `There is no column «${plain(asked)}»: the columns have no names, but numbers from 1 to ${first.length}.`,
          `「${plain(asked)}」という列はありません。列には名前がなく、番号は 1 から ${first.length} までです。`,
        )
      : text(`There is no column «${plain(asked)}»: there are ${names}.`, `「${plain(asked)}」という列はありません。ある列は ${names} です。`),
  );
}

/** Whether whole numbers are rather names than amounts: every input column has at least half of those that there are. */
function areNames(inputs: readonly Column[]): boolean {
  if (inputs.length < 2 || inputs.length > SHORT || !inputs.every((column) => column.whole)) return false;
  const all = new Set(inputs.flatMap(({ distinct }) => [...distinct]));
  return all.size > 2 && all.size <= FEW && inputs.every(({ distinct }) => 2 * distinct.size >= all.size);
}

/** Never throws. */
export function layoutOf(sheet: Sheet, choices: Choices): FoundLayout {
  const { rows, delimiter } = sheet;
  const [first = []] = rows;
  const comma = delimiter !== ',';
  if (choices.kind === 'table' || (choices.kind === undefined && choices.answer === undefined)) {
    const labelled = choices.header ?? isLabelled(sheet);
    if (choices.kind === 'table' || (labelled ? isLabelled(sheet) : isBare(sheet))) return { ok: true, layout: { ...TABLE, header: labelled } };
  }
  const columns = (from: number): Column[] =>
    first.map((_, c) =>
      columnOf(
        rows.slice(from).map((row) => row[c] as string),
        comma,
      ),
    );
  const below = columns(1);
  const header = choices.header ?? hasHeader(first, below);
  const answer = answerIn(first, header, choices.answer);
  if (typeof answer === 'object') return { ok: false, fault: answer };
  const all = header ? below : columns(0);
  const answers = all[answer] as Column;
  const inputs = all.filter((_, c) => c !== answer);
  const few = answers.whole && answers.distinct.size <= Math.max(2, Math.min(FEW_CLASSES, rows.length / ROWS_EACH));
  const numbers = inputs.length > 0 && inputs.every((column) => column.numbers) && !(areNames(inputs) && (answers.whole || !answers.numbers));
  const kind = choices.kind ?? (numbers ? 'numbers' : 'tokens');
  const value = kind === 'numbers' && (choices.value ?? (answers.numbers && !few));
  return { ok: true, layout: { kind, header, answer, value } };
}
