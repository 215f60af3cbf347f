/** What is done to rows number by number or row by row, on the host and in float64. Nothing here writes to its arguments. */
import { activations, type Activation } from '../../ops/activations.ts';
import { EPSILON } from '../../ops/layerNorm.ts';
import type { Numbers } from './linear.ts';

export function activate(z: Float64Array, activation: Activation): Float64Array {
  const { value } = activations[activation];
  const out = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) out[i] = value(z[i] as number);
  return out;
}

export function sum(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = (a[i] as number) + (b[i] as number);
  return out;
}

/** LayerNorm of each row (n, D) with gain and bias (Ba et al. 2016); without a bias RMSNorm, which has no mean (Zhang & Sennrich 2019). */
export function normalise(x: Float64Array, gain: Numbers, bias: Numbers | null): Float64Array {
  const d = gain.length;
  const out = new Float64Array(x.length);
  for (let row = 0; row < x.length; row += d) {
    let mean = 0;
    if (bias !== null) for (let j = 0; j < d; j++) mean += (x[row + j] as number) / d;
    let variance = 0;
    for (let j = 0; j < d; j++) variance += ((x[row + j] as number) - mean) ** 2 / d;
    const scale = 1 / Math.sqrt(variance + EPSILON);
    for (let j = 0; j < d; j++) out[row + j] = ((x[row + j] as number) - mean) * scale * (gain[j] as number) + (bias?.[j] ?? 0);
  }
  return out;
}

/** Row r of the result is row `rows[r]` of x, which is `width` wide. */
export function gather(x: Float64Array, rows: Int32Array, width: number): Float64Array {
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, r) => out.set(x.subarray(row * width, (row + 1) * width), r * width));
  return out;
}
