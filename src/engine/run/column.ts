/** Numbers that grow in number, in half the bytes where that loses nothing: what comes from a device is float32, and so is every step below 2²⁴. */

export type Numbers = Float32Array | Float64Array;

const FIRST_ROOM = 512;
/** By a part of itself, not to twice its size: little stays empty, and a long column is still copied seldom. */
const GROWTH = 1 / 8;

export class Column {
  length = 0;
  /** Exactly the numbers that were added. Read only the first `length`. */
  numbers: Numbers = new Float32Array(FIRST_ROOM);

  push(x: number): void {
    const isNarrow = this.numbers instanceof Float32Array;
    const room = this.length < this.numbers.length ? this.length + 1 : Math.ceil(this.length * (1 + GROWTH));
    // From the first number on that float32 would round, all of them are float64.
    const stays = !isNarrow || Math.fround(x) === x;
    if (room > this.numbers.length || !stays) this.numbers = copied(this.numbers, Math.max(room, this.numbers.length), isNarrow && stays);
    this.numbers[this.length++] = x;
  }
}

function copied(numbers: Numbers, room: number, narrow: boolean): Numbers {
  const copy = narrow ? new Float32Array(room) : new Float64Array(room);
  copy.set(numbers);
  return copy;
}
