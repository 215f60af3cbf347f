/** Spectra over cyclic groups by the textbook: complex exponentials, logarithms by trying, the widest directions by repeated multiplication. */

/** |X_k|² of a column, X_k = Σ_e x_e e^(−2πi k e / n). */
function powerAt(column: readonly number[], k: number): number {
  const n = column.length;
  let [re, im] = [0, 0];
  column.forEach((x, e) => {
    re += x * Math.cos((-2 * Math.PI * k * e) / n);
    im += x * Math.sin((-2 * Math.PI * k * e) / n);
  });
  return re * re + im * im;
}

/** By Parseval: what k and n − k have together, of all but k = 0; index 0 is k = 1. Columns are (n) each. */
export function sharesByFrequency(columns: readonly (readonly number[])[]): number[] {
  const n = columns[0]?.length ?? 0;
  const of = (k: number): number => columns.reduce((sum, column) => sum + powerAt(column, k), 0);
  const all = Array.from({ length: n }, (_, k) => of(k));
  const whole = all.slice(1).reduce((sum, one) => sum + one, 0);
  return Array.from({ length: Math.floor(n / 2) }, (_, i) => {
    const [k, mirror] = [i + 1, n - i - 1];
    return ((all[k] as number) + (mirror === k ? 0 : (all[mirror] as number))) / whole;
  });
}

/** base^exponent mod p, by whole numbers of any size. */
export const powerMod = (base: number, exponent: number, p: number): number => Number(BigInt(base) ** BigInt(exponent) % BigInt(p));

/** The least g whose powers are all of 1 … p − 1. */
export function leastRoot(p: number): number {
  for (let g = 1; ; g++) {
    let [seen, power] = [new Set<number>(), 1];
    for (let e = 0; e < p - 1; e++) {
      seen = seen.add(power);
      power = (power * g) % p;
    }
    if (seen.size === p - 1) return g;
  }
}

/** Variance of rows (n, d) along their widest direction and along the next one, and of all: powers of the covariance, applied to two vectors at once. */
export function widest(rows: readonly (readonly number[])[], rounds = 4000): { readonly first: number; readonly second: number; readonly all: number } {
  const d = rows[0]?.length ?? 0;
  const mean = Array.from({ length: d }, (_, j) => rows.reduce((sum, row) => sum + (row[j] as number), 0) / rows.length);
  const centred = rows.map((row) => row.map((x, j) => x - (mean[j] as number)));
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, j) => sum + x * (b[j] as number), 0);
  const apply = (v: readonly number[]): number[] => {
    const along = centred.map((row) => dot(row, v));
    return Array.from({ length: d }, (_, j) => centred.reduce((sum, row, i) => sum + (row[j] as number) * (along[i] as number), 0));
  };
  const unit = (v: readonly number[]): number[] => v.map((x) => x / Math.sqrt(dot(v, v)));
  let u = unit(Array.from({ length: d }, (_, j) => 1 + Math.sin(j + 1)));
  let v = unit(Array.from({ length: d }, (_, j) => Math.cos(3 * j + 1)));
  for (let i = 0; i < rounds; i++) {
    u = unit(apply(u));
    const w = apply(v);
    v = unit(w.map((x, j) => x - dot(w, u) * (u[j] as number)));
  }
  return { first: dot(u, apply(u)), second: dot(v, apply(v)), all: centred.reduce((sum, row) => sum + dot(row, row), 0) };
}

/** Lengths of a table's components along cos and sin of each frequency, from the exponentials' real and imaginary parts: of an even n the last has no sine. */
export function componentLengths(columns: readonly (readonly number[])[]): number[] {
  const n = columns[0]?.length ?? 0;
  return Array.from({ length: Math.floor(n / 2) }, (_, i) => i + 1).flatMap((k) => {
    let [re, im] = [0, 0];
    for (const column of columns) {
      re += column.reduce((sum, x, e) => sum + x * Math.cos((2 * Math.PI * k * e) / n), 0) ** 2;
      im += column.reduce((sum, x, e) => sum + x * Math.sin((2 * Math.PI * k * e) / n), 0) ** 2;
    }
    return 2 * k === n ? [Math.sqrt(re / n)] : [Math.sqrt((2 * re) / n), Math.sqrt((2 * im) / n)];
  });
}

/** From the numbers in order: Σ_i (2i − m − 1) x_i / (m Σ x), i = 1 … m. */
export function giniOf(numbers: readonly number[]): number {
  const [m, all] = [numbers.length, numbers.reduce((sum, x) => sum + x, 0)];
  return numbers.toSorted((a, b) => a - b).reduce((sum, x, i) => sum + (2 * i + 1 - m) * x, 0) / (m * all);
}

/** Mean over the columns of Σ_k |x̂_k|⁴ / (Σ_k |x̂_k|²)², k = 0 … ⌊n/2⌋. */
export function participationOf(columns: readonly (readonly number[])[]): number {
  const of = (column: readonly number[]): number => {
    const power = Array.from({ length: Math.floor(column.length / 2) + 1 }, (_, k) => powerAt(column, k));
    const whole = power.reduce((sum, x) => sum + x, 0);
    return power.reduce((sum, x) => sum + x ** 2, 0) / whole ** 2;
  };
  return columns.reduce((sum, column) => sum + of(column), 0) / columns.length;
}
