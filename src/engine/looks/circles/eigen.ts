/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic method: sure to converge, also where eigenvalues are equal, as a circle's two are. */

export interface Eigen {
  /** (n), the largest first. */
  readonly values: Float64Array;
  /** (n, n): row i belongs to value i, of unit length. */
  readonly vectors: Float64Array;
}

/** Sweeps; symmetric matrices of hundreds of rows take six to ten. */
const MOST = 60;
/** Beside the whole matrix: what may be left beside the diagonal, and what is too little to turn. */
const [ENOUGH, NOTHING] = [1e-13, 1e-16];

const offDiagonal = (a: Float64Array, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += 2 * (a[i * n + j] as number) ** 2;
  return Math.sqrt(sum);
};

/** Turns rows i and j of a matrix (…, n). */
function turnRows(m: Float64Array, n: number, i: number, j: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const [x, y] = [m[i * n + k] as number, m[j * n + k] as number];
    m[i * n + k] = c * x - s * y;
    m[j * n + k] = s * x + c * y;
  }
}

/** Turns rows i and j, and columns i and j with them, so that the entry between them vanishes. */
function turn(a: Float64Array, v: Float64Array, n: number, i: number, j: number): void {
  const [ii, jj, off] = [a[i * n + i] as number, a[j * n + j] as number, a[i * n + j] as number];
  // The smaller of the two angles that do (Golub & Van Loan, §8.5).
  const tau = (jj - ii) / (2 * off);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau ** 2));
  const c = 1 / Math.sqrt(1 + t ** 2);
  turnRows(a, n, i, j, c, t * c);
  turnRows(v, n, i, j, c, t * c);
  // Where the two meet both sides have turned.
  a[i * n + i] = ii - t * off;
  a[j * n + j] = jj + t * off;
  a[i * n + j] = a[j * n + i] = 0;
  for (let k = 0; k < n; k++) {
    a[k * n + i] = a[i * n + k] as number;
    a[k * n + j] = a[j * n + k] as number;
  }
}

/** @param matrix (n, n), symmetric. Yields after every sweep. */
export function* eigenOf(matrix: Float64Array, n: number): Generator<void, Eigen> {
  const a = matrix.slice();
  const v = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const whole = Math.sqrt(a.reduce((sum, value) => sum + value ** 2, 0));
  for (let sweep = 0; sweep < MOST && offDiagonal(a, n) > ENOUGH * whole; sweep++) {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        if (Math.abs(a[i * n + j] as number) > NOTHING * whole) turn(a, v, n, i, j);
      }
    }
    yield;
  }
  const order = Array.from({ length: n }, (_, i) => i).toSorted((i, j) => (a[j * n + j] as number) - (a[i * n + i] as number));
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => vectors.set(v.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => a[i * n + i] as number), vectors };
}
