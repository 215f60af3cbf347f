/** One curve of a run: growable typed columns, so that a long run stays small and a chart can read it as it lies. */
import { Column, type Numbers } from './column.ts';
import { NO_STEPS, StepColumns } from './stepColumns.ts';

/** `length` points, steps ascending. Read only the first `length` entries. */
export interface Curve {
  readonly length: number;
  readonly steps: Numbers;
  readonly values: Numbers;
}

/** The curve of a number that was never reported. */
export const EMPTY_CURVE: Curve = { length: 0, steps: new Float64Array(0), values: new Float64Array(0) };

export class GrowingCurve implements Curve {
  readonly #columns: StepColumns;
  readonly #values = new Column();
  #steps = NO_STEPS;

  /** @param columns of the run that it is a curve of */
  constructor(columns = new StepColumns()) {
    this.#columns = columns;
  }

  get length(): number {
    return this.#values.length;
  }

  get steps(): Numbers {
    return this.#steps.numbers;
  }

  get values(): Numbers {
    return this.#values.numbers;
  }

  /** Adds a point. What is no number cannot be drawn, and a step passed again (after a recovery: same seed, same number) is known. */
  push(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    if (this.length > 0 && step <= (this.steps[this.length - 1] as number)) return;
    this.#steps = this.#columns.after(this.#steps, this.length, step);
    this.#values.push(value);
  }

  /** Takes over the points of another curve up to and including a step. */
  copy(other: Curve, last: number): void {
    for (let i = 0; i < other.length && (other.steps[i] as number) <= last; i++) this.push(other.steps[i] as number, other.values[i] as number);
  }
}
