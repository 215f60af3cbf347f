/** Answers to all questions about two tokens as a table, a from top to bottom and b from left to right. */
import type { DatasetShape, Examples } from '../../data/dataset.ts';
import type { SetAnswers } from '../answers.ts';

/** Of a cell: an example that it trains on, or one that it never sees, and whether its answer is right. */
export const CELLS = ['toldRight', 'toldWrong', 'newRight', 'newWrong'] as const;
export type Cell = (typeof CELLS)[number];

export interface CellTable {
  readonly size: number;
  /** (size²), row by row: a place in CELLS; −1 where nothing is asked. */
  readonly cells: Int8Array;
}

/** Rows of the largest table: a cell of it is still some pixels wide. */
const LARGEST = 200;

/** @returns null where examples make no such table */
export function cellTableOf(shape: DatasetShape, sets: readonly (readonly [Examples, SetAnswers])[]): CellTable | null {
  if (shape.kind !== 'tokens' || shape.arity !== 2 || shape.vocabulary > LARGEST || shape.target.kind !== 'class') return null;
  const size = shape.vocabulary;
  const cells = new Int8Array(size ** 2).fill(-1);
  sets.forEach(([{ inputs, targets, count }, said], set) => {
    if (said.kind !== 'class') return;
    for (let i = 0; i < count; i++) {
      const at = (inputs[2 * i] as number) * size + (inputs[2 * i + 1] as number);
      cells[at] = 2 * set + (said.answers[i] === targets[i] ? 0 : 1);
    }
  });
  return { size, cells };
}
