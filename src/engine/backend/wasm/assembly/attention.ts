/** Softmax attention of each row over a handful of source rows, head by head (Vaswani et al. 2017, §3.2.1). */
import { exp } from './exponential';
import { panels } from './scratch';
import { addScaledRow, bytes, clear, dot, madd, splat, whole } from './vector';

/**
 * z[r] = Σ_s A_s v[source[r,s]] with A = softmax_s(q[query[r]]·k[source[r,s]]/√width), per head.
 * q (·,d), k, v (·,d), query (rows), source (rows,terms) → z (rows,d), weights (rows,heads·terms)
 */
export function attend(q: usize, k: usize, v: usize, query: usize, source: usize, z: usize, weights: usize, rows: i32, terms: i32, heads: i32, d: i32): void {
  const width = d / heads;
  const factor = <f32>(1 / sqrt(<f64>width));
  const weightBytes = bytes(heads * terms);
  for (let row = 0; row < rows; row++, query += 4, source += bytes(terms), z += bytes(d), weights += weightBytes) {
    const asking = q + bytes(d) * i32.load(query);
    for (let head = 0; head < heads; head++) {
      const at = bytes(head * width);
      const scores = weights + bytes(head * terms);
      let largest: f32 = -Infinity;
      for (let s = 0; s < terms; s++) {
        const from = i32.load(source + bytes(s));
        const score: f32 = from < 0 ? -Infinity : dot(asking + at, k + bytes(d) * from + at, width) * factor;
        f32.store(scores + bytes(s), score);
        largest = max(largest, score);
      }
      for (let s: usize = 0; s < bytes(terms); s += 4) f32.store(scores + s, f32.load(scores + s) - largest);
    }
    // The exponentials of all heads at once.
    let at: usize = 0;
    for (; at < whole(weightBytes); at += 16) v128.store(weights + at, exp(v128.load(weights + at)));
    for (; at < weightBytes; at += 4) v128.store32_lane(weights + at, exp(v128.load32_zero(weights + at)), 0);
    for (let head = 0; head < heads; head++) normaliseAndMix(weights + bytes(head * terms), terms, v + bytes(head * width), source, z + bytes(head * width), d, width);
  }
}

/** Divides one head's exponentials by their sum and adds up the rows they weigh. */
// @ts-ignore: decorator
@inline
function normaliseAndMix(weights: usize, terms: i32, v: usize, source: usize, z: usize, d: i32, width: i32): void {
  const end = bytes(terms);
  let sum: f32 = 0;
  for (let s: usize = 0; s < end; s += 4) sum += f32.load(weights + s);
  for (let s: usize = 0; s < end; s += 4) f32.store(weights + s, f32.load(weights + s) / sum);
  let j: usize = 0;
  for (; j < whole(bytes(width)); j += 16) {
    let mixed = splat(0);
    for (let s: usize = 0; s < end; s += 4) {
      const from = i32.load(source + s);
      if (from >= 0) mixed = madd(v128.load32_splat(weights + s), v128.load(v + bytes(d) * from + j), mixed);
    }
    v128.store(z + j, mixed);
  }
  for (; j < bytes(width); j += 4) {
    let mixed = splat(0);
    for (let s: usize = 0; s < end; s += 4) {
      const from = i32.load(source + s);
      if (from >= 0) mixed = madd(v128.load32_splat(weights + s), v128.load32_zero(v + bytes(d) * from + j), mixed);
    }
    v128.store32_lane(z + j, mixed, 0);
  }
}

/**
 * Gradients of `attend`: dq (queryRows,d), dk and dv (sourceRows,d). A head's weight gradients wait in the scratch area,
 * which holds 65,536 terms.
 */
export function attendGrad(
  dz: usize,
  q: usize,
  k: usize,
  v: usize,
  weights: usize,
  query: usize,
  source: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  rows: i32,
  terms: i32,
  heads: i32,
  d: i32,
  queryRows: i32,
  sourceRows: i32,
): void {
  clear(dq, queryRows * d);
  clear(dk, sourceRows * d);
  clear(dv, sourceRows * d);
  const width = d / heads;
  const factor = <f32>(1 / sqrt(<f64>width));
  const gradients = panels();
  const end = bytes(terms);
  for (let row = 0; row < rows; row++, query += 4, source += end, dz += bytes(d)) {
    const asking = bytes(d) * i32.load(query);
    for (let head = 0; head < heads; head++, weights += end) {
      const at = bytes(head * width);
      // Σ_s A_s dA_s, the part that softmax's normalisation takes back.
      let expected: f32 = 0;
      for (let s: usize = 0; s < end; s += 4) {
        const from = i32.load(source + s);
        if (from < 0) continue;
        const there = bytes(d) * from + at;
        const weight = f32.load(weights + s);
        const gradient = dot(dz + at, v + there, width);
        f32.store(gradients + s, gradient);
        expected += weight * gradient;
        addScaledRow(dv + there, weight, dz + at, width);
      }
      for (let s: usize = 0; s < end; s += 4) {
        const from = i32.load(source + s);
        if (from < 0) continue;
        const there = bytes(d) * from + at;
        const score = f32.load(weights + s) * (f32.load(gradients + s) - expected) * factor;
        addScaledRow(dq + asking + at, score, k + there, width);
        addScaledRow(dk + there, score, q + asking + at, width);
      }
    }
  }
}
