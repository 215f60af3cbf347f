/**
 * The largest sums and products of a pass that nobody looks into, by something faster than plain float64, where whoever asks has put it here
 * (backend/wasm/alone.ts). A pass that shows its sites never goes this way.
 */
import type { Activation } from '../../ops/activations.ts';

/** Rows weighed by attention's pattern, activated and read out. */
export interface Mixing {
  /** (n, heads, S), a row of them adding up to 1 */
  readonly pattern: Float64Array;
  /** (n, S): rows of the table. The last one is the same for all. */
  readonly sources: Int32Array;
  readonly heads: number;
  /** S */
  readonly terms: number;
  /** (heads, R, ffn + outputs) */
  readonly table: Float64Array;
  /** (ffn + outputs): added to every sum. */
  readonly base: Float64Array;
  readonly activation: Activation;
  /** (ffn, outputs): reads what the first ffn numbers come to; the others are added to it. */
  readonly readout: Float64Array;
  readonly ffn: number;
  readonly outputs: number;
}

export interface Fast {
  /** (n, outputs), to about six digits */
  mixed(mixing: Mixing): Float64Array;
}

/** Multiply-adds from which on moving numbers there and back is worth it. */
const WORTH = 2e6;

let fast: Fast | null = null;

/** @param by null: everything is plain again. */
export function hasten(by: Fast | null): void {
  fast = by;
}

/** What takes such a sum over; null where plain float64 does it. */
export const fastFor = (multiplyAdds: number): Fast | null => (multiplyAdds < WORTH ? null : fast);
