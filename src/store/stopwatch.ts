/** Counts the time that a run has really been training: it stands still through pauses. */
export class Stopwatch {
  readonly #now: () => number;
  #sum = 0;
  #since: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  reset(): void {
    this.#sum = 0;
    this.#since = null;
  }

  start(): void {
    this.#since ??= this.#now();
  }

  /** @param at when it stood still already: nothing after it counts */
  stop(at = this.#now()): void {
    if (this.#since !== null) this.#sum += Math.max(0, at - this.#since);
    this.#since = null;
  }

  /** Milliseconds. */
  read(): number {
    return this.#sum + (this.#since === null ? 0 : this.#now() - this.#since);
  }
}
