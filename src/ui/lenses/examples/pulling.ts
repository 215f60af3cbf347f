/** Which words of a sentence pulled, and how hard: for the page and for paper. */
import type { Part } from '../../../engine/data/texts.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { dataOf } from '../../../store/subject.ts';
import { SENTENCES } from './rows.ts';

/** Milliseconds between two questions to a network that trains: each is some hundred passes. */
const EVERY = 1000;

export const pullsOf = oncePer(({ looks }: Page) =>
  looks.viewer('examples.pulls', 'pulls', SENTENCES, { every: EVERY, keeps: (before, now) => dataOf(before) === dataOf(now) }),
);

/** Shares of the strongest pull of a sentence from which on a word is marked, more, and most. */
const SHARES = [0.1, 0.3, 0.7] as const;

export interface Pulled extends Part {
  /** By which the log-odds of the second class are higher for it; 0 for what is no word, or not shown. */
  readonly pull: number;
  /** 0 where it hardly pulled, up to 3. */
  readonly weight: number;
}

const isWord = ({ text, seen }: Part): boolean => seen && /^\p{L}/u.test(text);

/** @param pulls (arity): those of the words that the network was shown, at its end */
export function pulledOf(parts: readonly Part[], pulls: Float32Array): Pulled[] {
  const most = Math.max(...pulls.map(Math.abs));
  let at = pulls.length - parts.filter(isWord).length;
  return parts.map((part) => {
    const pull = isWord(part) ? (pulls[at++] ?? 0) : 0;
    const share = most > 0 ? Math.abs(pull) / most : 0;
    return { ...part, pull, weight: SHARES.filter((least) => share >= least).length };
  });
}

/** Of sentence `i`. @param pulls (count, arity) of so many sentences */
export const sentencePulls = (pulls: Float32Array, i: number, count: number): Float32Array =>
  pulls.subarray((i * pulls.length) / count, ((i + 1) * pulls.length) / count);

/** The words that pulled most, the strongest first. */
export const strongest = (pulled: readonly Pulled[], most: number): Pulled[] =>
  pulled
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => Math.abs(b.pull) - Math.abs(a.pull))
    .slice(0, most);
