/** Products of parts of matrices that share one program: workgroups are divided among them. */
import { accumulate, addLayers, putAll, TILE, type Cut, type Operand } from './tile.ts';

/** One of a program's products: op(a)·op(b), `rows` and `columns` expressions that bound it, `put` a statement that stores a sum. */
export interface Part {
  readonly a: Operand;
  readonly b: Operand;
  readonly columns: string;
  readonly put: (row: string, column: string, sum: string) => string;
  /** More statements, in workgroups of the first row of tiles; they see `first`, a column for each of the first TILE invocations. */
  readonly once?: string;
}

/** Statements of tile number `tileAt` (an expression) of a product. */
export function partBody({ a, b, columns, put, once }: Part, tileAt: string, cut: Cut): string {
  return `
    let number = ${tileAt};
    let across = (${columns} + ${TILE - 1}u) / ${TILE}u;
    let row0 = (number / across) * ${TILE}u;
    let column0 = (number % across) * ${TILE}u;
    let begin = 0u;
    let end = ${a.deep};
    ${accumulate(a, b, cut, true)}
    ${addLayers(cut)}
    if (layer > 0u) { return; }
    ${putAll((row, column, sum) => `if (${row} < ${a.outer} && ${column} < ${b.outer}) { ${put(`(${row})`, column, sum)} }`)}
    ${once === undefined ? '' : `if (row0 == 0u && li < ${TILE}u) { let first = column0 + li; ${once} }`}`;
}
