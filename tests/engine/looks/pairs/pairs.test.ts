import { expect, test } from 'vitest';
import { pairsOf, seenOfPairs } from '../../../../src/engine/looks/pairs/pairs.ts';
import { bareNetwork } from '../circles/random.ts';
import { configOf } from '../networks.ts';

test('every pair of the tokens, the first of them by rows', () => {
  const { count, inputs } = pairsOf(Int32Array.of(1, 3, 2));
  expect(count).toBe(9);
  expect([...inputs]).toEqual([1, 1, 1, 3, 1, 2, 3, 1, 3, 3, 3, 2, 2, 1, 2, 3, 2, 2]);
});

test('a large network is seen a part at a time, whole rows each, and nothing is left out', () => {
  const tokens = Int32Array.from({ length: 97 }, (_, i) => i);
  const network = bareNetwork(configOf({ 'task.p': 97, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 1024 }));
  const site = network.model.sites.find(({ id }) => id === 'hidden1.activations');
  const sites = site === undefined ? [] : [site];
  const parts = [...seenOfPairs(network, tokens, sites)];
  expect(parts.length).toBeGreaterThan(1);
  let next = 0;
  for (const { first, count, values } of parts) {
    expect([first, count % 97, values.map(({ length }) => length)]).toEqual([next, 0, [1024 * count]]);
    expect(count * 1024).toBeLessThanOrEqual(8e6);
    next += count;
  }
  expect(next).toBe(97 ** 2);
  const small = bareNetwork(configOf({ 'task.p': 5, 'model.id': 'mlp', 'model.width': 8 }));
  expect([...seenOfPairs(small, tokens.subarray(0, 5), small.model.sites.slice(1, 2))].map(({ count }) => count)).toEqual([25]);
});
