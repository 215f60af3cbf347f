/** Arrays that grow: nothing that was written is lost, and what is taken is one's own. */
import { expect, test } from 'vitest';
import { Floats, Integers } from '../../../../src/engine/geometry/regions/growing.ts';

test.each([0, 1, 2048, 2049, 5000])('%i pairs', (count) => {
  const floats = new Floats();
  for (let i = 0; i < count; i++) {
    floats.push(i + 0.5, -i);
    expect(floats.length).toBe(2 * i + 2);
  }
  const taken = floats.take();
  expect(taken).toEqual(Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i / 2 + 0.5 : -(i - 1) / 2)));
  expect(taken.buffer.byteLength).toBe(16 * count);
  floats.push(1, 1);
  expect(taken).toHaveLength(2 * count);
});

test.each([0, 1, 1024, 1025, 5000])('%i whole numbers', (count) => {
  const integers = new Integers();
  for (let i = 0; i < count; i++) integers.push(3 * i);
  const taken = integers.take();
  expect(taken).toEqual(Int32Array.from({ length: count }, (_, i) => 3 * i));
  expect([taken.buffer.byteLength, integers.length]).toEqual([4 * count, count]);
});
