/** Rounding-error bounds for float32 results against float64 references (Higham 2002, «Accuracy and Stability of Numerical Algorithms», ch. 3). */
import { expect } from 'vitest';

/** Unit roundoff of float32. */
export const U = 2 ** -24;

/** Smallest normal float32: below it results lose digits or vanish. */
export const TINY = 2 ** -126;

/** Exponentials below this count as 0. */
export const FLUSHED = Math.exp(-87);

/** γₙ: relative error bound of n roundings in a row. A sum of n terms in any order is off by at most γₙ Σ|terms|. */
export const gamma = (n: number): number => (n * U) / (1 - n * U);

/** A value, and how far from it a correct float32 computation may land. */
export interface Bounded {
  readonly value: number;
  readonly bound: number;
}

/** A sum of terms, each right to `roundings` roundings. */
export function sum(terms: readonly number[], roundings = 1): Bounded {
  let value = 0;
  let size = 0;
  for (const term of terms) {
    value += term;
    size += Math.abs(term);
  }
  return { value, bound: gamma(terms.length + roundings) * size };
}

/** A number that went through a few roundings. */
export const rounded = (value: number, roundings: number): Bounded => ({ value, bound: gamma(roundings) * Math.abs(value) });

/** Every number lies within its bound; NaN where the reference is NaN. */
export function expectWithin(actual: Float32Array, expected: readonly Bounded[], what: string): void {
  expect(actual.length, `${what}: length`).toBe(expected.length);
  expected.forEach(({ value, bound }, i) => {
    const got = actual[i] as number;
    const fits = Number.isNaN(value) ? Number.isNaN(got) : got === value || Math.abs(got - value) <= bound + TINY;
    if (!fits) expect.fail(`${what}[${i}]: ${got} instead of ${value} ± ${bound}`);
  });
}
