/** The tokens 0 … p − 1 in the order of a cyclic group: of addition mod p, or of multiplication mod a prime p by discrete logarithm. */

export const OPERATIONS = ['addition', 'multiplication'] as const;
/** What the residues are added or multiplied by. */
export type Under = (typeof OPERATIONS)[number];

/** A cyclic group of `tokens.length` elements. */
export interface Cycle {
  readonly under: Under;
  /** (n): the e-th is e times 1, or the root to the power e. */
  readonly tokens: Int32Array;
  /** The least primitive root; null under addition. */
  readonly root: number | null;
}

/** The powers root^0 … mod p, up to the last before they repeat. */
function powersOf(root: number, p: number): number[] {
  const powers = [1 % p];
  for (let power = root % p; power !== powers[0] && power !== 0 && powers.length < p; power = (power * root) % p) powers.push(power);
  return powers;
}

/**
 * Of multiplication every token but 0, which has no logarithm.
 * @returns null where multiplication mod p has no single root that reaches all of 1 … p − 1: p is no prime
 */
export function cycleOf(under: Under, p: number): Cycle | null {
  if (under === 'addition') return { under, tokens: Int32Array.from({ length: p }, (_, a) => a), root: null };
  for (let root = 1; root < p; root++) {
    const powers = powersOf(root, p);
    if (powers.length === p - 1) return { under, tokens: Int32Array.from(powers), root };
  }
  return null;
}

/** The places e = 0 … n − 1 in the order in which k·e runs round the circle; of those that meet, the smaller first. */
export function roundBy(frequency: number, n: number): Int32Array {
  const angle = (e: number): number => (frequency * e) % n;
  return Int32Array.from({ length: n }, (_, e) => e).sort((a, b) => angle(a) - angle(b) || a - b);
}
