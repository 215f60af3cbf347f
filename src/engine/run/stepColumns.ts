/** Columns of steps, ascending. What is measured at the same steps has one column of them between it, each quantity as much of it as it has come to. */
import { Column } from './column.ts';

const NONE = new Column();

const agree = (a: Column, b: Column, length: number): boolean => {
  for (let i = 0; i < length; i++) if (a.numbers[i] !== b.numbers[i]) return false;
  return true;
};

export class StepColumns {
  readonly #all: Column[] = [];

  /** The column in which `step` stands behind the first `length` steps of `known`. */
  after(known: Column, length: number, step: number): Column {
    const goesOn = (column: Column): boolean => column.length === length || (column.length > length && column.numbers[length] === step);
    const isKnown = known !== NONE && goesOn(known);
    const column = isKnown ? known : (this.#all.find((one) => goesOn(one) && agree(one, known, length)) ?? this.#branch(known, length));
    if (column.length === length) column.push(step);
    return column;
  }

  #branch(known: Column, length: number): Column {
    const column = new Column();
    for (let i = 0; i < length; i++) column.push(known.numbers[i] as number);
    this.#all.push(column);
    return column;
  }
}

/** Of a quantity that was never measured. */
export const NO_STEPS: Column = NONE;
