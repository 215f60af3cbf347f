/** Blocked matrix product over packed operands, whichever way they lie in memory. */
import { copyBlock, packColumns, packLeftColumns, packLeftRows, packRows } from './packing';
import { BLOCK_COLUMNS, BLOCK_DEPTH, edgeTile, leftTile, PANEL, panels, startRow, TILE } from './scratch';
import { tile } from './tile';
import { bytes, clear } from './vector';

/** Most columns of the product for which a transposed left operand is not packed. */
const UNPACKED_COLUMNS: i32 = 64;

/** c (m,n) = op(a)·op(b) + bias (n), or none where the address is 0; a is (m,k), or (k,m) when transposed; b (k,n), or (n,k) when transposed. */
export function multiply(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, transposeA: bool, transposeB: bool, bias: usize): void {
  multiplyPart(a, transposeA ? m : k, b, transposeB ? k : n, c, n, m, n, k, transposeA, transposeB, bias, 0);
}

/**
 * The same of parts of larger matrices, whose rows are `aStep`, `bStep`, `cStep` numbers apart. Row i of c starts from the numbers at
 * start + i·startStep, or from zeros where the address is 0; c may be its own start.
 */
export function multiplyPart(
  a: usize,
  aStep: i32,
  b: usize,
  bStep: i32,
  c: usize,
  cStep: i32,
  m: i32,
  n: i32,
  k: i32,
  transposeA: bool,
  transposeB: bool,
  start: usize,
  startStep: i32,
): void {
  for (let column = 0; column < n; column += BLOCK_COLUMNS) {
    const columns = min(n - column, BLOCK_COLUMNS);
    const to = c + bytes(column);
    // One row that all start from is padded to whole panels; a matrix is read where it lies.
    const sameForAll = start == 0 || startStep == 0;
    if (sameForAll) {
      clear(startRow(), BLOCK_COLUMNS);
      if (start != 0) copyBlock(start + bytes(column), 0, startRow(), 0, 1, columns);
    }
    // Once at least, so that a product over nothing is what it starts from.
    let depthAt = 0;
    do {
      const depth = min(k - depthAt, BLOCK_DEPTH);
      if (transposeB) packColumns(b + bytes(column) * bStep + bytes(depthAt), bytes(bStep), depth, columns, panels());
      else packRows(b + bytes(depthAt) * bStep + bytes(column), bytes(bStep), depth, columns, panels());
      const left = transposeA ? a + bytes(depthAt) * aStep : a + bytes(depthAt);
      const rowStep: usize = transposeA ? 4 : bytes(aStep);
      const depthStep: usize = transposeA ? bytes(aStep) : 4;
      if (depthAt > 0) multiplyBlock(left, rowStep, depthStep, to, bytes(cStep), m, depth, columns, to, bytes(cStep));
      else if (sameForAll) multiplyBlock(left, rowStep, depthStep, to, bytes(cStep), m, depth, columns, 0, 0);
      else multiplyBlock(left, rowStep, depthStep, to, bytes(cStep), m, depth, columns, start + bytes(column), bytes(startStep));
      depthAt += depth;
    } while (depthAt < k);
  }
}

/** One block of c's columns = start + left · panels, `startRow` being what every row starts from where there is no start. Steps in bytes. */
function multiplyBlock(
  left: usize,
  rowStep: usize,
  depthStep: usize,
  c: usize,
  toStep: usize,
  m: i32,
  depth: i32,
  columns: i32,
  start: usize,
  startStep: usize,
): void {
  for (let row = 0; row < m; row += TILE) {
    const rows = min(m - row, TILE);
    const tileLeft = left + (<usize>row) * rowStep;
    // A transposed operand is read where it lies, unless so many panels want it that a copy pays.
    const packed = rowStep != 4 || rows < TILE || columns > UNPACKED_COLUMNS;
    const from = packed ? leftTile() : tileLeft;
    const fromStep = packed ? bytes(TILE) : depthStep;
    if (packed) {
      if (rowStep == 4) packLeftColumns(tileLeft, depthStep, rows, depth, leftTile());
      else packLeftRows(tileLeft, rowStep, rows, depth, leftTile());
    }
    for (let j = 0; j < columns; j += PANEL) {
      const panel = panels() + bytes(j) * depth;
      const to = c + (<usize>row) * toStep + bytes(j);
      const width = min(columns - j, PANEL);
      const edge = rows < TILE || width < PANEL;
      const at = edge ? edgeTile() : to;
      const atStep: usize = edge ? bytes(PANEL) : toStep;
      let first = startRow() + bytes(j);
      let firstStep: usize = 0;
      if (start != 0) {
        first = start + (<usize>row) * startStep + bytes(j);
        firstStep = startStep;
        if (edge) {
          copyBlock(first, firstStep, at, atStep, rows, width);
          first = at;
          firstStep = atStep;
        }
      }
      tile(from, fromStep, panel, depth, at, atStep, first, firstStep);
      if (edge) copyBlock(at, atStep, to, toStep, rows, width);
    }
  }
}
