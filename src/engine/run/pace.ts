/** When a run takes its next updates, and how many at a time: a slice of time's worth, so many a second, a few and then a pause, or none. */

/** Longest time between two turns to the host, in milliseconds: what it takes to answer a click. */
const SLICE_MS = 30;
const MOST_PER_SLICE = 10_000;

export class Pace {
  #paused: boolean;
  /** Updates left to take before pausing again; Infinity while running. */
  #quota = Number.POSITIVE_INFINITY;
  /** Null is as fast as possible. */
  #stepsPerSecond: number | null = null;
  #perSlice = 1;
  #nextAt = 0;
  /** Updates that are made once more: at full speed, paused or not. */
  #again: number;

  constructor(paused: boolean, again: number) {
    this.#paused = paused;
    this.#again = again;
  }

  /** Whether no update is to be made. */
  get paused(): boolean {
    return this.#paused && this.#again === 0;
  }

  /** Whether nothing but the device limits it. */
  get free(): boolean {
    return this.#stepsPerSecond === null || this.#again > 0;
  }

  /** Milliseconds to the next updates; Infinity while paused. */
  wait(now: number): number {
    if (this.paused) return Number.POSITIVE_INFINITY;
    return this.free ? 0 : Math.max(0, this.#nextAt - now);
  }

  /** Updates to make now, `most` at most; 0 where it is too early. */
  take(now: number, most: number): number {
    if (this.#again > 0) return Math.min(this.#perSlice, this.#again, most);
    if (this.#stepsPerSecond === null) return Math.min(this.#perSlice, this.#quota, most);
    if (now < this.#nextAt) return 0; // a control cut the wait short
    this.#nextAt = Math.max(this.#nextAt, now - 1000) + 1000 / this.#stepsPerSecond;
    return 1;
  }

  /** `count` updates have taken `ms` milliseconds. Returns whether it pauses now. */
  took(count: number, ms: number): boolean {
    if (this.free) this.#perSlice = Math.max(1, Math.min(MOST_PER_SLICE, Math.round(count * Math.min(2, SLICE_MS / Math.max(ms, 0.1)))));
    const again = Math.min(this.#again, count);
    this.#again -= again;
    this.#quota -= count - again;
    if (this.#quota > 0) return false;
    this.pause();
    return true;
  }

  pause(): void {
    this.#paused = true;
    this.#quota = Number.POSITIVE_INFINITY;
  }

  /** Goes on, for `count` updates. */
  resume(now: number, count = Number.POSITIVE_INFINITY): void {
    this.#paused = false;
    this.#quota = count;
    this.#nextAt = now;
  }

  limit(now: number, stepsPerSecond: number | null): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.#nextAt = now;
  }

  /** Another device, of unknown speed, makes the last `again` updates once more. */
  restart(again: number): void {
    this.#perSlice = 1;
    this.#again = again;
  }
}
