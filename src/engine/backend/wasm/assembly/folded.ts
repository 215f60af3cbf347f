/** The last layer folded into tables: attention's weights where all rows ask with one query, and sums of table rows with these weights. */
import { activate, activationGrad } from './activations';
import { exp } from './exponential';
import { copy } from './rows';
import { addScaledRow, bytes, clear, dot, madd, splat, whole } from './vector';

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

/** Most columns that are mixed at a time: the table rows of a few tokens stay in the first-level cache, the whole table in the second. */
const BLOCK: i32 = 128;

/** Columns per block where they are split evenly. */
// @ts-ignore: decorator
@inline
function blockOf(columns: i32): i32 {
  const blocks = (columns + BLOCK - 1) / BLOCK;
  return (columns + blocks - 1) / blocks;
}

/**
 * The table relative to the rows of the source that all n examples share as their last: as a head's weights add up to 1, that source's rows
 * go into the last row whole, the others' differences to them are what remains to be mixed, and its own are 0.
 * table (tableRows·heads+1,width), forward (n,terms) → to, laid out as the table.
 */
export function centreTable(table: usize, forward: usize, to: usize, n: i32, terms: i32, heads: i32, tableRows: i32, width: i32): void {
  const step = bytes(width);
  const shared = n == 0 ? table : table + step * heads * i32.load(forward + bytes(terms - 1));
  const last = table + step * heads * tableRows;
  for (; table < last; to += step * heads, table += step * heads) {
    const end = step * heads;
    let j: usize = 0;
    for (; j < whole(end); j += 16) v128.store(to + j, f32x4.sub(v128.load(table + j), v128.load(shared + j)));
    for (; j < end; j += 4) f32.store(to + j, f32.load(table + j) - f32.load(shared + j));
  }
  memory.copy(to, last, step);
  for (let head = 0; n > 0 && head < heads; head++) addScaledRow(to, 1, shared + step * head, width);
}

/** Gradient of `centreTable`, in place: the shared source's rows get what the last row got less what the others' got. */
export function centreTableGrad(dtable: usize, forward: usize, n: i32, terms: i32, heads: i32, tableRows: i32, width: i32): void {
  if (n == 0) return;
  const step = bytes(width) * heads;
  const last = dtable + step * tableRows;
  const shared = dtable + step * i32.load(forward + bytes(terms - 1));
  for (let head = 0; head < heads; head++) memory.copy(shared + bytes(width) * head, last, bytes(width));
  for (; dtable < last; dtable += step) if (dtable != shared) addScaledRow(shared, -1, dtable, heads * width);
}

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

/**
 * Gradients of `mixRows`: dy, z (n,m), dskip (n,c) → dweights (n,terms·heads), and dtable, laid out as the table, to which they are added. z may
 * be y where act′ follows from it; dy is overwritten. `room` holds tableRows + 1 + n·(terms−1) int32.
 */
export function mixRowsGrad(
  kind: i32,
  dy: usize,
  z: usize,
  dskip: usize,
  weights: usize,
  table: usize,
  forward: usize,
  order: usize,
  dweights: usize,
  dtable: usize,
  room: usize,
  n: i32,
  terms: i32,
  heads: i32,
  tableRows: i32,
  m: i32,
  c: i32,
): void {
  const last = bytes(tableRows * heads) * (m + c);
  for (let place = 0; place < n; place++) clear(dweights + bytes(heads * terms) * i32.load(order + bytes(place)), heads * terms);
  if (kind != 0) activationGrad(kind, dy, z, dy, n * m, 0, 1);
  sortTerms(forward, order, room, n, terms, tableRows);
  pullColumns(dy, weights, table, order, dweights, dtable, dtable + last, room, n, terms, heads, tableRows, m + c, m);
  table += bytes(m);
  dtable += bytes(m);
  pullColumns(dskip, weights, table, order, dweights, dtable, dtable + last, room, n, terms, heads, tableRows, m + c, c);
}

/**
 * The terms of n rows, all but the last of each, by source: those of a source end where room[source] says and start where the one before ends,
 * as place·terms + term behind the tableRows + 1 ends, in the order in which rows come.
 */
