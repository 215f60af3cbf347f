/** Those who wait for one answer: several who ask at once are answered at once. */
export class Askers<T> {
  #waiting: ((answer: T) => void)[] = [];

  get any(): boolean {
    return this.#waiting.length > 0;
  }

  add(): Promise<T> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  answer(answer: T): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(answer);
  }
}
