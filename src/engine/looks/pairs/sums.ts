/**
 * Functions on pairs (a, b) of a cyclic group of n, summed along four directions. The Fourier components of such a function at (k, 0), (0, k),
 * (k, k) and (k, −k) are those of its sums over b, over a, over all pairs with one a + b, and with one a − b (the slice theorem), so that n²
 * additions stand for n² components.
 */

/** Of `width` functions at once. Each table is (n, width). */
export interface Sums {
  readonly n: number;
  readonly width: number;
  /** By a. */
  readonly first: Float64Array;
  /** By b. */
  readonly second: Float64Array;
  /** By a + b. */
  readonly sum: Float64Array;
  /** By a − b. */
  readonly difference: Float64Array;
  /** (width): of the squares. */
  readonly squares: Float64Array;
}

/** Of a table of sums by a and by b alone. */
export type Margins = Pick<Sums, 'n' | 'width' | 'first' | 'second'>;

export function emptyMargins(n: number, width: number): Margins {
  return { n, width, first: new Float64Array(n * width), second: new Float64Array(n * width) };
}

export function emptySums(n: number, width: number): Sums {
  const table = (): Float64Array => new Float64Array(n * width);
  return { n, width, first: table(), second: table(), sum: table(), difference: table(), squares: new Float64Array(width) };
}

/** Where a function's values stand: pair i's of function j at i·stride + offset + j. */
export interface Place {
  readonly stride: number;
  readonly offset: number;
}

/** Adds the values of the pairs from number `from` on. */
export function addValues(sums: Sums, values: Float64Array, from: number, { stride, offset }: Place): void {
  const { n, width, first, second, sum, difference, squares } = sums;
  const count = values.length / stride;
  for (let i = 0; i < count; i++) {
    const [a, b] = [Math.floor((from + i) / n), (from + i) % n];
    const [f, s, p, d, at] = [a * width, b * width, ((a + b) % n) * width, ((a - b + n) % n) * width, i * stride + offset];
    for (let j = 0; j < width; j++) {
      const value = values[at + j] as number;
      first[f + j] = (first[f + j] as number) + value;
      second[s + j] = (second[s + j] as number) + value;
      sum[p + j] = (sum[p + j] as number) + value;
      difference[d + j] = (difference[d + j] as number) + value;
      squares[j] = (squares[j] as number) + value * value;
    }
  }
}

/** The same for sums by a and by b alone. */
export function addToMargins({ n, width, first, second }: Margins, values: Float64Array, from: number, { stride, offset }: Place): void {
  const count = values.length / stride;
  for (let i = 0; i < count; i++) {
    const [f, s, at] = [Math.floor((from + i) / n) * width, ((from + i) % n) * width, i * stride + offset];
    for (let j = 0; j < width; j++) {
      const value = values[at + j] as number;
      first[f + j] = (first[f + j] as number) + value;
      second[s + j] = (second[s + j] as number) + value;
    }
  }
}
