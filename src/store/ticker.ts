/** Looks at once, or soon: however often it is asked, at most once in a while, and when others do. */
import { untilNext } from './grid.ts';

export class Ticker {
  readonly #every: number;
  readonly #look: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param every time between two looks that need not be at once, in milliseconds. */
  constructor(every: number, look: () => void) {
    this.#every = every;
    this.#look = look;
  }

  now(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#look();
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), untilNext(this.#every));
  }
}
