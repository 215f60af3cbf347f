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

/** y[i] = Σ_s table[forward[i,s]]: table (·,d), forward (n,terms), y (n,d). */
export function gatherSum(table: usize, forward: usize, y: usize, n: i32, terms: i32, d: i32): void {
  for (let i = 0; i < n; i++, y += bytes(d)) {
    let empty = true;
    for (let s = 0; s < terms; s++, forward += 4) {
      const row = i32.load(forward);
      if (row < 0) continue;
      if (empty) copyRow(y, table + bytes(d) * row, d);
      else addRow(y, table + bytes(d) * row, d);
      empty = false;
    }
    if (empty) clear(y, d);
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
