/** Radii at which robustness is measured, and when its numbers mean something. */
import type { DatasetShape } from '../data/dataset.ts';

/** Shares of the largest radius. Curves, columns and colours have as many places. */
export const RADIUS_SHARES = [0.25, 0.5, 0.75, 1] as const;

/** The radii, ascending, without float64's last digits: their texts name the numbers of a metrics event. */
export function radiiOf(largest: number): number[] {
  return RADIUS_SHARES.map((share) => Number((share * largest).toPrecision(6)));
}

/** Why robust accuracy says nothing at an evaluation. */
export type Doubt =
  /** The network answers hardly better than by guessing: there is nothing to break. */
  | 'chance'
  /** So many input gradients are exactly zero that the attack did not get under way (gradient masking; Athalye et al. 2018, §3). */
  | 'masked';

/** Clean accuracy up to this many times chance is guessing; where guessing does well, half way from there to 1 is. */
const GUESSING = 2;
/** Share of zero gradients from which robust accuracy is overstated by as much. */
const MASKED = 0.1;

/** Chance of a guess: none where answers are values. */
export function chanceOf({ target, outputs }: DatasetShape): number {
  return target.kind === 'class' ? 1 / outputs : 0;
}

export function doubtOf(clean: number, zeroGradient: number, chance: number): Doubt | null {
  if (clean <= Math.min(GUESSING * chance, (1 + chance) / 2)) return 'chance';
  return zeroGradient > MASKED ? 'masked' : null;
}
