/**
 * Whose turn it is, where runs of a race are more than the cores that they have: those furthest behind make so many updates, then the next ones do,
 * so that none is ever further ahead than two turns, on one core than one. Counted in steps and not in time: a slow run is not left behind. No clock but the one it is given.
 */

/** A run as whoever deals out turns sees it. */
export interface Taker {
  readonly id: string;
  /** Whether it makes updates wherever it may. */
  readonly going: boolean;
  /** Whether it is about to: it begins, or its worker is being replaced. */
  readonly coming: boolean;
  /** Largest step that it was heard to have made. */
  readonly reached: number;
  /** The step that it may go to; null: to its end. */
  readonly allowed: number | null;
  allow(step: number | null): void;
}

interface Turn {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What a turn is to take, in milliseconds: long enough that handing it on costs little, short enough that curves grow side by side. */
const TURN_MS = 100;
const MOST = 5000;

export class Turns {
  readonly #cores: number;
  readonly #now: () => number;
  readonly #turns = new Map<string, Turn>();
  /** Updates in a turn, the same for all. */
  #updates = 8;

  constructor(cores: number, now: () => number) {
    this.#cores = cores;
    this.#now = now;
  }

  /** Deals out what turns are free. @param runs of the race, in its order */
  look(runs: readonly Taker[]): void {
    const going = runs.filter((run) => run.going);
    const few = runs.filter((run) => run.going || run.coming).length <= this.#cores;
    // A run that waits for its reader makes no updates but those that it is asked for.
    for (const run of runs) if (few || !(run.going || run.coming)) run.allow(null);
    if (few) return this.#turns.clear();
    this.#end(going);
    for (const run of going) if (run.allowed === null) run.allow(run.reached);
    while (this.#turns.size < this.#cores) {
      const waiting = going.filter(({ id }) => !this.#turns.has(id));
      if (waiting.length === 0) return;
      const next = waiting.reduce((least, run) => (run.reached < least.reached ? run : least));
      // Whoever holds a turn for long is waited for, however many cores are free.
      const least = Math.min(...going.map(({ reached }) => reached));
      const to = Math.min(next.reached + this.#updates, least + 2 * this.#updates);
      if (to <= next.reached) return;
      this.#turns.set(next.id, { at: this.#now(), from: next.reached, to });
      next.allow(to);
    }
  }

  /** Ends the turns that are over, and lets the next ones be as long as is good. */
  #end(going: readonly Taker[]): void {
    for (const [id, { at, from, to }] of this.#turns) {
      const run = going.find((one) => one.id === id);
      if (run !== undefined && run.reached < to) continue;
      this.#turns.delete(id);
      if (run === undefined) continue;
      const times = TURN_MS / Math.max(1, this.#now() - at);
      this.#updates = Math.max(1, Math.min(MOST, Math.round((to - from) * Math.min(2, Math.max(0.5, times)))));
    }
  }
}
