import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordered, type Key } from '../../../src/engine/compare/order.ts';

const key: fc.Arbitrary<Key> = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('a', 'b', 'full'), fc.boolean(), fc.constant(null), fc.constant(NaN));
const rows = fc.array(key.map((value) => ({ value })));
const none = (value: Key): boolean => value === null || Number.isNaN(value);
const rank = (value: Key): number => ['number', 'boolean', 'string'].indexOf(typeof value);

/** What may stand before what: said a second time, pair by pair. */
function mayPrecede(before: Key, after: Key, descending: boolean, earlier: boolean): boolean {
  if (none(before) || none(after)) return none(after) && (!none(before) || earlier);
  const [first, second] = descending ? [after, before] : [before, after];
  if (rank(first) !== rank(second)) return rank(first) < rank(second);
  return first === second ? earlier : (first as number) < (second as number);
}

test('the order is total and stable, and what has no value is last both ways', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (all, descending) => {
      const sorted = ordered(all, ({ value }) => value, descending);
      expect(sorted.toSorted((a, b) => all.indexOf(a) - all.indexOf(b))).toEqual(all);
      const wrong = sorted.flatMap((before, i) =>
        sorted.slice(i + 1).filter((after) => !mayPrecede(before.value, after.value, descending, all.indexOf(before) < all.indexOf(after))),
      );
      expect(wrong).toEqual([]);
    }),
  );
});

test('sorting what is sorted changes nothing, and the rows stay as they were', () => {
  const all = [3, null, 1, 2].map((value) => ({ value }));
  const before = [...all];
  const sorted = ordered(all, ({ value }) => value);
  expect(sorted.map(({ value }) => value)).toEqual([1, 2, 3, null]);
  expect(ordered(sorted, ({ value }) => value)).toEqual(sorted);
  expect(ordered(all, ({ value }) => value, true).map(({ value }) => value)).toEqual([3, 2, 1, null]);
  expect(all).toEqual(before);
});
