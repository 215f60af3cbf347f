/** Looks at once, or soon: however often it is asked, at most once in a while. */
export class Ticker {
  readonly #every: number;
  readonly #look: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param every shortest time between two looks that need not be at once, in milliseconds. */
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
    this.#timer ??= setTimeout(() => this.now(), this.#every);
  }
}
