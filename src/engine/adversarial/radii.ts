/** Radii at which robustness is measured, and when its numbers mean something. */
import { guessedUpTo } from '../data/guessing.ts';

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

/** Share of zero gradients from which robust accuracy is overstated by as much. */
const MASKED = 0.1;

export function doubtOf(clean: number, zeroGradient: number, chance: number): Doubt | null {
  if (clean <= guessedUpTo(chance, 1)) return 'chance';
  return zeroGradient > MASKED ? 'masked' : null;
}
