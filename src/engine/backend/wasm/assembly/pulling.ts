/** What one or two terms of a mixed row give back to their weights and to their source's rows of the table. */
import { addScaledRow, bytes, dot, madd, splat, whole } from './vector';

/** All heads of one term. */
export function pullOne(slopes: usize, weights: usize, dweights: usize, weight: usize, row: usize, drow: usize, heads: i32, step: usize, width: usize): void {
  let head = 0;
  for (; head + 4 <= heads; head += 4, weight += 16, row += 4 * step, drow += 4 * step) {
    pullFour(slopes, weights + weight, dweights + weight, row, drow, step, width);
  }
  for (; head < heads; head++, weight += 4, row += step, drow += step) pullHead(slopes, weights + weight, dweights + weight, row, drow, width);
}

// @ts-ignore: decorator
@inline
function pullHead(slopes: usize, weight: usize, dweight: usize, row: usize, drow: usize, width: usize): void {
  const n = <i32>(width >> 2);
  f32.store(dweight, f32.load(dweight) + dot(slopes, row, n));
  addScaledRow(drow, f32.load(weight), slopes, n);
}

/** All heads of two terms of one source, the first term's share added first. */
export function pullTwo(
  slopes: usize,
  otherSlopes: usize,
  weights: usize,
  dweights: usize,
  weight: usize,
  otherWeight: usize,
  row: usize,
  drow: usize,
  heads: i32,
  step: usize,
  width: usize,
): void {
  let head = 0;
  for (; head + 2 <= heads; head += 2, weight += 8, otherWeight += 8, row += 2 * step, drow += 2 * step) {
    pullPair(slopes, otherSlopes, weights + weight, weights + otherWeight, dweights + weight, dweights + otherWeight, row, drow, step, width);
  }
  if (head == heads) return;
  pullHead(slopes, weights + weight, dweights + weight, row, drow, width);
  pullHead(otherSlopes, weights + otherWeight, dweights + otherWeight, row, drow, width);
}

/** Two heads of two terms. */
// @ts-ignore: decorator
@inline
function pullPair(a: usize, b: usize, weightsA: usize, weightsB: usize, dweightsA: usize, dweightsB: usize, row: usize, drow: usize, step: usize, width: usize): void {
  const wa0 = v128.load32_splat(weightsA), wa1 = v128.load32_splat(weightsA, 4), wb0 = v128.load32_splat(weightsB), wb1 = v128.load32_splat(weightsB, 4);
  let a0 = splat(0), a1 = a0, b0 = a0, b1 = a0;
  const end = a + width;
  const body = a + whole(width);
  let row1 = row + step;
  let drow1 = drow + step;
  for (; a < body; a += 16, b += 16, row += 16, drow += 16, row1 += 16, drow1 += 16) {
    const slopeA = v128.load(a), slopeB = v128.load(b);
    const from0 = v128.load(row);
    a0 = madd(slopeA, from0, a0);
    b0 = madd(slopeB, from0, b0);
    v128.store(drow, madd(wb0, slopeB, madd(wa0, slopeA, v128.load(drow))));
    const from1 = v128.load(row1);
    a1 = madd(slopeA, from1, a1);
    b1 = madd(slopeB, from1, b1);
    v128.store(drow1, madd(wb1, slopeB, madd(wa1, slopeA, v128.load(drow1))));
  }
  for (; a < end; a += 4, b += 4, row += 4, drow += 4, row1 += 4, drow1 += 4) {
    const slopeA = v128.load32_zero(a), slopeB = v128.load32_zero(b);
    const from0 = v128.load32_zero(row);
    a0 = madd(slopeA, from0, a0);
    b0 = madd(slopeB, from0, b0);
    v128.store32_lane(drow, madd(wb0, slopeB, madd(wa0, slopeA, v128.load32_zero(drow))), 0);
    const from1 = v128.load32_zero(row1);
    a1 = madd(slopeA, from1, a1);
    b1 = madd(slopeB, from1, b1);
    v128.store32_lane(drow1, madd(wb1, slopeB, madd(wa1, slopeA, v128.load32_zero(drow1))), 0);
  }
  const sums = totals(a0, a1, b0, b1);
  v128.store64_lane(dweightsA, f32x4.add(v128.load64_zero(dweightsA), sums), 0);
  v128.store64_lane(dweightsB, f32x4.add(v128.load64_zero(dweightsB), v128.shuffle<f32>(sums, sums, 2, 3, 0, 1)), 0);
}

/** Each vector's lanes added up, four vectors at once. */
// @ts-ignore: decorator
@inline
function totals(d0: v128, d1: v128, d2: v128, d3: v128): v128 {
  const d01 = f32x4.add(v128.shuffle<f32>(d0, d1, 0, 4, 1, 5), v128.shuffle<f32>(d0, d1, 2, 6, 3, 7));
  const d23 = f32x4.add(v128.shuffle<f32>(d2, d3, 0, 4, 1, 5), v128.shuffle<f32>(d2, d3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(d01, d23, 0, 1, 4, 5), v128.shuffle<f32>(d01, d23, 2, 3, 6, 7));
}

/** Four heads of one term: their weights' gradients are slopes·(their rows), and weight·slopes is added to their rows' gradients. Steps in bytes. */
// @ts-ignore: decorator
@inline
function pullFour(slopes: usize, weights: usize, dweights: usize, row: usize, drow: usize, step: usize, width: usize): void {
  const w0 = v128.load32_splat(weights), w1 = v128.load32_splat(weights, 4), w2 = v128.load32_splat(weights, 8), w3 = v128.load32_splat(weights, 12);
  let d0 = splat(0), d1 = d0, d2 = d0, d3 = d0;
  const end = slopes + width;
  const body = slopes + whole(width);
  for (; slopes < body; slopes += 16, row += 16, drow += 16) {
    const slope = v128.load(slopes);
    let from = row;
    let to = drow;
    d0 = madd(slope, v128.load(from), d0);
    v128.store(to, madd(w0, slope, v128.load(to)));
    from += step;
    to += step;
    d1 = madd(slope, v128.load(from), d1);
    v128.store(to, madd(w1, slope, v128.load(to)));
    from += step;
    to += step;
    d2 = madd(slope, v128.load(from), d2);
    v128.store(to, madd(w2, slope, v128.load(to)));
    from += step;
    to += step;
    d3 = madd(slope, v128.load(from), d3);
    v128.store(to, madd(w3, slope, v128.load(to)));
  }
  for (; slopes < end; slopes += 4, row += 4, drow += 4) {
    const slope = v128.load32_zero(slopes);
    let from = row;
    let to = drow;
    d0 = madd(slope, v128.load32_zero(from), d0);
    v128.store32_lane(to, madd(w0, slope, v128.load32_zero(to)), 0);
    from += step;
    to += step;
    d1 = madd(slope, v128.load32_zero(from), d1);
    v128.store32_lane(to, madd(w1, slope, v128.load32_zero(to)), 0);
    from += step;
    to += step;
    d2 = madd(slope, v128.load32_zero(from), d2);
    v128.store32_lane(to, madd(w2, slope, v128.load32_zero(to)), 0);
    from += step;
    to += step;
    d3 = madd(slope, v128.load32_zero(from), d3);
    v128.store32_lane(to, madd(w3, slope, v128.load32_zero(to)), 0);
  }
  v128.store(dweights, f32x4.add(v128.load(dweights), totals(d0, d1, d2, d3)));
}
