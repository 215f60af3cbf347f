/**
 * Rotary positions (Su et al. 2021): queries and keys are turned by their position's angles. Rows that examples share stand at one position each,
 * so that they are shared as before.
 */
import { slice, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Constant } from '../../data/plan.ts';
import { gatherSum } from '../../ops/gather.ts';
import { turned } from '../../ops/rotary.ts';
import type { Architecture } from './architecture.ts';
import { names } from './rows.ts';

/** cos and sin of t·10000^(−2i/w), i = 0 … w/2 − 1, for every position t and head of width w: (length, d) each; see ops/rotary.ts. */
export function rotaryAngles(length: number, d: number, heads: number): Constant[] {
  const width = d / heads;
  const table = (of: (angle: number, j: number) => number): Float32Array =>
    Float32Array.from({ length: length * d }, (_, at) => {
      const [t, j] = [Math.floor(at / d), (at % d) % width];
      return of(t * 10000 ** ((-2 * Math.floor(j / 2)) / width), j);
    });
  return [
    { name: 'cos', shape: [length, d], values: table(Math.cos) },
    { name: 'sin', shape: [length, d], values: table((angle, j) => (j % 2 === 0 ? -1 : 1) * Math.sin(angle)) },
  ];
}

type Turn = (rows: Tensor2D) => Tensor2D;

/** What becomes of a layer's keys, one row per row of its input, and of queries that all stand at the last position. */
export function turnsOf({ positions, length, width }: Architecture, batch: Batch, layer: number): { readonly keys: Turn; readonly last: Turn } {
  if (positions !== 'rotary') return { keys: (rows) => rows, last: (rows) => rows };
  const [cos, sin] = ['cos', 'sin'].map((name) => batch.constant(name) as Tensor2D) as [Tensor2D, Tensor2D];
  const atLast = (table: Tensor2D): Tensor2D => slice(table, [length - 1, 0], [1, width]);
  return {
    keys: (rows) => {
      const at = batch.index(names(layer).at);
      return turned(rows, gatherSum(cos, at), gatherSum(sin, at));
    },
    last: (rows) => turned(rows, atLast(cos), atLast(sin)),
  };
}

/** The same on the host: rows (R, d) of which `rows` says where an example's positions are, the last of `length`. */
export function turnedRows(
  values: Float64Array,
  rows: Int32Array,
  shown: number,
  { length, width: d }: Architecture,
  constants: readonly Constant[],
): Float64Array {
  const [cos, sin] = ['cos', 'sin'].map((name) => constants.find((one) => one.name === name)?.values);
  if (cos === undefined || sin === undefined) return values;
  const out = new Float64Array(values.length);
  const done = new Uint8Array(values.length / d);
  rows.forEach((row, i) => {
    if (done[row] === 1) return;
    done[row] = 1;
    const [at, table] = [row * d, (length - shown + (i % shown)) * d];
    for (let j = 0; j < d; j++) {
      const other = values[at + (j % 2 === 0 ? j + 1 : j - 1)] as number;
      out[at + j] = (values[at + j] as number) * (cos[table + j] as number) + other * (sin[table + j] as number);
    }
  });
  return out;
}
