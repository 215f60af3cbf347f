import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { Batches } from '../../../src/engine/run/batches.ts';

/** Examples whose class is their own number. */
const numbered = (count: number): Examples => ({
  count,
  inputs: Float32Array.from({ length: 2 * count }, (_, i) => i),
  targets: Int32Array.from({ length: count }, (_, i) => i),
});

const batch = (batches: Batches, index: number): number[] => [...batches.at(index).targets];

const SIZES = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).map(([size, more]) => ({ size, count: size + more }));

test('an epoch shows no example twice, and leaves out the remainder alone', () => {
  fc.assert(
    fc.property(SIZES, fc.integer({ min: 0, max: 5 }), ({ size, count }, epoch) => {
      const batches = new Batches(numbered(count), size, new Rng(1, 'batches'));
      const perEpoch = Math.floor(count / size);
      const seen = Array.from({ length: perEpoch }, (_, i) => batch(batches, epoch * perEpoch + i)).flat();
      expect(seen).toHaveLength(perEpoch * size);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.every((target) => target >= 0 && target < count)).toBe(true);
    }),
  );
});

test('a batch depends on its number and the seed, not on those asked for before', () => {
  fc.assert(
    fc.property(SIZES, fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), ({ size, count }, indexes) => {
      const batches = new Batches(numbered(count), size, new Rng(1, 'batches'));
      for (const index of indexes) expect(batch(batches, index)).toEqual(batch(new Batches(numbered(count), size, new Rng(1, 'batches')), index));
    }),
  );
});

test('every epoch has another order, and so has every seed', () => {
  const orders = [1, 2].flatMap((seed) => {
    const batches = new Batches(numbered(40), 20, new Rng(seed, 'batches'));
    return [0, 1, 2].map((epoch) => [...batch(batches, 2 * epoch), ...batch(batches, 2 * epoch + 1)].join());
  });
  expect(new Set(orders).size).toBe(6);
});

test('an epoch begins with its first batch', () => {
  const batches = new Batches(numbered(10), 3, new Rng(1, 'batches'));
  expect([0, 1, 2, 3, 4, 5, 6, 7].filter((index) => batches.begins(index))).toEqual([0, 3, 6]);
});

test('inputs go with their targets', () => {
  const { inputs, targets } = new Batches(numbered(9), 4, new Rng(1, 'batches')).at(1);
  expect([...inputs]).toEqual([...targets].flatMap((i) => [2 * i, 2 * i + 1]));
});

test('an order is drawn once an epoch', () => {
  const rng = new Rng(1, 'batches');
  const drawn: string[] = [];
  const counting = Object.assign(Object.create(rng) as Rng, { split: (name: string) => (drawn.push(name), rng.split(name)) });
  const batches = new Batches(numbered(10), 5, counting);
  for (const index of [0, 1, 2, 3, 2]) batches.at(index);
  expect(drawn).toEqual(['0', '1']);
});
