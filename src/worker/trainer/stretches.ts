/** How long the trainer is deaf at a time, as the death watch is told: what its work is counted to take, then what was measured, with room to spare. */

import { SILENCE_MS } from '../crew/vigil.ts';

/** Room to spare: a processor may be shared, and evaluations of different steps cost differently. */
const SPARE = 4;
/** After so many stretches every kind of work of a run from its start was done once: every measurement, plain steps, recorded steps. */
const KNOWN = 5;

export class Stretches {
  readonly #say: (ms: number) => void;
  #said = 0;
  #count = 0;
  #longest = 0;
  #guess = 0;
  #lasting = false;

  /** @param say tells the watch. */
  constructor(say: (ms: number) => void) {
    this.#say = say;
  }

  /**
   * Work begins that may take `ms` milliseconds at a time, as far as one can guess.
   * @param lasting whether the costliest of it may come at any time: then the guess holds, however much has been measured.
   */
  begin(ms: number, lasting = false): void {
    this.#count = 0;
    this.#longest = 0;
    this.#guess = ms;
    this.#lasting = lasting;
    this.#tell();
  }

  /** The trainer could hear nothing for `ms` milliseconds. */
  add(ms: number): void {
    this.#count++;
    this.#longest = Math.max(this.#longest, ms);
    this.#tell();
  }

  end(): void {
    this.begin(0);
  }

  #tell(): void {
    const ms = Math.ceil(Math.max(this.#lasting || this.#count < KNOWN ? this.#guess : 0, SPARE * this.#longest));
    const next = ms <= SILENCE_MS ? 0 : ms;
    // Each message is one more thing to hear: small changes are none.
    if (next === this.#said || (next > this.#said / 2 && next <= this.#said)) return;
    this.#said = next;
    this.#say(next);
  }
}
