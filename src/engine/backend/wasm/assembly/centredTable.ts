/** Tables of the folded last layer, relative to the rows that all examples share. */
import { addScaledRow, bytes, whole } from './vector';

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
