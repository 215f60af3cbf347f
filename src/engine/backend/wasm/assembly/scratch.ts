/** Room for packing, on TF.js's heap: the host asks how much, allocates it once and hands the address over. */

/** Largest block of the inner dimension and of the columns that `multiply` packs at once, in float32. */
export const BLOCK_DEPTH: i32 = 256;
export const BLOCK_COLUMNS: i32 = 256;
/** Columns of one panel: two vectors. */
export const PANEL: i32 = 8;
/** Rows of one register tile: twelve or eight accumulators. The plain build needs registers for products. */
export const TILE: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

const PANELS_BYTES: usize = (<usize>BLOCK_DEPTH) * BLOCK_COLUMNS * 4;
const START_BYTES: usize = (<usize>BLOCK_COLUMNS) * 4;
const LEFT_BYTES: usize = (<usize>BLOCK_DEPTH) * 6 * 4;
const TILE_BYTES: usize = 6 * 8 * 4;

const SCRATCH_BYTES: usize = PANELS_BYTES + START_BYTES + LEFT_BYTES + TILE_BYTES;

let scratch: usize = 0;

/** Returns how many bytes the address must offer. */
export function setScratch(address: usize): usize {
  scratch = address;
  return SCRATCH_BYTES;
}

/** Packed right operand: panels of BLOCK_DEPTH × PANEL. */
// @ts-ignore: decorator
@inline
export function panels(): usize {
  return scratch;
}

/** What a row of the product starts from: the bias or zeros, padded to whole panels. */
// @ts-ignore: decorator
@inline
export function startRow(): usize {
  return scratch + PANELS_BYTES;
}

/** A packed tile of the left operand: BLOCK_DEPTH × TILE. */
// @ts-ignore: decorator
@inline
export function leftTile(): usize {
  return scratch + PANELS_BYTES + START_BYTES;
}

/** A tile of the product that reaches beyond its edge: TILE × PANEL. */
// @ts-ignore: decorator
@inline
export function edgeTile(): usize {
  return scratch + PANELS_BYTES + START_BYTES + LEFT_BYTES;
}
