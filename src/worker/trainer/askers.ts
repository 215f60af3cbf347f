/** Who waits for the network of a run: the page, and whoever is wired to this worker. All who wait are answered at once. */
import type { ParametersAt } from '../../engine/run/host.ts';

export type Asker = (at: ParametersAt | null) => void;

export class Askers {
  #waiting: Asker[] = [];
  #over = false;

  get some(): boolean {
    return this.#waiting.length > 0;
  }

  add(asker: Asker): void {
    if (this.#over) asker(null);
    else this.#waiting.push(asker);
  }

  /** Gives each of them arrays of its own, which it may hand over. */
  give(at: ParametersAt): void {
    const [first, ...others] = this.#waiting;
    this.#waiting = [];
    for (const asker of others) asker({ step: at.step, parameters: at.parameters.map((array) => array.slice()) });
    first?.(at);
  }

  /** The run is over, or never came to be: nobody is given anything any more. */
  close(): void {
    this.#over = true;
    for (const asker of this.#waiting) asker(null);
    this.#waiting = [];
  }
}
