/** How long the trainer is deaf at a time, as the death watch is told: a guess before the first steps, then what was measured, with room to spare. */

import { SILENCE_MS } from '../crew/vigil.ts';

/** Room to spare: a processor may be shared, and evaluations of different steps cost differently. */
const SPARE = 4;
/** After so many stretches every kind of work was done once: the data, the first evaluation, plain steps, recorded steps. */
const KNOWN = 5;

export class Stretches {
  readonly #say: (ms: number) => void;
  #said = 0;
  #count = 0;
  #longest = 0;
  #guess = 0;

  /** @param say tells the watch. */
  constructor(say: (ms: number) => void) {
    this.#say = say;
  }

  /** Work begins that may take `ms` milliseconds at a time, as far as one can guess. */
  begin(ms: number): void {
    this.#count = 0;
    this.#longest = 0;
    this.#guess = ms;
    this.#tell();
  }

  /** The trainer could hear nothing for `ms` milliseconds. */
  add(ms: number): void {
    // The first one is all that happens before the first step, and comes once.
    if (this.#count++ > 0) this.#longest = Math.max(this.#longest, ms);
    this.#tell();
  }

  end(): void {
    this.begin(0);
  }

  #tell(): void {
    const ms = Math.ceil(Math.max(this.#count < KNOWN ? this.#guess : 0, SPARE * this.#longest));
    const next = ms <= SILENCE_MS ? 0 : ms;
    // Each message is one more thing to hear: small changes are none.
    if (next === this.#said || (next > 0 && next > this.#said / 2 && next <= this.#said)) return;
    this.#said = next;
    this.#say(next);
  }
}
