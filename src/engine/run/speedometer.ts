/** How fast a run goes: updates per second over a sliding second. */

/** Milliseconds, and updates made by then. */
type Mark = readonly [time: number, step: number];

const NONE: Mark = [0, 0];

export class Speedometer {
  readonly #marks: Mark[] = [];

  mark(time: number, step: number): void {
    this.#marks.push([time, step]);
    while (this.#marks.length > 2 && time - (this.#marks[0] as Mark)[0] > 1000) this.#marks.shift();
  }

  reset(): void {
    this.#marks.length = 0;
  }

  /** 0 before the second mark. */
  get stepsPerSecond(): number {
    const [start, before] = this.#marks[0] ?? NONE;
    const [end, now] = this.#marks.at(-1) ?? NONE;
    return end <= start ? 0 : (1000 * (now - before)) / (end - start);
  }
}
