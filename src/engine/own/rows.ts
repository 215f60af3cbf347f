/** Rows of numbers, or of words: in one column the answer, in the others what it is told from. */
import { text } from '../text.ts';
import { lexiconOf } from './cells.ts';
import { inCell, inLine, whole, type Fault } from './fault.ts';
import type { Layout } from './layout.ts';
import { MOST_CLASSES, MOST_POSITIONS, MOST_WORDS } from './limits.ts';
import { told, type Sheet } from './sheet.ts';
import { fail, FEW_ROWS, isLexicon, MANY_CLASSES, MANY_WORDS, Reader, same, textAt, wordsOf, type ReadTable, type Wrong } from './table.ts';

const NO_INPUT = text('There is one column, and that is the answer: nothing to tell it from.', '列が 1 つで、それが答えです。手がかりになる列がありません。');

export function rowsOf(sheet: Sheet, { kind, header, answer, value }: Layout): ReadTable {
  const { rows, lineOf } = sheet;
  const from = header ? 1 : 0;
  const count = rows.length - from;
  const first = rows[0] ?? [];
  const columns = first.map((_, c) => c).filter((c) => c !== answer);
  const nameOf = (column: number): string | undefined => (header ? first[column]?.trim() : undefined);
  const at = ([row, column, what]: Wrong): Fault => inCell(lineOf(row), column + 1, what, nameOf(column));
  if (count < 2) return fail(whole(FEW_ROWS));
  if (columns.length === 0) return fail(whole(NO_INPUT));
  if (kind === 'tokens' && columns.length > MOST_POSITIONS) {
    const many = text(
      `there are ${columns.length} columns of words; up to ${MOST_POSITIONS} are read.`,
      `語の列が ${columns.length} 列あります。読めるのは ${MOST_POSITIONS} 列までです。`,
    );
    return fail(inLine(lineOf(0), many));
  }
  const arity = columns.length;
  const reader = new Reader(sheet);
  const each = function* (those: readonly number[]): Generator<readonly [number, number, string]> {
    for (let row = from; row < rows.length; row++) for (const column of those) yield [row, column, textAt(sheet, row, column)];
  };
  const fill = <T>(those: readonly number[], one: (row: number, column: number) => T, take: (one: T, at: number) => void): void => {
    let place = 0;
    for (let row = from; row < rows.length; row++) for (const column of those) take(one(row, column), place++);
  };
  const [inputs, targets] = [new Float64Array(count * arity), new Float64Array(count)];
  const word = (row: number, column: number): string => reader.word(row, column);
  const number = (row: number, column: number): number => reader.number(row, column);
  const words = kind === 'tokens' ? wordsOf(each(columns), MOST_WORDS) : lexiconOf([]);
  if (!isLexicon(words)) return fail(at([...words, MANY_WORDS]));
  const classes = value ? lexiconOf([]) : wordsOf(each([answer]), MOST_CLASSES);
  if (!isLexicon(classes)) return fail(at([...classes, MANY_CLASSES]));
  if (kind === 'tokens') fill(columns, word, (one, i) => (inputs[i] = words.numbers.get(one) ?? 0));
  else fill(columns, number, (one, i) => (inputs[i] = one));
  if (value) fill([answer], number, (one, i) => (targets[i] = one));
  else fill([answer], word, (one, i) => (targets[i] = classes.numbers.get(one) ?? 0));
  if (reader.wrong.length > 0)
    return {
      ok: false,
      faults: told(
        reader.wrong.toSorted(([a, b], [c, d]) => a - c || b - d),
        at,
        reader.count,
      ),
    };
  if (targets.every((target) => target === targets[0])) return fail(same(`, in column ${answer + 1}`));
  const named = columns.map((column) => nameOf(column) ?? '');
  return { ok: true, table: { count, arity, inputs, targets, words: words.words, classes: classes.words, columns: header ? named : [] } };
}
