/**
 * A table in the orthonormal Fourier basis of a cyclic group (Nanda et al. 2023, §4.1 and appendix C): const/√n, then cos 2πke/n and sin 2πke/n
 * of unit norm, k = 1 … ⌊n/2⌋. Of an even n the last frequency has no sine.
 */

/** A row for each element of the group, in its order. */
export interface Table {
  /** (n, width) */
  readonly values: Float64Array;
  readonly n: number;
  readonly width: number;
}

export interface Components {
  /** (⌊n/2⌋, width): of frequency k = 1, 2, …; by how much cos and sin are in the columns. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** Square of what is constant, over all columns. */
  readonly constant: number;
  /** (⌊n/2⌋): squares of both, over all columns. */
  readonly power: Float64Array;
}

export const frequenciesOf = (n: number): number => Math.floor(n / 2);

/** The waves of the basis over e = 0 … n − 1: (⌊n/2⌋, n) each, of frequency k = 1, 2, … Where n is even, the last sine is nothing. */
export function wavesOf(n: number): { readonly cosines: Float64Array; readonly sines: Float64Array } {
  const count = frequenciesOf(n);
  const turns = Float64Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / n);
  const [cos, sin] = [turns.map(Math.cos), turns.map(Math.sin)];
  const [cosines, sines] = [new Float64Array(count * n), new Float64Array(count * n)];
  for (let k = 1; k <= count; k++) {
    // Of frequency n/2 the cosine is ±1 everywhere, and the sine nothing.
    const isLast = 2 * k === n;
    const scale = Math.sqrt((isLast ? 1 : 2) / n);
    for (let e = 0; e < n; e++) {
      const at = (k * e) % n;
      cosines[(k - 1) * n + e] = scale * (cos[at] as number);
      if (!isLast) sines[(k - 1) * n + e] = scale * (sin[at] as number);
    }
  }
  return { cosines, sines };
}

/** Rows e and n − e of a table, added and taken from each other: a cosine has the same at both, a sine the opposite. */
function mirrored({ values, n, width }: Table): { readonly even: Float64Array; readonly odd: Float64Array; readonly pairs: number } {
  const pairs = Math.floor((n - 1) / 2);
  const [even, odd] = [new Float64Array(pairs * width), new Float64Array(pairs * width)]; // (pairs, width), of e = 1, 2, …
  for (let e = 1; e <= pairs; e++) {
    const [here, there, at] = [e * width, (n - e) * width, (e - 1) * width];
    for (let j = 0; j < width; j++) {
      const [x, y] = [values[here + j] as number, values[there + j] as number];
      even[at + j] = x + y;
      odd[at + j] = x - y;
    }
  }
  return { even, odd, pairs };
}

/** @returns the table's components, whose squares add up to its own. */
export function componentsOf(table: Table): Components {
  const { values, n, width } = table;
  const count = frequenciesOf(n);
  const waves = wavesOf(n);
  const [cosines, sines] = [new Float64Array(count * width), new Float64Array(count * width)];
  const power = new Float64Array(count);
  const { even, odd, pairs } = mirrored(table);
  // Of an even n the row in the middle is its own mirror image, as the first is.
  const alone = n % 2 === 0 ? [0, n / 2] : [0];
  for (let k = 1; k <= count; k++) {
    const [c, s] = [cosines.subarray((k - 1) * width, k * width), sines.subarray((k - 1) * width, k * width)];
    const [cos, sin] = [waves.cosines.subarray((k - 1) * n, k * n), waves.sines.subarray((k - 1) * n, k * n)];
    for (const e of alone) for (let j = 0; j < width; j++) c[j] = (c[j] as number) + (cos[e] as number) * (values[e * width + j] as number);
    for (let e = 1; e <= pairs; e++) {
      const [x, y, at] = [cos[e] as number, sin[e] as number, (e - 1) * width];
      for (let j = 0; j < width; j++) {
        c[j] = (c[j] as number) + x * (even[at + j] as number);
        s[j] = (s[j] as number) + y * (odd[at + j] as number);
      }
    }
    power[k - 1] = squares(c) + squares(s);
  }
  let constant = 0;
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let e = 0; e < n; e++) sum += values[e * width + j] as number;
    constant += sum ** 2 / n;
  }
  return { cosines, sines, constant, power };
}

export function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return sum;
}

/** Shares of what is not constant, by frequency; zeros where all of it is. */
export function sharesOf({ power }: Pick<Components, 'power'>): Float64Array {
  const whole = power.reduce((sum, one) => sum + one, 0);
  return whole === 0 ? new Float64Array(power.length) : power.map((one) => one / whole);
}
