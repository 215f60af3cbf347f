/** Sums of table rows with attention's weights: the folded last layer up to the activation. */
import { activate } from './activations';
import { bytes, madd } from './vector';

/**
 * [z | skip][i] = the table's last row + Σ_{h,s} weights[i,s,h]·table[forward[i,s]·heads+h] over all terms but the last, y = act(z): weights
 * (n,terms·heads), table (tableRows·heads+1,m+c), forward (n,terms) → y, z (n,m), which may be the same place, and skip (n,c): row order[j] of
 * weights and forward becomes row j.
 */
export function mixRows(
  kind: i32,
  weights: usize,
  table: usize,
  forward: usize,
  order: usize,
  y: usize,
  z: usize,
  skip: usize,
  n: i32,
  terms: i32,
  heads: i32,
  tableRows: i32,
  m: i32,
  c: i32,
): void {
  const last = bytes(tableRows * heads) * (m + c);
  mixColumns(weights, table, table + last, forward, order, z, n, terms, heads, m + c, m);
  activate(kind, z, y, n * m);
  table += bytes(m);
  mixColumns(weights, table, table + last, forward, order, skip, n, terms, heads, m + c, c);
}

/** The same over neighbouring columns, `step` numbers from row to row of the table. */
function mixColumns(
  weights: usize,
  table: usize,
  last: usize,
  forward: usize,
  order: usize,
  to: usize,
  n: i32,
  terms: i32,
  heads: i32,
  step: i32,
  columns: i32,
): void {
  for (const end = order + bytes(n); order < end; order += 4, to += bytes(columns)) {
    const i = i32.load(order);
    mixRow(weights + bytes(heads * terms) * i, table, last, forward + bytes(terms) * i, to, terms, heads, bytes(step), bytes(columns));
  }
}

/** Bytes of a row whose sums stay in registers at a time. V8 loads them all before it adds: six vectors, six sums and a weight fit, eight do not. */
const SUMS: usize = 96;

/** One row of them, `width` bytes of it, while the terms go by. */
// @ts-ignore: decorator
@inline
function mixRow(scales: usize, table: usize, last: usize, sources: usize, to: usize, terms: i32, heads: i32, step: usize, width: usize): void {
  if (width < SUMS) {
    mixNarrow(scales, table, last, sources, to, terms, heads, step, width);
    return;
  }
  for (let next: usize = 0; next < width; next += SUMS) {
    // The last six overlap those before them: the same numbers again.
    const j = min(next, width - SUMS);
    let c0 = v128.load(last + j), c1 = v128.load(last + j, 16), c2 = v128.load(last + j, 32);
    let c3 = v128.load(last + j, 48), c4 = v128.load(last + j, 64), c5 = v128.load(last + j, 80);
    let scale = scales;
    for (let s: usize = 0; s < bytes(terms - 1); s += 4, scale += bytes(heads)) {
      const source = i32.load(sources + s);
      if (source < 0) continue;
      let from = table + step * heads * source + j;
      for (let head: usize = 0; head < bytes(heads); head += 4, from += step) {
        const w = v128.load32_splat(scale + head);
        c0 = madd(w, v128.load(from), c0);
        c1 = madd(w, v128.load(from, 16), c1);
        c2 = madd(w, v128.load(from, 32), c2);
        c3 = madd(w, v128.load(from, 48), c3);
        c4 = madd(w, v128.load(from, 64), c4);
        c5 = madd(w, v128.load(from, 80), c5);
      }
    }
    v128.store(to + j, c0);
    v128.store(to + j, c1, 16);
    v128.store(to + j, c2, 32);
    v128.store(to + j, c3, 48);
    v128.store(to + j, c4, 64);
    v128.store(to + j, c5, 80);
  }
}

/** The same of few columns, one at a time. */
function mixNarrow(scales: usize, table: usize, last: usize, sources: usize, to: usize, terms: i32, heads: i32, step: usize, width: usize): void {
  for (let j: usize = 0; j < width; j += 4) {
    let sum = v128.load32_zero(last + j);
    let scale = scales;
    for (let s: usize = 0; s < bytes(terms - 1); s += 4, scale += bytes(heads)) {
      const source = i32.load(sources + s);
      if (source < 0) continue;
      let from = table + step * heads * source + j;
      for (let head: usize = 0; head < bytes(heads); head += 4, from += step) sum = madd(v128.load32_zero(scale + head), v128.load32_zero(from), sum);
    }
    v128.store32_lane(to + j, sum, 0);
  }
}
