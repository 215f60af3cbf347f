/** What many rows add up to, gathered through the index's CSR side: one workgroup per table row and a few columns. */

/** Visits the rows that name table row `target_row`, and the places `s` where they do: a row that names it twice stands twice in a row. */
export const eachEntry = (lanes: number, end: string, visit: string): string => `
  let begin = offsets[target_row];
  for (var e = begin + i32(lid.y); e < ${end}; e += ${lanes}) {
    if (e > begin && entries[e] == entries[e - 1]) { continue; }
    let row = u32(entries[e]);
    for (var s = 0u; s < u.terms; s++) {
      if (forward[row * u.terms + s] != i32(target_row)) { continue; }
      ${visit}
    }
  }`;
