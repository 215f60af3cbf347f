/** How fast a run goes: updates per second over a sliding second. */
export class Speedometer {
  /** Milliseconds, and updates made by then. */
  readonly #marks: (readonly [time: number, step: number])[] = [];

  mark(time: number, step: number): void {
    this.#marks.push([time, step]);
    while (this.#marks.length > 2 && time - (this.#marks[0] as readonly [number, number])[0] > 1000) this.#marks.shift();
  }

  reset(): void {
    this.#marks.length = 0;
  }

  /** 0 before the second mark. */
  get stepsPerSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last[0] <= first[0]) return 0;
    return (1000 * (last[1] - first[1])) / (last[0] - first[0]);
  }
}
