/**
 * The register tile at the heart of the matrix product: TILE rows × PANEL columns stay in registers while the inner dimension runs
 * (Goto & van de Geijn 2008, «Anatomy of high-performance matrix multiplication»). One kernel reads the left operand along its rows, the
 * other along its columns; the right operand is packed. Twelve accumulators hide the latency of a fused multiply-add and fit 16 registers.
 */
import { TILE } from './scratch';
import { madd, splat } from './vector';

/**
 * to[i,:] = start[i,:] + Σ_k left[i,k]·panel[k,:], left row-major: element (i,k) at left + i·leftStep + 4k.
 * Steps are in bytes; start may be `to` itself, or one row for all with a step of 0.
 */
export function tileByRows(left: usize, leftStep: usize, panel: usize, depth: i32, to: usize, toStep: usize, start: usize, startStep: usize): void {
  let c00 = v128.load(start), c01 = v128.load(start, 16);
  start += startStep;
  let c10 = v128.load(start), c11 = v128.load(start, 16);
  start += startStep;
  let c20 = v128.load(start), c21 = v128.load(start, 16);
  start += startStep;
  let c30 = v128.load(start), c31 = v128.load(start, 16);
  let c40 = splat(0), c41 = c40, c50 = c40, c51 = c40;
  if (TILE == 6) {
    start += startStep;
    c40 = v128.load(start);
    c41 = v128.load(start, 16);
    start += startStep;
    c50 = v128.load(start);
    c51 = v128.load(start, 16);
  }
  let a0 = left, a1 = a0 + leftStep, a2 = a1 + leftStep, a3 = a2 + leftStep, a4 = a3 + leftStep, a5 = a4 + leftStep;
  const paired = panel + ((<usize>(depth & ~1)) << 5);
  for (; panel < paired; panel += 64) {
    let b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(a0);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    if (TILE == 6) {
      x = v128.load32_splat(a4);
      c40 = madd(x, b0, c40);
      c41 = madd(x, b1, c41);
      x = v128.load32_splat(a5);
      c50 = madd(x, b0, c50);
      c51 = madd(x, b1, c51);
    }
    b0 = v128.load(panel, 32);
    b1 = v128.load(panel, 48);
    x = v128.load32_splat(a0, 4);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a1, 4);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a2, 4);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a3, 4);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    if (TILE == 6) {
      x = v128.load32_splat(a4, 4);
      c40 = madd(x, b0, c40);
      c41 = madd(x, b1, c41);
      x = v128.load32_splat(a5, 4);
      c50 = madd(x, b0, c50);
      c51 = madd(x, b1, c51);
      a4 += 8;
      a5 += 8;
    }
    a0 += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
  }
  if (depth & 1) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(a0);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    if (TILE == 6) {
      x = v128.load32_splat(a4);
      c40 = madd(x, b0, c40);
      c41 = madd(x, b1, c41);
      x = v128.load32_splat(a5);
      c50 = madd(x, b0, c50);
      c51 = madd(x, b1, c51);
    }
  }
  store(to, toStep, c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51);
}

/** The same with the left operand transposed: element (i,k) at left + k·leftStep + 4i. */
export function tileByColumns(left: usize, leftStep: usize, panel: usize, depth: i32, to: usize, toStep: usize, start: usize, startStep: usize): void {
  let c00 = v128.load(start), c01 = v128.load(start, 16);
  start += startStep;
  let c10 = v128.load(start), c11 = v128.load(start, 16);
  start += startStep;
  let c20 = v128.load(start), c21 = v128.load(start, 16);
  start += startStep;
  let c30 = v128.load(start), c31 = v128.load(start, 16);
  let c40 = splat(0), c41 = c40, c50 = c40, c51 = c40;
  if (TILE == 6) {
    start += startStep;
    c40 = v128.load(start);
    c41 = v128.load(start, 16);
    start += startStep;
    c50 = v128.load(start);
    c51 = v128.load(start, 16);
  }
  const end = panel + ((<usize>depth) << 5);
  for (; panel < end; panel += 32) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(left);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(left, 4);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(left, 8);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(left, 12);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    if (TILE == 6) {
      x = v128.load32_splat(left, 16);
      c40 = madd(x, b0, c40);
      c41 = madd(x, b1, c41);
      x = v128.load32_splat(left, 20);
      c50 = madd(x, b0, c50);
      c51 = madd(x, b1, c51);
    }
    left += leftStep;
  }
  store(to, toStep, c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51);
}

// @ts-ignore: decorator
@inline
function store(
  to: usize,
  step: usize,
  c00: v128,
  c01: v128,
  c10: v128,
  c11: v128,
  c20: v128,
  c21: v128,
  c30: v128,
  c31: v128,
  c40: v128,
  c41: v128,
  c50: v128,
  c51: v128,
): void {
  v128.store(to, c00);
  v128.store(to, c01, 16);
  to += step;
  v128.store(to, c10);
  v128.store(to, c11, 16);
  to += step;
  v128.store(to, c20);
  v128.store(to, c21, 16);
  to += step;
  v128.store(to, c30);
  v128.store(to, c31, 16);
  if (TILE == 6) {
    to += step;
    v128.store(to, c40);
    v128.store(to, c41, 16);
    to += step;
    v128.store(to, c50);
    v128.store(to, c51, 16);
  }
}
