/** Typed arrays that grow: what a slice is written into while nobody knows yet how large it becomes. */

export class Floats {
  #data = new Float64Array(4096);
  length = 0;

  push(x: number, y: number): void {
    if (this.length === this.#data.length) {
      const grown = new Float64Array(2 * this.#data.length);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = x;
    this.#data[this.length++] = y;
  }

  /** A copy of its own buffer, fit to be transferred. */
  take(): Float64Array<ArrayBuffer> {
    return this.#data.slice(0, this.length);
  }
}

export class Integers {
  #data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#data.length) {
      const grown = new Int32Array(2 * this.#data.length);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = value;
  }

  take(): Int32Array<ArrayBuffer> {
    return this.#data.slice(0, this.length);
  }
}
