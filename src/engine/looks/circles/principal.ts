/** The two directions in which a table's rows are spread the most. */
import { eigenOf } from './eigen.ts';
import type { Table } from './spectrum.ts';

export interface Principal {
  /** (n, 2): where each row lies along the two, from the mean on. */
  readonly places: Float32Array;
  /** Which share of the spread each of them has; zeros where nothing is spread. */
  readonly shares: readonly [number, number];
}

/** Inner products of the rows, (n, n), each row taken from the mean. */
function productsOf({ values, n, width }: Table): Float64Array {
  const centred = values.slice();
  for (let j = 0; j < width; j++) {
    let mean = 0;
    for (let e = 0; e < n; e++) mean += (values[e * width + j] as number) / n;
    for (let e = 0; e < n; e++) centred[e * width + j] = (values[e * width + j] as number) - mean;
  }
  const products = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (centred[a * width + j] as number) * (centred[b * width + j] as number);
      products[a * n + b] = products[b * n + a] = sum;
    }
  }
  return products;
}

/** Which of the two ways an axis points is chance: the row that lies farthest out along it is on its positive side, the first of equals. */
function signed(along: Float64Array): Float64Array {
  let farthest = 0;
  for (const value of along) if (Math.abs(value) > Math.abs(farthest) * (1 + 1e-9)) farthest = value;
  return farthest < 0 ? along.map((value) => -value) : along;
}

export function* principalOf(table: Table): Generator<void, Principal> {
  const { n } = table;
  const { values, vectors } = yield* eigenOf(productsOf(table), n);
  const whole = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axis = (i: number): Float64Array => {
    const length = Math.sqrt(Math.max(0, values[i] ?? 0));
    return signed(vectors.slice(i * n, (i + 1) * n).map((value) => length * value));
  };
  const [x, y] = [axis(0), axis(1)];
  const share = (i: number): number => (whole === 0 ? 0 : Math.max(0, values[i] ?? 0) / whole);
  return { places: Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? x : y)[i >> 1] as number), shares: [share(0), share(1)] };
}
