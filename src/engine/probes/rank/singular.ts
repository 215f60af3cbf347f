/** Singular values of a matrix on the host, in float64: devices have no such operation. */

/** (n, n) of the products of all pairs of the shorter side's vectors. @param values (rows, columns) */
function gram(values: Float32Array, rows: number, columns: number): { readonly products: Float64Array; readonly n: number } {
  const n = Math.min(rows, columns);
  const products = new Float64Array(n * n);
  const byRow = rows <= columns;
  const length = Math.max(rows, columns);
  // Vectors of the shorter side one after another.
  const vectors = byRow
    ? Float64Array.from(values)
    : Float64Array.from({ length: rows * columns }, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] as number);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < length; k++) sum += (vectors[i * length + k] as number) * (vectors[j * length + k] as number);
      products[i * n + j] = sum;
      products[j * n + i] = sum;
    }
  }
  return { products, n };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

/** A symmetric matrix (n, n) with the same eigenvalues and nothing but three diagonals, by Householder's reflections. Overwrites `a`. */
function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const beside = new Float64Array(Math.max(0, n - 1));
  const [v, p] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k + 2 < n; k++) {
    let square = 0;
    for (let i = k + 1; i < n; i++) square += (v[i] = a[i * n + k] as number) ** 2;
    const length = Math.sqrt(square);
    const first = v[k + 1] as number;
    const end = first > 0 ? -length : length;
    beside[k] = end;
    v[k + 1] = first - end;
    const half = square - first * end; // |v|² / 2
    if (half === 0) continue;
    let along = 0;
    for (let i = k + 1; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += (a[i * n + j] as number) * (v[j] as number);
      p[i] = sum / half;
      along += (p[i] as number) * (v[i] as number);
    }
    // A − v wᵀ − w vᵀ, with w = p − (p·v / |v|²) v.
    for (let i = k + 1; i < n; i++) p[i] = (p[i] as number) - (along / (2 * half)) * (v[i] as number);
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) a[i * n + j] = (a[i * n + j] as number) - (v[i] as number) * (p[j] as number) - (p[i] as number) * (v[j] as number);
    }
  }
  if (n > 1) beside[n - 2] = a[(n - 1) * n + n - 2] as number;
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number), beside };
}

/** How many eigenvalues lie below x: as many as there are negative pivots (Sylvester's law of inertia). */
function below(x: number, { diagonal, beside }: Tridiagonal, tiny: number): number {
  let [count, pivot] = [0, 1];
  for (let i = 0; i < diagonal.length; i++) {
    pivot = (diagonal[i] as number) - x - (i === 0 ? 0 : (beside[i - 1] as number) ** 2 / pivot);
    if (pivot === 0) pivot = tiny;
    if (pivot < 0) count++;
  }
  return count;
}

/** Halvings: what is left of an interval is below the digits of float64. */
const HALVINGS = 56;

/** Ascending, min(rows, columns) of them. @param values (rows, columns) of a matrix, row-major */
function singularValues(values: Float32Array, rows: number, columns: number): Float64Array {
  const { products, n } = gram(values, rows, columns);
  let most = 0;
  for (let i = 0; i < n; i++) most += products[i * n + i] as number;
  const parts = tridiagonal(products, n);
  return Float64Array.from({ length: n }, (_, i) => {
    let [low, high] = [0, most];
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      if (below(middle, parts, most * Number.EPSILON) > i) high = middle;
      else low = middle;
    }
    return Math.sqrt((low + high) / 2);
  });
}

/** exp(−Σ p ln p) of p = σ / Σσ: between 1 and the number of singular values; 0 of nothing (Roy & Vetterli 2007, eq. 3). */
export function effectiveRankOf(values: Float32Array, rows: number, columns: number): number {
  const sigma = singularValues(values, rows, columns);
  const all = sigma.reduce((sum, x) => sum + x, 0);
  if (all === 0) return 0;
  return Math.exp(-sigma.reduce((sum, x) => (x === 0 ? sum : sum + (x / all) * Math.log(x / all)), 0));
}
