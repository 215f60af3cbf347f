/** Pieces of WGSL that several kernels share. */

/** Invocations per workgroup of elementwise kernels. */
export const FLAT = 64;

/** Workgroups of an elementwise kernel over `count` elements. */
export const flat = (count: number): number => Math.ceil(count / FLAT);

/** The least power of two that is not below `x`, between two powers of two. */
export function powerOfTwo(x: number, least: number, most: number): number {
  let power = least;
  while (power < x && power < most) power *= 2;
  return power;
}

/** Invocations that share a row of `columns` elements. */
export const widthFor = (columns: number): number => powerOfTwo(columns / 2, 8, 64);

/**
 * `name(li, value)`: a reduction over a workgroup of `width`, a power of two; every invocation must call it and gets the result. Two levels,
 * so two barriers; the order is fixed. The second call may come right away: whoever still reads the first's result has not passed its barrier.
 */
function workgroupReduction(name: string, width: number, combine: (a: string, b: string) => string): string {
  const heads = 2 ** Math.floor(Math.log2(width) / 2);
  return `
var<workgroup> ${name}All: array<f32, ${width}>;
var<workgroup> ${name}Heads: array<f32, ${heads}>;
fn ${name}(li: u32, value: f32) -> f32 {
  ${name}All[li] = value;
  workgroupBarrier();
  if (li < ${heads}u) {
    var part = ${name}All[li];
    for (var i = li + ${heads}u; i < ${width}u; i += ${heads}u) { part = ${combine('part', `${name}All[i]`)}; }
    ${name}Heads[li] = part;
  }
  workgroupBarrier();
  var result = ${name}Heads[0];
  for (var i = 1u; i < ${heads}u; i++) { result = ${combine('result', `${name}Heads[i]`)}; }
  return result;
}`;
}

/** `sumOf(li, value)` and `maxOf(li, value)` over a workgroup. */
export const workgroupSum = (width: number): string => workgroupReduction('sumOf', width, (a, b) => `${a} + ${b}`);
export const workgroupMax = (width: number): string => workgroupReduction('maxOf', width, (a, b) => `max(${a}, ${b})`);

/** Column kernels: a workgroup has this many neighbouring columns, and lanes over the rows. */
export const COLUMNS = 4;

/** Lanes for columns of up to `rows` addends. */
export const lanesFor = (rows: number): number => powerOfTwo(rows / 16, 1, 64);

/**
 * `name(lid, value)`: the sum of a value over the lanes of a column, in a fixed order; valid in lane 0, called once. A workgroup is
 * COLUMNS × lanes; every invocation must call it.
 */
export function laneSum(name: string, lanes: number): string {
  if (lanes === 1) return `\nfn ${name}(lid: vec3u, value: f32) -> f32 { return value; }`;
  return `
var<workgroup> ${name}Lanes: array<f32, ${COLUMNS * lanes}>;
fn ${name}(lid: vec3u, value: f32) -> f32 {
  ${name}Lanes[lid.y * ${COLUMNS}u + lid.x] = value;
  workgroupBarrier();
  var sum = value;
  if (lid.y == 0u) {
    for (var lane = 1u; lane < ${lanes}u; lane++) { sum += ${name}Lanes[lane * ${COLUMNS}u + lid.x]; }
  }
  return sum;
}`;
}

/** A number as a WGSL float literal. */
export const literal = (x: number): string => {
  const text = x.toString();
  return /[.e]/.test(text) ? text : `${text}.0`;
};
