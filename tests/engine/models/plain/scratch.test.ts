/** Memory that serves again: the same for the same name, never too small, and of nobody else's. */
import { expect, test } from 'vitest';
import { scratch } from '../../../../src/engine/models/plain/scratch.ts';

test('the same memory serves again under the same name, also for less, and no other name’s', () => {
  const first = scratch('a', 10);
  first.fill(1);
  expect(scratch('a', 10).buffer).toBe(first.buffer);
  expect(scratch('a', 4)).toHaveLength(4);
  expect(scratch('a', 4).buffer).toBe(first.buffer);
  expect(scratch('b', 10).buffer).not.toBe(first.buffer);
});

test('for more there is more, and what is very large is not kept', () => {
  const small = scratch('c', 8);
  const large = scratch('c', 9);
  expect(large).toHaveLength(9);
  expect(large.buffer).not.toBe(small.buffer);
  expect(scratch('c', 8).buffer).toBe(large.buffer);
  const huge = scratch('c', 2 ** 21 + 1);
  expect(huge).toHaveLength(2 ** 21 + 1);
  expect(scratch('c', 8).buffer).toBe(large.buffer);
});
