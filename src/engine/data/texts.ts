/** Examples that people wrote: their words become tokens, and what no token stands for is left out. */

/** What a data set of texts keeps of them. */
export interface Texts {
  /** The word that token i + 1 stands for; token 0 is no word. */
  readonly words: readonly string[];
  /** The texts of each set as they were written, in the order of its examples. */
  readonly train: readonly string[];
  readonly val: readonly string[];
}

/** A piece of a text. */
export interface Part {
  readonly text: string;
  /** False for a word that the network is not shown. */
  readonly seen: boolean;
}

/** A text as a network is shown it. */
export interface Reading {
  /** (arity): the tokens of its words, behind as many zeros as there is room. */
  readonly input: Int32Array;
  /** All of the text, in order. */
  readonly parts: readonly Part[];
}

/** A word: letters, and apostrophes between them. Case, digits and signs tell nothing. */
const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;

const wordOf = (written: string): string => written.toLowerCase().replaceAll('’', "'");

/** The words of a text, in small letters. */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(WORD), ([written]) => wordOf(written));
}

/** The `most` words that come up most often in the texts, the most frequent first; of equals the one that comes first. */
export function vocabularyOf(texts: readonly string[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  // Sorting keeps the order of equals.
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([word]) => word);
}

/** Reads a text with the words of a vocabulary: the first `length` that it knows, with the last of them at the end. */
export function reader(words: readonly string[], length: number): (text: string) => Reading {
  const tokens = new Map(words.map((word, i) => [word, i + 1]));
  return (text) => {
    const parts: Part[] = [];
    const found: number[] = [];
    let end = 0;
    for (const { 0: written, index } of text.matchAll(WORD)) {
      if (index > end) parts.push({ text: text.slice(end, index), seen: true });
      end = index + written.length;
      const token = tokens.get(wordOf(written));
      const seen = token !== undefined && found.length < length;
      if (seen) found.push(token);
      parts.push({ text: written, seen });
    }
    if (end < text.length) parts.push({ text: text.slice(end), seen: true });
    const input = new Int32Array(length);
    input.set(found, length - found.length);
    return { input, parts };
  };
}
