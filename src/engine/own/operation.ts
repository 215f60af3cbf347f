/** The table of an operation: the cell in line a and column b is the answer to a and b; an empty one is not asked. */
import { text } from '../text.ts';
import { numberIn, type Lexicon } from './cells.ts';
import { excerpt, inCell, whole, type Fault } from './fault.ts';
import type { Layout } from './layout.ts';
import { MOST_CLASSES, MOST_LETTERS, MOST_WORDS } from './limits.ts';
import { told, type Sheet } from './sheet.ts';
import { fail, FEW_ROWS, isLexicon, LONG, MANY_CLASSES, MANY_WORDS, same, textAt, wordsOf, type ReadTable, type Wrong } from './table.ts';

const label = (row: number, column: number, cell: string, other: string): Wrong => [
  row,
  column,
  text(
    `first line and first column name the same elements in the same order: «${excerpt(cell)}» stands here, and «${excerpt(other)}» there.`,
    `1 行目と 1 列目には、同じ要素を同じ順に書きます。ここは「${excerpt(cell)}」、向こうは「${excerpt(other)}」です。`,
  ),
];

/** Where the elements are not named: the numbers that stand in the table where they are as many, else 0, 1, 2 … */
function elementsOf(size: number, { words }: Lexicon): readonly string[] {
  const numbers = words.length === size && words.every((word) => numberIn(word, false) !== null);
  return numbers ? words : Array.from({ length: size }, (_, i) => String(i));
}

export function operationOf(sheet: Sheet, { header }: Layout): ReadTable {
  const { rows, lineOf } = sheet;
  const from = header ? 1 : 0;
  const size = rows.length - from;
  const columns = (rows[0]?.length ?? 0) - from;
  const at = ([row, column, what]: Wrong): Fault => inCell(lineOf(row), column + 1, what);
  if (size !== columns || size < 2) {
    const square = text(
      `The table of an operation has as many lines as columns, at least two; here are ${size} lines and ${columns} columns.`,
      `演算の表は行と列が同じ数（2 以上）です。ここには ${size} 行、${columns} 列あります。`,
    );
    return fail(whole(square));
  }
  if (size > MOST_WORDS) return fail(whole(MANY_WORDS));
  const cell = (row: number, column: number): string => textAt(sheet, row, column);
  const across = Array.from({ length: size }, (_, i) => (header ? cell(0, i + 1) : ''));
  if (header) {
    const wrong = across.flatMap((name, i) => {
      const down = cell(i + 1, 0);
      return name === down && name !== '' && across.indexOf(name) === i ? [] : [label(i + 1, 0, down, name)];
    });
    if (wrong.length > 0) return { ok: false, faults: told(wrong, at) };
  }
  const filled: (readonly [number, number, string])[] = [];
  const long: Wrong[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const answer = cell(a + from, b + from);
      if (answer !== '') filled.push([a, b, answer]);
      if (answer.length > MOST_LETTERS) long.push([a + from, b + from, LONG]);
    }
  }
  if (long.length > 0) return { ok: false, faults: told(long, at) };
  const found = wordsOf(filled, MOST_CLASSES);
  if (!isLexicon(found)) return fail(at([found[0] + from, found[1] + from, MANY_CLASSES]));
  if (filled.length < 2) return fail(whole(FEW_ROWS));
  if (found.words.length < 2) return fail(same(''));
  // A closed operation answers with elements, which have one number each.
  const elements = header ? across : elementsOf(size, found);
  const closed = found.words.every((word) => elements.includes(word));
  const classes = closed ? elements : found.words;
  const numbers = new Map(classes.map((word, i) => [word, i]));
  return {
    ok: true,
    table: {
      count: filled.length,
      arity: 2,
      inputs: Float64Array.from(filled.flatMap(([a, b]) => [a, b])),
      targets: Float64Array.from(filled, ([, , word]) => numbers.get(word) as number),
      words: elements,
      classes,
      columns: [],
    },
  };
}
