/** How long the rest of some work will take, by the pace of what is done. Pauses do not count. */
import { Stopwatch } from './stopwatch.ts';

/** Less work than this, in milliseconds, says nothing about the rest. */
const MIN_MS = 1500;

export class Forecast {
  readonly #watch: Stopwatch;
  #steps = 0;

  /** @param now milliseconds on a monotonic clock. */
  constructor(now: () => number) {
    this.#watch = new Stopwatch(now);
  }

  /** The work begins, and the forecast with it. */
  begin(): void {
    this.#steps = 0;
    this.#watch.reset();
    this.#watch.start();
  }

  pause(): void {
    this.#watch.stop();
  }

  resume(): void {
    this.#watch.start();
  }

  /** So many steps more were made; made twice they count twice, since they take their time. */
  add(steps: number): void {
    this.#steps += steps;
  }

  /** Milliseconds that so many steps will take; null while it cannot be told. */
  left(steps: number): number | null {
    const elapsed = this.#watch.read();
    return elapsed < MIN_MS || this.#steps === 0 ? null : (elapsed * steps) / this.#steps;
  }
}
