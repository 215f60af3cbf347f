/** Representations of S5 in words and numbers. Pure. */
import { CHANCE, type RepresentationsShown } from '../../../engine/looks/representations/representations.ts';
import { IRREDUCIBLE, type Irreducible } from '../../../engine/looks/representations/irreducible.ts';

/** One stands out where both tables have this many times what chance gives it, and a twentieth at least. */
const [TIMES, LEAST] = [1.5, 1 / 20];

/** A partition as it is written: (4,1). */
export const standing = (i: number): string => `(${(IRREDUCIBLE[i] as Irreducible).partition.replaceAll('+', ',')})`;

/** Those that stand out, by their places in IRREDUCIBLE, the largest share of the way in first. */
export function outstandingIn({ rows, outputs }: RepresentationsShown): number[] {
  const isOut = (share: number, chance: number): boolean => share >= Math.max(LEAST, TIMES * chance);
  return IRREDUCIBLE.map((_, i) => i)
    .filter((i) => isOut(rows.shares[i] as number, CHANCE[i] as number) && isOut(outputs.shares[i] as number, CHANCE[i] as number))
    .toSorted((a, b) => (rows.shares[b] as number) - (rows.shares[a] as number) || a - b);
}
