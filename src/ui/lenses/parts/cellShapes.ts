/** The sign of each verdict in a table of answers: told is square, never told is round, right is filled, sure and wrong is crossed out. */
import type { Verdict } from '../../../engine/looks/pairTable.ts';

/** Side of the square that paths are written in. */
export const CELL = 10;

/** Paths are relative, so that they can be written behind the place of a cell. */
const SQUARE = 'm.4 .4h9.2v9.2h-9.2z';
const ARMS = 'l1.3 -1.3l2.1 2.1l2.1 -2.1l1.3 1.3l-2.1 2.1l2.1 2.1l-1.3 1.3l-2.1 -2.1l-2.1 2.1l-1.3 -1.3l2.1 -2.1z';

interface CellShape {
  /** In a square of CELL. */
  readonly path: string;
  /** Of theme.css. */
  readonly colour: string;
}

export const SHAPES: Readonly<Record<Verdict, CellShape>> = {
  toldRight: { path: SQUARE, colour: 'train' },
  toldWrong: { path: 'm2 2h6v6h-6zm1.2 1.2v3.6h3.6v-3.6z', colour: 'train' },
  toldSure: { path: `${SQUARE}m.9 .9v7.4h7.4v-7.4zm.3 1.6${ARMS}`, colour: 'bad' },
  newRight: { path: 'm.4 5a4.6 4.6 0 1 1 9.2 0a4.6 4.6 0 1 1 -9.2 0z', colour: 'val' },
  newWrong: { path: 'm3.5 5a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1 -3 0z', colour: 'ink-3' },
  newSure: { path: `m1.6 2.9${ARMS}`, colour: 'bad' },
};
