/**
 * The plain pass of a one-layer transformer without LayerNorm when nobody looks inside: as in folded.ts, its linear maps are applied to the
 * rows that examples share, and examples only weigh the results. A third of the time of the pass that shows its sites.
 */
import { fastFor, type Fast } from '../plain/hastened.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { activate } from '../plain/pointwise.ts';
import { scratch } from '../plain/scratch.ts';
import type { Architecture } from './architecture.ts';

/** What the only layer's attention came to: its pattern (n, heads, 1, S), values (R, d) and where each example's positions are among them. */
export interface Attended {
  readonly pattern: Float64Array;
  readonly v: Float64Array;
  /** (n, S) */
  readonly sources: Int32Array;
  /** (1, d): the residual stream at the last position, whose token all examples share. */
  readonly last: Float64Array;
}

/** Two matrices of `d` rows side by side, in scratch. */
function beside(a: Numbers, b: Numbers, d: number): Float64Array {
  const [p, q] = [a.length / d, b.length / d];
  const out = scratch('beside', a.length + b.length);
  for (let i = 0; i < d; i++) {
    out.set(a.subarray(i * p, (i + 1) * p), i * (p + q));
    out.set(b.subarray(i * q, (i + 1) * q), i * (p + q) + p);
  }
  return out;
}

/** The same numbers with all digits, in scratch: good until the next ones. */
function wideOf(numbers: Numbers): Float64Array {
  const out = scratch('wide', numbers.length);
  out.set(numbers);
  return out;
}

/** Columns of one head (R, width) out of v (R, d). */
export function headOf(v: Float64Array, head: number, width: number, d: number): Float64Array {
  const rows = v.length / d;
  const out = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) out.set(v.subarray(r * d + head * width, r * d + (head + 1) * width), r * width);
  return out;
}

/** row += four rows of the table, weighed: the sum is loaded and stored once for four. */
export function addFour(row: Float64Array, table: Float64Array, weights: Float64Array, from: Int32Array, term: number): void {
  const [f0, f1, f2, f3] = [from[term] as number, from[term + 1] as number, from[term + 2] as number, from[term + 3] as number];
  const [w0, w1, w2, w3] = [weights[term] as number, weights[term + 1] as number, weights[term + 2] as number, weights[term + 3] as number];
  for (let j = 0; j < row.length; j++) {
    const more = w0 * (table[f0 + j] as number) + w1 * (table[f1 + j] as number) + w2 * (table[f2 + j] as number) + w3 * (table[f3 + j] as number);
    row[j] = (row[j] as number) + more;
  }
}

/** What takes over the sums and products of so many examples; null where plain float64 does them. */
export const fastFold = ({ heads, length, ffn, outputs }: Architecture, count: number): Fast | null =>
  fastFor(count * (heads * length * (ffn + outputs) + ffn * outputs));

/** Logits (n, outputs). `find` names the parameters of the layer and the unembedding; biases are there where the architecture has them. */
export function foldedPass(architecture: Architecture, find: (name: string) => Numbers, { pattern, v, sources, last }: Attended): Float64Array {
  const { width: d, heads, ffn, outputs, length, activation, bias } = architecture;
  const headWidth = d / heads;
  const wide = ffn + outputs;
  const count = sources.length / length;
  const u = find('unembedding');
  const read = beside(find('layer0.in'), u, d); // (d, ffn + outputs): what reads the stream after attention
  const maps = linear(wideOf(find('layer0.output')), read, wide, null, scratch('maps', d * wide)); // (d, wide)
  const rows = v.length / d;
  const table = scratch('table', heads * rows * wide); // (heads, R, wide)
  for (let h = 0; h < heads; h++) {
    const own = maps.subarray(h * headWidth * wide, (h + 1) * headWidth * wide);
    linear(headOf(v, h, headWidth, d), own, wide, null, table.subarray(h * rows * wide, (h + 1) * rows * wide));
  }
  const offsets = new Float64Array(wide);
  if (bias) {
    offsets.set(find('layer0.in.bias'));
    offsets.set(linear(wideOf(find('layer0.out.bias')), u, outputs), ffn);
  }
  const base = linear(last, read, wide, offsets); // (1, wide)
  const readout = linear(wideOf(find('layer0.out')), u, outputs, null, scratch('readout', ffn * outputs)); // (ffn, outputs)
  const fast = fastFold(architecture, count);
  if (fast !== null) return fast.mixed({ pattern, sources, heads, terms: length, table, base, activation, readout, ffn, outputs });

  const z = scratch('z', count * ffn);
  const direct = scratch('direct', count * outputs);
  const row = new Float64Array(wide);
  const weights = new Float64Array(Math.ceil((heads * length) / 4) * 4); // the last of four terms may be none: zero times the first row
  const from = new Int32Array(weights.length);
  for (let i = 0; i < count; i++) {
    for (let h = 0, term = 0; h < heads; h++) {
      for (let s = 0; s < length; s++, term++) {
        weights[term] = pattern[(i * heads + h) * length + s] as number;
        from[term] = (h * rows + (sources[i * length + s] as number)) * wide;
      }
    }
    row.set(base);
    for (let term = 0; term < weights.length; term += 4) addFour(row, table, weights, from, term);
    z.set(row.subarray(0, ffn), i * ffn);
    direct.set(row.subarray(ffn), i * outputs);
  }
  const logits = linear(activate(z, activation), readout, outputs);
  for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] as number) + (direct[i] as number);
  return logits;
}
