/** Blocked matrix product over packed operands, whichever way they lie in memory. */
import { copyBlock, packColumns, packLeftColumns, packLeftRows, packRows } from './packing';
import { BLOCK_COLUMNS, BLOCK_DEPTH, edgeTile, leftTile, PANEL, panels, startRow, TILE } from './scratch';
import { tile } from './tile';
import { bytes, clear } from './vector';

/**
 * c (m,n) = op(a)·op(b) + bias, every row of which starts from bias (n), or from zeros where the address is 0.
 * a is (m,k), or (k,m) when transposed; b (k,n), or (n,k) when transposed.
 */
export function multiply(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, transposeA: bool, transposeB: bool, bias: usize): void {
  for (let column = 0; column < n; column += BLOCK_COLUMNS) {
    const columns = min(n - column, BLOCK_COLUMNS);
    clear(startRow(), BLOCK_COLUMNS);
    if (bias != 0) copyBlock(bias + bytes(column), 0, startRow(), 0, 1, columns);
    // Once at least, so that a product over nothing is the bias.
    let depthAt = 0;
    do {
      const depth = min(k - depthAt, BLOCK_DEPTH);
      if (transposeB) packColumns(b + bytes(column) * k + bytes(depthAt), bytes(k), depth, columns, panels());
      else packRows(b + bytes(depthAt) * n + bytes(column), bytes(n), depth, columns, panels());
      const left = transposeA ? a + bytes(depthAt) * m : a + bytes(depthAt);
      multiplyBlock(left, transposeA, c + bytes(column), m, n, k, depth, columns, depthAt == 0);
      depthAt += depth;
    } while (depthAt < k);
  }
}

/** c's columns of one block += left · panels; the first block of the inner dimension starts from `startRow` instead. */
function multiplyBlock(left: usize, transposed: bool, c: usize, m: i32, n: i32, k: i32, depth: i32, columns: i32, first: bool): void {
  const rowStep: usize = transposed ? 4 : bytes(k);
  const depthStep: usize = transposed ? bytes(m) : 4;
  const toStep = bytes(n);
  for (let row = 0; row < m; row += TILE) {
    const rows = min(m - row, TILE);
    const tileLeft = left + (<usize>row) * rowStep;
    if (transposed) packLeftColumns(tileLeft, depthStep, rows, depth, leftTile());
    else packLeftRows(tileLeft, rowStep, rows, depth, leftTile());
    for (let j = 0; j < columns; j += PANEL) {
      const panel = panels() + bytes(j) * depth;
      const to = c + bytes(row) * n + bytes(j);
      const width = min(columns - j, PANEL);
      const edge = rows < TILE || width < PANEL;
      const at = edge ? edgeTile() : to;
      const atStep: usize = edge ? bytes(PANEL) : toStep;
      if (edge && !first) copyBlock(to, toStep, at, atStep, rows, width);
      const start = first ? startRow() + bytes(j) : at;
      const startStep: usize = first ? <usize>0 : atStep;
      tile(leftTile(), panel, depth, at, atStep, start, startStep);
      if (edge) copyBlock(at, atStep, to, toStep, rows, width);
    }
  }
}
