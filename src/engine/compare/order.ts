/** The order of rows by one of their values. Pure. */

/** Null: it has none, or not yet. */
export type Key = number | string | boolean | null;

const RANK: Readonly<Record<string, number>> = { number: 0, boolean: 1, string: 2 };

/** Numbers before words; of one kind the smaller first. */
function compare(a: NonNullable<Key>, b: NonNullable<Key>): number {
  const rank = (RANK[typeof a] as number) - (RANK[typeof b] as number);
  return rank !== 0 ? rank : a < b ? -1 : a > b ? 1 : 0;
}

const isNone = (key: Key): key is null => key === null || Number.isNaN(key);

/** Rows by their keys; what is alike stays in its order, and what has none is last both ways: «not yet» is neither small nor large. */
export function ordered<Row>(rows: readonly Row[], keyOf: (row: Row) => Key, descending = false): Row[] {
  return rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (isNone(a) || isNone(b)) return Number(isNone(a)) - Number(isNone(b));
    return descending ? compare(b, a) : compare(a, b);
  });
}
