/** Mini-batches. */
import type { Examples } from '../data/dataset.ts';
import { overwrite, rowsOf } from '../data/examples.ts';
import type { Rng } from '../rng.ts';

/** Draws mini-batches of a fixed size: a new order each epoch, the remainder left out. Batch i depends on i and the seed alone. */
export class Batches {
  readonly #source: Examples;
  readonly #size: number;
  readonly #rng: Rng;
  readonly #examples: Examples;
  #epoch = -1;
  #order = new Int32Array(0);

  constructor(source: Examples, size: number, rng: Rng) {
    this.#source = source;
    this.#size = size;
    this.#rng = rng;
    this.#examples = rowsOf(source, new Int32Array(size));
  }

  get #perEpoch(): number {
    return Math.floor(this.#source.count / this.#size);
  }

  /** Whether an epoch begins with batch `index`. */
  begins(index: number): boolean {
    return index % this.#perEpoch === 0;
  }

  /** Examples of batch `index`; the arrays are reused by the next call. */
  at(index: number): Examples {
    const { count } = this.#source;
    const perEpoch = this.#perEpoch;
    const epoch = Math.floor(index / perEpoch);
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#order = this.#rng.split(String(epoch)).permutation(count) as Int32Array<ArrayBuffer>;
    }
    const first = (index % perEpoch) * this.#size;
    const rows = this.#order.subarray(first, first + this.#size);
    overwrite(this.#examples, this.#source, rows);
    return this.#examples;
  }
}