function sortTerms(forward: usize, order: usize, room: usize, n: i32, terms: i32, tableRows: i32): void {
  memory.fill(room, 0, bytes(tableRows + 1));
  for (let place = 0; place < n; place++) {
    const sources = forward + bytes(terms * i32.load(order + bytes(place)));
    for (let s = 0; s < terms - 1; s++) {
      const count = room + bytes(i32.load(sources + bytes(s)) + 1); // no source is counted in front
      i32.store(count, i32.load(count) + 1);
    }
  }
  // Counts become starts; while terms are put there, starts become ends.
  let start = 0;
  i32.store(room, 0);
  for (let source = 1; source <= tableRows; source++) {
    const count = i32.load(room + bytes(source));
    i32.store(room + bytes(source), start);
    start += count;
  }
  const list = room + bytes(tableRows + 1);
  for (let place = 0; place < n; place++) {
    const sources = forward + bytes(terms * i32.load(order + bytes(place)));
    for (let s = 0; s < terms - 1; s++) {
      const source = i32.load(sources + bytes(s));
      if (source < 0) continue;
      const end = room + bytes(source + 1);
      i32.store(list + bytes(i32.load(end)), place * terms + s);
      i32.store(end, i32.load(end) + 1);
    }
  }
}

/**
 * The same over neighbouring columns: slopes (n,columns) are the sums' gradients. Source by source, and two of its terms at a time, so that a
 * row of the table is read for both of them, and its gradient written once.
 */
function pullColumns(
  slopes: usize,
  weights: usize,
  table: usize,
  order: usize,
  dweights: usize,
  dtable: usize,
  dlast: usize,
  room: usize,
  n: i32,
  terms: i32,
  heads: i32,
  tableRows: i32,
  step: i32,
  columns: i32,
): void {
  if (columns == 0) return;
  const block = blockOf(columns);
  const list = room + bytes(tableRows + 1);
  for (let column = 0; column < columns; column += block) {
    const width = min(columns - column, block);
    const first = bytes(column);
    addRows(dlast + first, slopes + first, bytes(columns), n, bytes(width));
    let at = list;
    for (let source = 0; source < tableRows; source++) {
      const end = list + bytes(i32.load(room + bytes(source + 1)));
      const row = bytes(step) * heads * source + first;
      for (; at + 4 < end; at += 8) {
        const entry = i32.load(at);
        const other = i32.load(at, 4);
        const from = slopes + bytes(columns) * (entry / terms) + first;
        const otherFrom = slopes + bytes(columns) * (other / terms) + first;
        const weight = weightOf(order, entry, terms, heads);
        const otherWeight = weightOf(order, other, terms, heads);
        pullTwo(from, otherFrom, weights, dweights, weight, otherWeight, table + row, dtable + row, heads, bytes(step), bytes(width));
      }
      for (; at < end; at += 4) {
        const entry = i32.load(at);
        const from = slopes + bytes(columns) * (entry / terms) + first;
        pullOne(from, weights, dweights, weightOf(order, entry, terms, heads), table + row, dtable + row, heads, bytes(step), bytes(width));
      }
    }
  }
}

/** to += each of n rows in turn, four of them at a time. Steps and the width in bytes. */
function addRows(to: usize, from: usize, step: usize, n: i32, width: usize): void {
  for (; n >= 4; n -= 4, from += 4 * step) {
    let a = from, b = from + step, c = from + 2 * step, d = from + 3 * step;
    let at = to;
    for (const body = to + whole(width); at < body; at += 16, a += 16, b += 16, c += 16, d += 16) {
      const two = f32x4.add(f32x4.add(v128.load(at), v128.load(a)), v128.load(b));
      v128.store(at, f32x4.add(f32x4.add(two, v128.load(c)), v128.load(d)));
    }
    for (const end = to + width; at < end; at += 4, a += 4, b += 4, c += 4, d += 4) {
      f32.store(at, f32.load(at) + f32.load(a) + f32.load(b) + f32.load(c) + f32.load(d));
    }
  }
  for (; n > 0; n--, from += step) addScaledRow(to, 1, from, <i32>(width >> 2));
}

/** Where the weights of a term begin, in bytes. */
// @ts-ignore: decorator
@inline
function weightOf(order: usize, entry: i32, terms: i32, heads: i32): usize {
  const place = entry / terms;
  return bytes(heads) * (i32.load(order + bytes(place)) * terms + entry - place * terms);
}

/** All heads of one term. */
function pullOne(slopes: usize, weights: usize, dweights: usize, weight: usize, row: usize, drow: usize, heads: i32, step: usize, width: usize): void {
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
function pullTwo(
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

/** to[order[j]] = from[j] over n rows of d numbers. */
export function placeRows(from: usize, order: usize, to: usize, n: i32, d: i32): void {
  for (const end = order + bytes(n); order < end; order += 4, from += bytes(d)) copy(from, to + bytes(d) * i32.load(order), d);
}
