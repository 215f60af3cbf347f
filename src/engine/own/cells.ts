/** What a cell says: a number, or a word. */

/** Reads a cell as a number; null where it is none. @param comma whether a comma is the decimal sign */
export function numberIn(cell: string, comma: boolean): number | null {
  const written = cell.trim();
  const plain = comma ? written.replace(',', '.') : written;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(plain)) return null;
  return Number(plain) + 0; // −0 is 0
}

/** Between numbers the smaller first, numbers before words, and words by their letters: whatever the order of the rows, words have the same numbers. */
function byWord(a: string, b: string): number {
  const [x, y] = [numberIn(a, false), numberIn(b, false)];
  if (x !== null && y !== null && x !== y) return x - y;
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Words in their order, each with its number. */
export interface Lexicon {
  readonly words: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

export function lexiconOf(words: Iterable<string>): Lexicon {
  const sorted = [...new Set(words)].toSorted(byWord);
  return { words: sorted, numbers: new Map(sorted.map((word, i) => [word, i])) };
}
