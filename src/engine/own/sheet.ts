/** A text as rows of cells, each with its line. Quoting as RFC 4180 has it (Papa Parse); commas, semicolons, tabs, bars or spaces between cells. */
import papa from 'papaparse';
import { text, type Text } from '../text.ts';
import { inCell, inLine, whole, type Fault } from './fault.ts';
import { MOST_COLUMNS, MOST_ROWS } from './limits.ts';

export interface Sheet {
  /** As many cells in each row; no row is blank. */
  readonly rows: readonly (readonly string[])[];
  /** The line that a row begins in, from 1. */
  readonly lineOf: (row: number) => number;
  readonly delimiter: string;
}

export type ReadSheet = { readonly ok: true; readonly sheet: Sheet } | { readonly ok: false; readonly faults: readonly Fault[] };

/** What may stand between cells, the rarest within cells first. */
const DELIMITERS = ['\t', ';', ',', '|', ' '] as const;
/** Lines that decide between them. */
const LINES = 20;
/** Faults that are told one by one. */
const TOLD = 5;

const OPEN = text('a quote opens here and is never closed.', '引用符がここで始まり、閉じられていません。');
const AFTER = text(
  'a quoted cell goes on behind its closing quote; a quote within it is written twice.',
  '引用符で囲んだセルの後に文字が続いています。セルの中の引用符は 2 つ重ねて書きます。',
);
const MANY_ROWS = text(
  `there are more than ${MOST_ROWS.toLocaleString('en')} rows, which is as many as are read. Keep some of them in a file of their own.`,
  `行が多すぎます。読めるのは ${MOST_ROWS.toLocaleString('ja')} 行までです。一部だけを別のファイルにしてください。`,
);
const MANY_COLUMNS = (count: number): Text =>
  text(`there are ${count} columns; up to ${MOST_COLUMNS} are read.`, `${count} 列あります。読めるのは ${MOST_COLUMNS} 列までです。`);
const ragged = (got: number, first: number, line: number): Text =>
  text(
    `${got} ${got === 1 ? 'column' : 'columns'}, where line ${line} has ${first}. Empty cells need their separators as well.`,
    `列の数が ${got} です（${line} 行目は ${first} 列）。空のセルにも区切り文字が必要です。`,
  );

/** The lines that a text begins with, without what is quoted. */
const headOf = (all: string): string[] =>
  all
    .slice(0, 64 * 1024)
    .replaceAll(/"[^"]*"/g, '')
    .split('\n', LINES)
    .filter((line) => line.trim() !== '');

/** The first sign that stands in every line equally often; else the one that stands in most. */
function delimiterOf(all: string): string {
  const lines = headOf(all);
  const counts = DELIMITERS.map((sign) => lines.map((line) => line.trim().split(sign === ' ' ? / +/ : sign).length - 1));
  const even = counts.findIndex(([first = 0, ...others]) => first > 0 && others.every((count) => count === first));
  if (even >= 0) return DELIMITERS[even] as string;
  const inLines = counts.slice(0, -1).map((of) => of.filter((count) => count > 0).length);
  const most = Math.max(0, ...inLines);
  return most === 0 ? ',' : (DELIMITERS[inLines.indexOf(most)] as string);
}

const isBlank = (row: readonly string[]): boolean => row.length === 1 && (row[0] as string).trim() === '';

const breaksIn = (row: readonly string[]): number => row.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0);

/** A last column in which nothing stands is a separator too many in every line. */
const withoutLast = (rows: string[][]): string[][] =>
  (rows[0]?.length ?? 0) > 1 && rows.every((row) => row.length === rows[0]?.length && row.at(-1)?.trim() === '') ? rows.map((row) => row.slice(0, -1)) : rows;

/** Columns that are set apart by spaces stand below one another. */
const withoutRuns = (all: string): string => all.replaceAll(/ +/g, ' ').replaceAll(/^ | $/gm, '');

/** @param written with one sign at the end of each line */
export function readSheet(written: string): ReadSheet {
  const delimiter = delimiterOf(written);
  const all = delimiter === ' ' ? withoutRuns(written) : written;
  // One more than is allowed, and a header, and blank lines.
  const { data, errors } = papa.parse(all, { delimiter, newline: '\n', preview: 2 * MOST_ROWS });
  const lineAt = (row: number): number => 1 + row + data.slice(0, row).reduce((sum, cells) => sum + breaksIn(cells), 0);
  const [broken] = errors;
  if (broken !== undefined) {
    const at = Math.min(broken.row ?? 0, data.length - 1);
    return { ok: false, faults: [inCell(lineAt(at), data[at]?.length ?? 1, broken.code === 'MissingQuotes' ? OPEN : AFTER)] };
  }
  const kept = data.flatMap((row, i) => (isBlank(row) ? [] : [i]));
  const rows = withoutLast(kept.map((i) => data[i] as string[]));
  const lineOf = (row: number): number => lineAt(kept[row] as number);
  if (rows.length > MOST_ROWS + 1) return { ok: false, faults: [inLine(lineOf(MOST_ROWS + 1), MANY_ROWS)] };
  const [first = []] = rows;
  if (first.length > MOST_COLUMNS) return { ok: false, faults: [inLine(lineOf(0), MANY_COLUMNS(first.length))] };
  const faults = rows.flatMap((row, i) => (row.length === first.length ? [] : [i]));
  if (faults.length > 0) return { ok: false, faults: told(faults, (i) => inLine(lineOf(i), ragged((rows[i] as string[]).length, first.length, lineOf(0)))) };
  return { ok: true, sheet: { rows, lineOf, delimiter } };
}

/** The first faults, and how many more there are like these. */
export function told<T>(all: readonly T[], faultOf: (one: T) => Fault, count = all.length): Fault[] {
  const more = count - TOLD;
  const first = all.slice(0, TOLD).map(faultOf);
  if (more <= 0) return first;
  return [...first, whole(text(`And ${more.toLocaleString('en')} more like these.`, `ほかに同じような箇所が ${more.toLocaleString('ja')} あります。`))];
}
