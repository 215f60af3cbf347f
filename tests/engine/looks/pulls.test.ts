/** The words that pulled in the first sentences of each side. */
import { expect, test } from 'vitest';
import { pullOf } from '../../../src/engine/looks/pull.ts';
import { pulls } from '../../../src/engine/looks/pulls.ts';
import { configOf, MLP, networkOf, seenBy } from './networks.ts';

const REVIEWS = configOf({
  'task.id': 'reviews',
  'task.trainSize': 12,
  'task.valSize': 20,
  'task.length': 6,
  'model.id': 'lstm',
  'model.width': 4,
  'model.embedding': 4,
});

test('sentence by sentence, as far as they are asked for and there are any', () => {
  const network = networkOf(REVIEWS);
  const { answer, shares } = seenBy(pulls, network, { train: 2, val: 100 });
  expect([answer.train.length, answer.val.length]).toEqual([12, 120]);
  const input = Int32Array.from(network.dataset.val.inputs.subarray(18, 24));
  expect(answer.val.slice(18, 24)).toEqual(pullOf(network, input));
  expect(answer.train.slice(6)).toEqual(pullOf(network, Int32Array.from(network.dataset.train.inputs.subarray(6, 12))));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeCloseTo(1, 9);
});

test('only where a task reads texts', () => {
  expect(pulls.lacks(REVIEWS)).toBeNull();
  expect(pulls.lacks(MLP)?.en).toContain('no words');
});
