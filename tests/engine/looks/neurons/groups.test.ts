import { expect, test } from 'vitest';
import { groupsOf, singleOf } from '../../../../src/engine/looks/neurons/groups.ts';

const SEEN = { frequencies: Int32Array.of(2, 2, 0, 3), shares: Float32Array.of(0.86, 0.84, 0, 1), tokens: new Int32Array(7) };

test('of a single frequency is what has more than 85 % of it', () => {
  expect(singleOf(SEEN)).toEqual([0, 3]);
});

test('a group for each frequency, those that nobody has included', () => {
  expect(groupsOf(SEEN)).toEqual([
    { frequency: 1, all: 0, single: 0 },
    { frequency: 2, all: 2, single: 1 },
    { frequency: 3, all: 1, single: 1 },
  ]);
});
