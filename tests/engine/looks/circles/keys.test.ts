import { expect, test } from 'vitest';
import { keysOf, keyThreshold } from '../../../../src/engine/looks/circles/keys.ts';

test('a key frequency has more than twice its even share, and a twentieth at least', () => {
  expect([keyThreshold(21), keyThreshold(40), keyThreshold(56)]).toEqual([2 / 21, 0.05, 0.05]);
});

test('key frequencies are above the threshold in both tables', () => {
  const rows = Float32Array.of(0.3, 0.4, 0.05, 0.25);
  const outputs = Float32Array.of(0.5, 0.05, 0.2, 0.25);
  expect([...keysOf(rows, outputs, 0.1)]).toEqual([1, 4]);
  expect([...keysOf(rows, outputs, 0.25)]).toEqual([1]);
});
