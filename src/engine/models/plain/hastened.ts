/**
 * The largest sums and products of a pass that nobody looks into, by something faster than plain float64, where whoever asks has put it here
 * (backend/wasm/alone.ts): a mixing where the pass shows no sites, and products where six digits are enough.
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
  /** x (n, K) · weight (K, columns) + bias (columns) → out (n, columns), to about six digits. */
  product(x: Float64Array, weight: ArrayLike<number>, columns: number, bias: ArrayLike<number> | null, out: Float64Array): void;
}

/** Multiply-adds from which on moving numbers there and back is worth it: of a mixing, and of a product. */
const [WORTH, WORTH_PRODUCT] = [2e6, 1e5];

let fast: Fast | null = null;
let enough = false;

/** @param by null: everything is plain again. */
export function hasten(by: Fast | null): void {
  fast = by;
}

/** What takes such a sum over; null where plain float64 does it. */
export const fastFor = (multiplyAdds: number): Fast | null => (multiplyAdds < WORTH ? null : fast);

/** Whatever `work` multiplies may be right to six digits only: a pass whose sites are drawn or measured, not one that is cut into regions. */
export function inSixDigits<T>(work: () => T): T {
  const before = enough;
  enough = true;
  try {
    return work();
  } finally {
    enough = before;
  }
}

/** What takes such a product over; null where plain float64 does it. */
export const fastProduct = (multiplyAdds: number): Fast | null => (enough && multiplyAdds >= WORTH_PRODUCT ? fast : null);
