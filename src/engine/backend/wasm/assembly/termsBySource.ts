/** Terms of many rows, sorted by the row of the table that they name. */
import { bytes } from './vector';

/**
 * The terms of n rows, all but the last of each, by source: those of a source end where room[source] says and start where the one before ends,
 * as place·terms + term behind the tableRows + 1 ends, in the order in which rows come.
 */
export function sortTerms(forward: usize, order: usize, room: usize, n: i32, terms: i32, tableRows: i32): void {
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
