/** What a network that knows nothing gets right, and up to where an accuracy is no better than that. */
import type { DatasetShape } from './dataset.ts';

/** Up to this many times chance an accuracy is hardly better than guessing. */
const TIMES = 2;

/** Chance of a guess: none where answers are values. */
export function chanceOf({ target, outputs }: DatasetShape): number {
  return target.kind === 'class' ? 1 / outputs : 0;
}

/** The accuracy up to which it may have been guessed; where guessing does well, half way from there to `most`. */
export function guessedUpTo(chance: number, most: number): number {
  return Math.min(TIMES * chance, (most + chance) / 2);
}
