/** Columns of numbers: what was added stands there, bit for bit, in half the bytes while float32 holds it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from '../../../src/engine/run/column.ts';

const columnOf = (numbers: readonly number[]): Column => {
  const column = new Column();
  for (const x of numbers) column.push(x);
  return column;
};

test('every number stands there as it came, float32 or not', () => {
  const number = fc.oneof(fc.float({ noNaN: true }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), (numbers) => {
      const { numbers: kept, length } = columnOf(numbers);
      expect(length).toBe(numbers.length);
      for (const [i, x] of numbers.entries()) expect(kept[i]).toBe(x);
    }),
  );
});

test('what float32 holds takes four bytes, from the first other number on all take eight', () => {
  const halves = Array.from({ length: 3000 }, (_, i) => i / 2);
  expect(columnOf(halves).numbers).toBeInstanceOf(Float32Array);
  const column = columnOf([...halves, 0.1, 5]);
  expect(column.numbers).toBeInstanceOf(Float64Array);
  expect(Array.from(column.numbers.subarray(0, column.length))).toEqual([...halves, 0.1, 5]);
});

test('steps are exact however late they are', () => {
  const steps = [0, 2 ** 24 - 1, 2 ** 24, 2 ** 24 + 1, 999_999_999];
  const column = columnOf(steps);
  expect(Array.from(column.numbers.subarray(0, column.length))).toEqual(steps);
});

test('little of a long column is empty', () => {
  const column = columnOf(Array.from({ length: 100_430 }, (_, i) => i));
  expect(column.numbers.length).toBeGreaterThanOrEqual(100_430);
  expect(column.numbers.length).toBeLessThanOrEqual(1.125 * 100_430 + 1);
});
