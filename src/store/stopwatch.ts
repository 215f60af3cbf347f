/** Counts the time that a run has really been training: it stands still through pauses. What was read of it is never taken back. */
export class Stopwatch {
  readonly #now: () => number;
  #sum = 0;
  #since: number | null = null;
  #read = 0;

  /** @param past milliseconds that were counted before it. */
  constructor(now: () => number, past = 0) {
    this.#now = now;
    this.#sum = past;
  }

  reset(): void {
    this.#sum = 0;
    this.#since = null;
    this.#read = 0;
  }

  start(): void {
    this.#since ??= this.#now();
  }

  /** @param at when it stood still already: nothing after it counts */
  stop(at = this.#now()): void {
    if (this.#since !== null) this.#sum += Math.max(0, at - this.#since);
    this.#since = null;
  }

  /** Milliseconds. Where less was counted afterwards than was read, it stands until it has caught up. */
  read(): number {
    const counted = this.#sum + (this.#since === null ? 0 : this.#now() - this.#since);
    this.#read = Math.max(this.#read, counted);
    return this.#read;
  }
}
