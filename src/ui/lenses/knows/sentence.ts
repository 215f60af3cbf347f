/** What a table of answers comes to, in words. Pure. */
import { VERDICTS, type Verdict } from '../../../engine/looks/pairTable.ts';

/** From this share on all of them count as known; up to this one, and up to a few times what guessing gives, none. */
const [ALL, NONE] = [0.99, 0.1];
const GUESSES = 3;

interface Score {
  readonly right: number;
  readonly count: number;
}

interface Said {
  readonly told: Score;
  readonly new: Score;
  /** What it is a sign of; null where it is of nothing yet. */
  readonly stage: 'memorised' | 'spreading' | 'knows' | null;
}

/** @param answers that there are: guessing finds one of so many */
export function saidOf(tallies: readonly number[], answers: number): Said {
  const of = (verdict: Verdict): number => tallies[VERDICTS.indexOf(verdict)] as number;
  const told = { right: of('toldRight'), count: of('toldRight') + of('toldWrong') + of('toldSure') };
  const others = { right: of('newRight'), count: of('newRight') + of('newWrong') + of('newSure') };
  const [known, found] = [told, others].map(({ right, count }) => (count === 0 ? 0 : right / count)) as [number, number];
  const stage = (): Said['stage'] => {
    if (known < ALL) return null;
    if (found >= ALL) return 'knows';
    return found < Math.max(NONE, GUESSES / answers) ? 'memorised' : 'spreading';
  };
  return { told, new: others, stage: stage() };
}
