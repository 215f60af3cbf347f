/** Rows looked up, rows scattered, rows summed. An index of −1 means no row. */
import { bytes, clear, whole } from './vector';

// @ts-ignore: decorator
@inline
function copyRow(to: usize, from: usize, n: i32): void {
  const end = to + bytes(n);
  const body = to + whole(bytes(n));
  for (; to < body; to += 16, from += 16) v128.store(to, v128.load(from));
  for (; to < end; to += 4, from += 4) f32.store(to, f32.load(from));
}

// @ts-ignore: decorator
@inline
function addRow(to: usize, from: usize, n: i32): void {
  const end = to + bytes(n);
  const body = to + whole(bytes(n));
  for (; to < body; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < end; to += 4, from += 4) f32.store(to, f32.load(to) + f32.load(from));
}

/** sums (m) = Σ rows of x (n,m). */
export function columnSum(x: usize, sums: usize, n: i32, m: i32): void {
  clear(sums, m);
  for (let row = 0; row < n; row++, x += bytes(m)) addRow(sums, x, m);
}

/** The same n numbers in another place. */
export function copy(from: usize, to: usize, n: i32): void {
  copyRow(to, from, n);
}

/** y (m,n) = xᵀ, x (n,m). */
export function transpose(x: usize, y: usize, n: i32, m: i32): void {
  for (let j = 0; j < m; j++, x += 4) {
    const end = y + bytes(n);
    for (let from = x; y < end; y += 4, from += bytes(m)) f32.store(y, f32.load(from));
  }
}

/** c = a + b over n numbers. */
export function add(a: usize, b: usize, c: usize, n: i32): void {
  const end = c + bytes(n);
  const body = c + whole(bytes(n));
  for (; c < body; a += 16, b += 16, c += 16) v128.store(c, f32x4.add(v128.load(a), v128.load(b)));
  for (; c < end; a += 4, b += 4, c += 4) f32.store(c, f32.load(a) + f32.load(b));
}

/** y = factor·x over n numbers, factor (1). */
export function times(x: usize, factor: usize, y: usize, n: i32): void {
  const end = y + bytes(n);
  const body = y + whole(bytes(n));
  const by = v128.load32_splat(factor);
  for (; y < body; x += 16, y += 16) v128.store(y, f32x4.mul(v128.load(x), by));
  for (; y < end; x += 4, y += 4) f32.store(y, f32.load(x) * f32.load(factor));
}

/** to += from over n numbers. */
export function addTo(to: usize, from: usize, n: i32): void {
  addRow(to, from, n);
}

/** Adds the rows that `terms` indexes name to y (d), the first as it is where y is `empty`; says whether y still is. */
// @ts-ignore: decorator
@inline
function takeRows(table: usize, forward: usize, y: usize, terms: i32, d: i32, empty: bool): bool {
  for (let s = 0; s < terms; s++, forward += 4) {
    const row = i32.load(forward);
    if (row < 0) continue;
    if (empty) copyRow(y, table + bytes(d) * row, d);
    else addRow(y, table + bytes(d) * row, d);
    empty = false;
  }
  return empty;
}

/** y[i] = Σ_s table[forward[i,s]]: table (·,d), forward (n,terms), y (n,d). */
export function gatherSum(table: usize, forward: usize, y: usize, n: i32, terms: i32, d: i32): void {
  for (let i = 0; i < n; i++, y += bytes(d), forward += bytes(terms)) {
    if (takeRows(table, forward, y, terms, d, true)) clear(y, d);
  }
}

/** The sum of two lookups: tables (·,d), forwards (n,terms) and (n,otherTerms), y (n,d). */
export function gatherPair(table: usize, forward: usize, terms: i32, otherTable: usize, otherForward: usize, otherTerms: i32, y: usize, n: i32, d: i32): void {
  for (let i = 0; i < n; i++, y += bytes(d), forward += bytes(terms), otherForward += bytes(otherTerms)) {
    const empty = takeRows(table, forward, y, terms, d, true);
    if (takeRows(otherTable, otherForward, y, otherTerms, d, empty)) clear(y, d);
  }
}

/** dtable[forward[i,s]] += dy[i], from zeros: dy (n,d), forward (n,terms), dtable (rows,d). */
export function scatterSum(dy: usize, forward: usize, dtable: usize, n: i32, terms: i32, d: i32, rows: i32): void {
  clear(dtable, rows * d);
  for (let i = 0; i < n; i++, dy += bytes(d)) {
    for (let s = 0; s < terms; s++, forward += 4) {
      const row = i32.load(forward);
      if (row >= 0) addRow(dtable + bytes(d) * row, dy, d);
    }
  }
}

/** to[order[j]] = from[j] over n rows of d numbers. */
export function placeRows(from: usize, order: usize, to: usize, n: i32, d: i32): void {
  for (const end = order + bytes(n); order < end; order += 4, from += bytes(d)) copy(from, to + bytes(d) * i32.load(order), d);
}
