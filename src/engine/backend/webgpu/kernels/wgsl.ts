/** Pieces of WGSL that several kernels share. */

/** Invocations per workgroup of elementwise kernels. */
export const FLAT = 64;

/** Workgroups of an elementwise kernel over `count` elements. */
export const flat = (count: number): number => Math.ceil(count / FLAT);

/**
 * `sumOf(li, value)`: the sum of a value over a workgroup of `width` (a power of two), in a fixed order; every invocation must call it.
 */
export const workgroupSum = (width: number): string => `
var<workgroup> addends: array<f32, ${width}>;
fn sumOf(li: u32, value: f32) -> f32 {
  addends[li] = value;
  workgroupBarrier();
  for (var step = ${width / 2}u; step > 0u; step >>= 1u) {
    if (li < step) { addends[li] += addends[li + step]; }
    workgroupBarrier();
  }
  let sum = addends[0];
  workgroupBarrier();
  return sum;
}`;

/** `maxOf(li, value)`: the same for the largest value. */
export const workgroupMax = (width: number): string => `
var<workgroup> rivals: array<f32, ${width}>;
fn maxOf(li: u32, value: f32) -> f32 {
  rivals[li] = value;
  workgroupBarrier();
  for (var step = ${width / 2}u; step > 0u; step >>= 1u) {
    if (li < step) { rivals[li] = max(rivals[li], rivals[li + step]); }
    workgroupBarrier();
  }
  let largest = rivals[0];
  workgroupBarrier();
  return largest;
}`;

/** Column kernels: a workgroup has this many neighbouring columns and this many lanes over the rows. */
export const COLUMNS = 8;
export const LANES = 32;

/**
 * `columnSum(lid, value)`: the sum of a value over the lanes of a column, in a fixed order; valid in lane 0. A workgroup is
 * COLUMNS × LANES; every invocation must call it.
 */
export const laneSum = (name = 'columnSum'): string => `
var<workgroup> ${name}Lanes: array<f32, ${COLUMNS * LANES}>;
fn ${name}(lid: vec3u, value: f32) -> f32 {
  let at = lid.y * ${COLUMNS}u + lid.x;
  ${name}Lanes[at] = value;
  workgroupBarrier();
  for (var step = ${LANES / 2}u; step > 0u; step >>= 1u) {
    if (lid.y < step) { ${name}Lanes[at] += ${name}Lanes[at + step * ${COLUMNS}u]; }
    workgroupBarrier();
  }
  return ${name}Lanes[lid.x];
}`;

/** A number as a WGSL float literal. */
export const literal = (x: number): string => {
  const text = x.toString();
  return /[.e]/.test(text) ? text : `${text}.0`;
};
