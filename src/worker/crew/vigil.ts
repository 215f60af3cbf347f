/**
 * Judges from its silence whether a worker lives. Silence counts from a question on, and only while the page itself is awake: whoever slept,
 * or was kept busy, finds the answers waiting and so looks more than once before it judges.
 */

/** A worker that is asked and says nothing for this long, in milliseconds, is gone. */
export const SILENCE_MS = 3000;
/** What counts at most between two looks: less than the limit, so that one late look never judges. */
const GAP_MS = SILENCE_MS / 2;

export type Verdict = 'ask' | 'wait' | 'dead';

export class Vigil {
  readonly #start: number;
  #born = false;
  #asked = false;
  #silence = 0;
  #stretch = 0;

  /** @param start milliseconds until its first word: its script has yet to come. */
  constructor(start: number) {
    this.#start = start;
  }

  /** Whether it ever said a word. */
  get born(): boolean {
    return this.#born;
  }

  /** It said something: it lives. */
  hear(): void {
    this.#born = true;
    this.#asked = false;
  }

  /** It said how long it may be deaf at a time, in milliseconds. */
  allow(ms: number): void {
    this.#stretch = ms;
  }

  /** A look, `ms` after the one before: 'ask' wants a question put to it. */
  look(ms: number): Verdict {
    if (!this.#asked) {
      this.#asked = true;
      this.#silence = 0;
      return 'ask';
    }
    this.#silence += Math.min(ms, GAP_MS);
    return this.#silence < (this.#born ? Math.max(SILENCE_MS, this.#stretch) : this.#start) ? 'wait' : 'dead';
  }
}
