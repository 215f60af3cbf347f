/**
 * The irreducible representations of S5, by their characters (James & Kerber 1981, appendix I.A): the regular representation, of which a table with a row
 * for each permutation is a vector in every column, is the sum of each as often as it has dimensions.
 */

/** How long the cycles of a permutation of five are, the longest first; in the order of the characters below. */
const CYCLES = ['11111', '2111', '221', '311', '32', '41', '5'] as const;

export interface Irreducible {
  /** As it is named: a partition of 5. */
  readonly partition: string;
  readonly dimension: number;
  /** By CYCLES. */
  readonly characters: readonly number[];
}

const TRIVIAL: Irreducible = { partition: '5', dimension: 1, characters: [1, 1, 1, 1, 1, 1, 1] };
/** All but the trivial one, in which there is only the mean. */
export const IRREDUCIBLE = [
  { partition: '4+1', dimension: 4, characters: [4, 2, 0, 1, -1, 0, -1] },
  { partition: '3+2', dimension: 5, characters: [5, 1, 1, -1, 1, -1, 0] },
  { partition: '3+1+1', dimension: 6, characters: [6, 0, -2, 0, 0, 0, 1] },
  { partition: '2+2+1', dimension: 5, characters: [5, -1, 1, -1, -1, 1, 0] },
  { partition: '2+1+1+1', dimension: 4, characters: [4, -2, 0, 1, 1, 0, -1] },
  { partition: '1+1+1+1+1', dimension: 1, characters: [1, -1, 1, 1, -1, -1, 1] },
] as const satisfies readonly Irreducible[];

/** The class of a permutation of 0 … 4, as a place in CYCLES. */
function classOf(permutation: readonly number[]): number {
  const left = new Set(permutation);
  const lengths: number[] = [];
  for (const first of permutation) {
    let length = 0;
    for (let at = first; left.delete(at); at = permutation[at] as number) length++;
    if (length > 0) lengths.push(length);
  }
  return (CYCLES as readonly string[]).indexOf(lengths.toSorted((a, b) => b - a).join(''));
}

/** (n, n): the class of x·y⁻¹ for every x and y of a group. */
export function classesOf(permutations: readonly (readonly number[])[]): Uint8Array {
  const inverses = permutations.map((y) => y.map((_, i) => y.indexOf(i)));
  return Uint8Array.from(permutations.flatMap((x) => inverses.map((inverse) => classOf(inverse.map((image) => x[image] as number)))));
}

/** (classes): inner products of rows x and y of a table (n, width), summed by the class of x·y⁻¹. */
function productsOf(values: Float64Array, n: number, classes: Uint8Array): Float64Array {
  const width = values.length / n;
  const sums = new Float64Array(CYCLES.length);
  for (let x = 0; x < n; x++) {
    // x·y⁻¹ and y·x⁻¹ are of one class.
    for (let y = 0; y <= x; y++) {
      let product = 0;
      for (let j = 0; j < width; j++) product += (values[x * width + j] as number) * (values[y * width + j] as number);
      const at = classes[x * n + y] as number;
      sums[at] = (sums[at] as number) + (x === y ? product : 2 * product);
    }
  }
  return sums;
}

export interface Decomposed {
  /** Square of the mean's part. */
  readonly constant: number;
  /** By IRREDUCIBLE: square of each one's part; with `constant` they add up to that of the table. */
  readonly power: readonly number[];
}

/**
 * A table with a row for each permutation, taken apart. The projection on a representation of dimension d and character χ is
 * (d/n) Σ χ(x·y⁻¹) over the permutations (Serre 1977, theorem 8), so that its square is one sum over pairs of rows.
 * @param values (n, width)
 */
export function decompose(values: Float64Array, n: number, classes: Uint8Array): Decomposed {
  const sums = productsOf(values, n, classes);
  const powerOf = ({ dimension, characters }: Irreducible): number =>
    Math.max(0, (dimension / n) * characters.reduce((sum, character, at) => sum + character * (sums[at] as number), 0));
  return { constant: powerOf(TRIVIAL), power: IRREDUCIBLE.map(powerOf) };
}
