/** Attention's weights where all rows ask with one query. */
import { exp } from './exponential';
import { addScaledRow, bytes, clear, dot, splat, whole } from './vector';

/**
 * weights[r,s,h] = softmax_s(q_h·k_h[forward[r,s]]/√width): q (d), k (tableRows,d), forward (rows,terms) → weights (rows,terms·heads). Scores
 * are the table rows' own: they are made once, in scores (tableRows,heads).
 */
export function attendWeights(q: usize, k: usize, forward: usize, scores: usize, weights: usize, rows: i32, terms: i32, heads: i32, d: i32, tableRows: i32): void {
  const width = d / heads;
  const factor = <f32>(1 / sqrt(<f64>width));
  for (let row = 0, to = scores; row < tableRows; row++, k += bytes(d)) {
    for (let head = 0; head < heads; head++, to += 4) {
      const at = bytes(head * width);
      f32.store(to, dot(q + at, k + at, width) * factor);
    }
  }
  const across = bytes(heads);
  for (let row = 0; row < rows; row++, forward += bytes(terms), weights += across * terms) {
    let at: usize = 0;
    for (; at < whole(across); at += 16) {
      let most = splat(-Infinity);
      for (let s = 0; s < terms; s++) {
        const from = i32.load(forward + bytes(s));
        const score = from < 0 ? splat(-Infinity) : v128.load(scores + across * from + at);
        v128.store(weights + across * s + at, score);
        most = f32x4.pmax(most, score);
      }
      let sum = splat(0);
      for (let to = weights + at; to < weights + across * terms; to += across) {
        const e = exp(f32x4.sub(v128.load(to), most));
        v128.store(to, e);
        sum = f32x4.add(sum, e);
      }
      for (let to = weights + at; to < weights + across * terms; to += across) v128.store(to, f32x4.div(v128.load(to), sum));
    }
    for (; at < across; at += 4) {
      let most = splat(-Infinity);
      for (let s = 0; s < terms; s++) {
        const from = i32.load(forward + bytes(s));
        const score = from < 0 ? splat(-Infinity) : v128.load32_zero(scores + across * from + at);
        v128.store32_lane(weights + across * s + at, score, 0);
        most = f32x4.pmax(most, score);
      }
      let sum = splat(0);
      for (let to = weights + at; to < weights + across * terms; to += across) {
        const e = exp(f32x4.sub(v128.load32_zero(to), most));
        v128.store32_lane(to, e, 0);
        sum = f32x4.add(sum, e);
      }
      for (let to = weights + at; to < weights + across * terms; to += across) v128.store32_lane(to, f32x4.div(v128.load32_zero(to), sum), 0);
    }
  }
}

/** Gradients of `attendWeights`: dweights → dq (d), dk (tableRows,d), by way of the scores' own in dscores (tableRows,heads). */
export function attendWeightsGrad(
  dweights: usize,
  weights: usize,
  q: usize,
  k: usize,
  forward: usize,
  dscores: usize,
  dq: usize,
  dk: usize,
  rows: i32,
  terms: i32,
  heads: i32,
  d: i32,
  tableRows: i32,
): void {
  clear(dscores, tableRows * heads);
  const across = bytes(heads);
  const end = across * terms;
  for (let row = 0; row < rows; row++, forward += bytes(terms), weights += end, dweights += end) {
    for (let at: usize = 0; at < across; at += 4) {
      // Σ_s A_s dA_s, the part that softmax's normalisation takes back.
      let expected: f32 = 0;
      for (let s = at; s < end; s += across) expected += f32.load(weights + s) * f32.load(dweights + s);
      for (let s = 0; s < terms; s++) {
        const from = i32.load(forward + bytes(s));
        if (from < 0) continue;
        const to = dscores + across * from + at;
        const there = across * s + at;
        f32.store(to, f32.load(to) + f32.load(weights + there) * (f32.load(dweights + there) - expected));
      }
    }
  }
  const width = d / heads;
  const factor = <f32>(1 / sqrt(<f64>width));
  clear(dq, d);
  clear(dk, tableRows * d);
  for (let row = 0; row < tableRows; row++, k += bytes(d), dk += bytes(d)) {
    for (let head = 0; head < heads; head++, dscores += 4) {
      const at = bytes(head * width);
      const dscore = f32.load(dscores) * factor;
      addScaledRow(dq + at, dscore, k + at, width);
      addScaledRow(dk + at, dscore, q + at, width);
    }
  }
}
