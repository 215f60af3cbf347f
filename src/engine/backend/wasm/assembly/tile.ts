/**
 * The register tile at the heart of the matrix product: TILE rows × PANEL columns stay in registers while the inner dimension runs (Goto &
 * van de Geijn 2008, «Anatomy of high-performance matrix multiplication»). Twelve accumulators hide the latency of a fused multiply-add and
 * still fit 16 registers.
 */
import { TILE } from './scratch';
import { madd, splat } from './vector';

/**
 * to[i,:] = start[i,:] + Σ_k left[k,i]·panel[k,:], left depth × TILE with its rows leftStep apart, panel depth × PANEL and packed.
 * Steps are in bytes; start may be `to` itself, or one row for all with a step of 0.
 */
export function tile(left: usize, leftStep: usize, panel: usize, depth: i32, to: usize, toStep: usize, start: usize, startStep: usize): void {
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
  v128.store(to, c00);
  v128.store(to, c01, 16);
  to += toStep;
  v128.store(to, c10);
  v128.store(to, c11, 16);
  to += toStep;
  v128.store(to, c20);
  v128.store(to, c21, 16);
  to += toStep;
  v128.store(to, c30);
  v128.store(to, c31, 16);
  if (TILE == 6) {
    to += toStep;
    v128.store(to, c40);
    v128.store(to, c41, 16);
    to += toStep;
    v128.store(to, c50);
    v128.store(to, c51, 16);
  }
}
