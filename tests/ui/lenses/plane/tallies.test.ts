import { expect, test } from 'vitest';
import { talliesOf } from '../../../../src/ui/lenses/plane/tallies.ts';
import { FLAT, GROKKED } from './seen.ts';

test('right and wrong, told and never told', () => {
  expect(talliesOf({ right: Int32Array.of(1, 2, 3, 4, 5), said: Int32Array.of(1, 0, 3, 0, 0), told: 3 })).toEqual([2, 1, 0, 0, 2, 0]);
  const [told = 0, , , fresh = 0] = talliesOf(GROKKED);
  expect([told, told + fresh]).toEqual([GROKKED.told, 25]);
  const [right = 0, , , others = 0] = talliesOf(FLAT);
  expect(right + others).toBe(5);
});
