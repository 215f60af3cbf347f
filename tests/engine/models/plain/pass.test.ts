/** What entries in a row are called. */
import { expect, test } from 'vitest';
import { letters } from '../../../../src/engine/models/plain/pass.ts';

test('letters as far as they last, else numbers: each its own, and none a sign', () => {
  expect(letters(3)).toEqual(['a', 'b', 'c']);
  expect(letters(26).at(-1)).toBe('z');
  expect(letters(27).slice(0, 2)).toEqual(['1', '2']);
  for (const count of [0, 1, 26, 27, 500]) {
    const names = letters(count);
    expect(new Set(names).size).toBe(count);
    expect(names.every((name) => /^[a-z0-9]+$/.test(name))).toBe(true);
  }
});
