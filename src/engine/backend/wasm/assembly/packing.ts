/** Copies of operand blocks in the order in which the register tile reads them, padded with zeros to whole panels and tiles. */
import { PANEL, TILE } from './scratch';
import { bytes, splat } from './vector';

/** The right operand's block, rows along memory: element (k,j) at from + k·step + 4j → panels of depth × 8. */
export function packRows(from: usize, step: usize, depth: i32, columns: i32, to: usize): void {
  const whole = columns & ~(PANEL - 1);
  for (let j = 0; j < whole; j += PANEL) {
    let row = from + bytes(j);
    for (let k = 0; k < depth; k++, row += step, to += 32) {
      v128.store(to, v128.load(row));
      v128.store(to, v128.load(row, 16), 16);
    }
  }
  const width = columns - whole;
  if (width > 0) packNarrow(from + bytes(whole), step, depth, width, to);
}

/** A panel of fewer than 8 columns. */
function packNarrow(row: usize, step: usize, depth: i32, width: i32, to: usize): void {
  const half = width & 4;
  for (let k = 0; k < depth; k++, row += step, to += 32) {
    let at = to;
    let left = row;
    if (half != 0) {
      v128.store(at, v128.load(left));
      at += 16;
      left += 16;
    } else v128.store(to, splat(0), 16);
    // Zeros first: what is there is written over them.
    v128.store(at, splat(0));
    if ((width & 2) != 0) {
      i64.store(at, i64.load(left));
      if ((width & 1) != 0) f32.store(at, f32.load(left, 8), 8);
    } else if ((width & 1) != 0) f32.store(at, f32.load(left));
  }
}

/** The same with columns along memory: element (k,j) at from + j·step + 4k. */
export function packColumns(from: usize, step: usize, depth: i32, columns: i32, to: usize): void {
  const deep = depth & ~3;
  for (let j = 0; j < columns; j += PANEL) {
    const column = from + (<usize>j) * step;
    const width = min(columns - j, PANEL);
    let k = 0;
    if (width == PANEL) {
      for (; k < deep; k += 4) {
        const at = to + ((<usize>k) << 5);
        transpose(column + bytes(k), step, at, bytes(PANEL));
        transpose(column + 4 * step + bytes(k), step, at + 16, bytes(PANEL));
      }
    }
    for (; k < depth; k++) {
      const at = to + ((<usize>k) << 5);
      for (let i = 0; i < PANEL; i++) {
        f32.store(at + bytes(i), i < width ? f32.load(column + (<usize>i) * step + bytes(k)) : 0);
      }
    }
    to += (<usize>depth) << 5;
  }
}

/** Four rows of four → four columns of four, `toStep` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, step: usize, to: usize, toStep: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + step);
  const r2 = v128.load(from + 2 * step);
  const r3 = v128.load(from + 3 * step);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toStep, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toStep, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toStep, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** Up to TILE rows of the left operand: element (i,k) at from + i·step + 4k → depth × TILE. */
export function packLeftRows(from: usize, step: usize, rows: i32, depth: i32, to: usize): void {
  let k = 0;
  if (rows == TILE) {
    for (; k < (depth & ~3); k += 4, from += 16, to += 4 * bytes(TILE)) {
      transpose(from, step, to, bytes(TILE));
      if (TILE == 6) {
        const r4 = v128.load(from + 4 * step);
        const r5 = v128.load(from + 5 * step);
        const low = v128.shuffle<f32>(r4, r5, 0, 4, 1, 5);
        const high = v128.shuffle<f32>(r4, r5, 2, 6, 3, 7);
        v128.store64_lane(to, low, 0, 16);
        v128.store64_lane(to, low, 1, 16 + 24);
        v128.store64_lane(to, high, 0, 16 + 48);
        v128.store64_lane(to, high, 1, 16 + 72);
      }
    }
  }
  packLeft(from, step, 4, rows, depth - k, to);
}

/** Up to TILE rows of the left operand, transposed as it is: element (i,k) at from + k·step + 4i → depth × TILE. */
export function packLeftColumns(from: usize, step: usize, rows: i32, depth: i32, to: usize): void {
  if (rows < TILE) {
    packLeft(from, 4, step, rows, depth, to);
    return;
  }
  for (let k = 0; k < depth; k++, from += step, to += bytes(TILE)) {
    v128.store(to, v128.load(from));
    if (TILE == 6) i64.store(to, i64.load(from, 16), 16);
  }
}

/** Any rows, one number at a time: element (i,k) at from + i·rowStep + k·depthStep → depth × TILE. */
function packLeft(from: usize, rowStep: usize, depthStep: usize, rows: i32, depth: i32, to: usize): void {
  for (let k = 0; k < depth; k++, from += depthStep) {
    for (let i = 0; i < TILE; i++, to += 4) f32.store(to, i < rows ? f32.load(from + (<usize>i) * rowStep) : 0);
  }
}

/** The first `rows` × `columns` numbers from one place to another; steps in bytes. */
export function copyBlock(from: usize, fromStep: usize, to: usize, toStep: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++, from += fromStep, to += toStep) {
    for (let j: usize = 0; j < (<usize>columns) << 2; j += 4) f32.store(to + j, f32.load(from + j));
  }
}
