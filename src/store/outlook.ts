/**
 * How long the rest of a run will take: what it is counted to take, at the pace of the last stretch of training. Steps alone would not tell: early on
 * most of them are measured as well, later few are.
 */

/** Less training than this, in milliseconds, says nothing about the rest. */
const MIN_MS = 1500;
/** The stretch that tells the pace, in milliseconds. */
const STRETCH_MS = 20_000;

/** Milliseconds of training, and the seconds that what was done by then was counted to take. */
type Mark = readonly [ms: number, counted: number];

export class Outlook {
  #marks: Mark[] = [];

  mark(ms: number, counted: number): void {
    if (this.#marks.at(-1)?.[1] === counted) return;
    this.#marks.push([ms, counted]);
    while (ms - (this.#marks[1]?.[0] ?? ms) > STRETCH_MS) this.#marks.shift();
  }

  /** From here on it goes at another pace. */
  reset(): void {
    this.#marks = [];
  }

  /** Milliseconds from `ms` on until all that is counted is done; null while it cannot be told. */
  left(ms: number, counted: number): number | null {
    const [begun, before] = this.#marks[0] ?? [0, 0];
    const [last, done] = this.#marks.at(-1) ?? [0, 0];
    if (last - begun < MIN_MS || done <= before) return null;
    return Math.max(0, ((counted - done) * (last - begun)) / (done - before) - (ms - last));
  }
}
