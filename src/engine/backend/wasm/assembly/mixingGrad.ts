/** The gradient of mixing, pulled source by source. */
import { activationGrad } from './activations';
import { pullOne, pullTwo } from './pulling';
import { sortTerms } from './termsBySource';
import { addScaledRow, bytes, clear, whole } from './vector';

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
 * The gradient over neighbouring columns: slopes (n,columns) are the sums' gradients. Source by source, and two of its terms at a time, so that a
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
