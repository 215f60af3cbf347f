/** One curve of a run: growable typed columns, so that a long run stays small and a chart can read it as it lies. */

/** `length` points, steps ascending. Read only the first `length` entries. */
export interface Curve {
  readonly length: number;
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

/** The curve of a number that was never reported. */
export const EMPTY_CURVE: Curve = { length: 0, steps: new Float64Array(0), values: new Float64Array(0) };

const FIRST_ROOM = 512;

export class GrowingCurve implements Curve {
  length = 0;
  steps = new Float64Array(FIRST_ROOM);
  values = new Float64Array(FIRST_ROOM);

  /** Adds a point. What is no number cannot be drawn, and a step passed again (after a recovery: same seed, same number) is known. */
  push(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    if (step <= (this.steps[this.length - 1] ?? Number.NEGATIVE_INFINITY)) return;
    if (this.length === this.steps.length) {
      this.steps = grown(this.steps);
      this.values = grown(this.values);
    }
    this.steps[this.length] = step;
    this.values[this.length] = value;
    this.length++;
  }

  /** Takes over the points of another curve up to and including a step. */
  copy(other: Curve, last: number): void {
    for (let i = 0; i < other.length && (other.steps[i] as number) <= last; i++) this.push(other.steps[i] as number, other.values[i] as number);
  }
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
