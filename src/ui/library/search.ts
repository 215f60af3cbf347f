/** Finding kept runs by words. Pure. */

/** As two spellings of the same compare: width, case and the commas in «1,840» say nothing. */
export const plainly = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .trim();

/** What is known of a run, a line each, as `plainly` has them. */
export interface Lines {
  /** What any word may be in. */
  readonly words: readonly string[];
  /** Settings with their numbers: every run has all of these words, and the numbers tell runs apart. */
  readonly settings: readonly string[];
}

/** A number, and the words right before it, which say what it is a number of. */
interface Phrase {
  readonly words: readonly string[];
  readonly number: RegExp | null;
}
export type Query = readonly Phrase[];

/** A number that is still being typed may end in its point. */
const NUMBER = /^([+-]?\d*\.?\d+(?:e[+-]?\d+)?)\.?$/;
const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** 1 is no part of 113, nor of 0.1. */
const wholly = (number: string): RegExp => new RegExp(`(?<![\\d.])${escaped(number)}(?!\\.?\\d)`);

export function queryOf(typed: string): Query {
  const phrases: Phrase[] = [];
  let words: string[] = [];
  for (const word of plainly(typed).split(/\s+/)) {
    const number = NUMBER.exec(word)?.[1];
    if (number === undefined && word !== '') words.push(word);
    if (number === undefined) continue;
    phrases.push({ words, number: wholly(number) });
    words = [];
  }
  return words.length === 0 ? phrases : [...phrases, { words, number: null }];
}

const isIn = (word: string, { words, settings }: Lines): boolean =>
  // «optimizer.weightDecay=1», or the end of that.
  word.includes('=') ? settings.some((line) => line.endsWith(word)) : words.some((line) => line.includes(word));

/** How many of the words before a number stand in a line with it, from the last one on. */
function together({ words, number }: Phrase, line: string): number {
  if (number?.test(line) !== true) return -1;
  const apart = words.findLastIndex((word) => !line.includes(word));
  return words.length - 1 - apart;
}

/** Whether each of the words is somewhere in what is known of a run, and each number beside the word that it follows. */
export const isFound = (query: Query, lines: Lines): boolean =>
  query.every((phrase) => {
    const { words, number } = phrase;
    if (number === null) return words.every((word) => isIn(word, lines));
    const most = Math.max(...[...lines.words, ...lines.settings].map((line) => together(phrase, line)));
    return most >= Math.min(1, words.length) && words.slice(0, words.length - most).every((word) => isIn(word, lines));
  });
