/** Linear maps of rows, on the host and in float64, or where that is enough in six digits. */
import { fastProduct } from './hastened.ts';

/** Parameters as they come from a device, or with all digits. */
export type Numbers = Float32Array | Float64Array;

/** Rows and columns of the product that are worked out together: nine sums stay in registers. */
const TILE = 3;
/** Numbers of x that are taken at a time, so that they stay in a core's cache while every column goes over them. */
const BLOCK = 1 << 15;

/**
 * x (n, K) · weight (K, columns) + bias (columns) → (n, columns).
 * @param into (n, columns) where it is written; memory of its own where none is given.
 */
export function linear(x: Float64Array, weight: Numbers, columns: number, bias: Numbers | null = null, into?: Float64Array): Float64Array {
  const inner = weight.length / columns;
  const rows = x.length / inner;
  const out = into ?? new Float64Array(rows * columns);
  const fast = fastProduct(rows * inner * columns);
  if (fast !== null) {
    fast.product(x, weight, columns, bias, out);
    return out;
  }
  /** Columns of the weights side by side, with zeros beyond the last, and their biases below them. */
  const panel = new Float64Array(TILE * (inner + 1));
  const step = TILE * Math.max(1, Math.floor(BLOCK / (TILE * inner)));
  for (let first = 0; first < rows; first += step) {
    for (let j = 0; j < columns; j += TILE) {
      for (let c = 0; c < TILE && j + c < columns; c++) {
        for (let k = 0; k < inner; k++) panel[TILE * k + c] = weight[k * columns + j + c] as number;
        panel[TILE * inner + c] = bias === null ? 0 : (bias[j + c] as number);
      }
      for (let i = first; i < Math.min(first + step, rows); i += TILE) tile(x, panel, out, { i, j, rows, columns, inner });
    }
  }
  return out;
}

interface Place {
  readonly i: number;
  readonly j: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
}

/** out[i … i+2][j … j+2], as far as there are such rows and columns. */
function tile(x: Float64Array, panel: Float64Array, out: Float64Array, { i, j, rows, columns, inner }: Place): void {
  // Beyond the last row the last one again: its sums are not written.
  const x0 = i * inner;
  const x1 = Math.min(i + 1, rows - 1) * inner;
  const x2 = Math.min(i + 2, rows - 1) * inner;
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let p = 0;
  for (let k = 0; k < inner; k++) {
    const w0 = panel[p++] as number;
    const w1 = panel[p++] as number;
    const w2 = panel[p++] as number;
    const y0 = x[x0 + k] as number;
    s00 += y0 * w0;
    s01 += y0 * w1;
    s02 += y0 * w2;
    const y1 = x[x1 + k] as number;
    s10 += y1 * w0;
    s11 += y1 * w1;
    s12 += y1 * w2;
    const y2 = x[x2 + k] as number;
    s20 += y2 * w0;
    s21 += y2 * w1;
    s22 += y2 * w2;
  }
  const b0 = panel[p] as number;
  const b1 = panel[p + 1] as number;
  const b2 = panel[p + 2] as number;
  write(out, i * columns, j, columns, s00 + b0, s01 + b1, s02 + b2);
  if (i + 1 < rows) write(out, (i + 1) * columns, j, columns, s10 + b0, s11 + b1, s12 + b2);
  if (i + 2 < rows) write(out, (i + 2) * columns, j, columns, s20 + b0, s21 + b1, s22 + b2);
}

function write(out: Float64Array, row: number, j: number, columns: number, a: number, b: number, c: number): void {
  out[row + j] = a;
  if (j + 1 < columns) out[row + j + 1] = b;
  if (j + 2 < columns) out[row + j + 2] = c;
}
