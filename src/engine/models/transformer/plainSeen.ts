/**
 * The folded pass where somebody looks at the neurons between: they come by before the readout is worked out, so that a pass that ends there costs
 * no more than they do.
 */
import { linear, type Numbers } from '../plain/linear.ts';
import type { Visit } from '../plain/pass.ts';
import { activate } from '../plain/pointwise.ts';
import type { Architecture } from './architecture.ts';
import { addFour, headOf, type Attended } from './plainFolded.ts';
import { siteIds } from './sites.ts';

const { pattern: PATTERN, preactivations: PREACTIVATIONS, activations: ACTIVATIONS } = siteIds(0);
/** The sites that it comes by. */
export const FOLDED: readonly string[] = [PATTERN, PREACTIVATIONS, ACTIVATIONS, 'logits'];

interface Mixing {
  readonly output: Numbers;
  readonly width: number;
  readonly heads: number;
  readonly length: number;
}

/** What a linear map `read` (d, columns) makes of the stream after attention, for every example: (n, columns). */
function readOf({ pattern, v, sources, last }: Attended, read: Numbers, columns: number, offsets: Numbers | null, mixing: Mixing): Float64Array {
  const { output, width: d, heads, length } = mixing;
  const headWidth = d / heads;
  const count = sources.length / length;
  const maps = linear(Float64Array.from(output), read, columns); // (d, columns)
  const rows = v.length / d;
  const table = new Float64Array(heads * rows * columns); // (heads, R, columns)
  for (let h = 0; h < heads; h++) {
    const own = maps.subarray(h * headWidth * columns, (h + 1) * headWidth * columns);
    table.set(linear(headOf(v, h, headWidth, d), own, columns), h * rows * columns);
  }
  const base = linear(last, read, columns, offsets); // (1, columns)
  const out = new Float64Array(count * columns);
  const weights = new Float64Array(Math.ceil((heads * length) / 4) * 4); // the last of four terms may be none: zero times the first row
  const from = new Int32Array(weights.length);
  for (let i = 0; i < count; i++) {
    for (let h = 0, term = 0; h < heads; h++) {
      for (let s = 0; s < length; s++, term++) {
        weights[term] = pattern[(i * heads + h) * length + s] as number;
        from[term] = (h * rows + (sources[i * length + s] as number)) * columns;
      }
    }
    const row = out.subarray(i * columns, (i + 1) * columns);
    row.set(base);
    for (let term = 0; term < weights.length; term += 4) addFour(row, table, weights, from, term);
  }
  return out;
}

/** Logits (n, outputs). `find` names the parameters of the layer and the unembedding; biases are there where the architecture has them. */
export function foldedSeen(architecture: Architecture, find: (name: string) => Numbers, visit: Visit, made: Attended): Float64Array {
  const { width, heads, ffn, outputs, length, activation, bias } = architecture;
  const u = find('unembedding');
  const mixing: Mixing = { output: find('layer0.output'), width, heads, length };
  const attended = { ...made, pattern: visit.at(PATTERN, made.pattern) };
  const z = visit.at(PREACTIVATIONS, readOf(attended, find('layer0.in'), ffn, bias ? find('layer0.in.bias') : null, mixing));
  const h = visit.at(ACTIVATIONS, activate(z, activation));
  const readout = linear(Float64Array.from(find('layer0.out')), u, outputs); // (ffn, outputs)
  const logits = linear(h, readout, outputs);
  const direct = readOf(attended, u, outputs, bias ? linear(Float64Array.from(find('layer0.out.bias')), u, outputs) : null, mixing);
  for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] as number) + (direct[i] as number);
  return visit.at('logits', logits);
}
