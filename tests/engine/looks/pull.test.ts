/** How words pull: against the network written plainly, asked about the sentence and about the sentence without the word. */
import { expect, test } from 'vitest';
import { lacksWords, pullOf } from '../../../src/engine/looks/pull.ts';
import { lstmLogits } from '../../reference/lstm.ts';
import type { NamedParameters } from '../../reference/numbers.ts';
import { configOf, MLP, networkOf } from './networks.ts';

const REVIEWS = configOf({
  'task.id': 'reviews',
  'task.trainSize': 60,
  'task.valSize': 20,
  'task.length': 9,
  'model.id': 'lstm',
  'model.width': 8,
  'model.embedding': 8,
  'init.scale': 3,
});
const network = networkOf(REVIEWS);
const named: NamedParameters = new Map(
  network.model.parameters.map(({ name, shape }, i) => [name, { shape, data: Float64Array.from(network.parameters[i] as Float32Array) }]),
);

/** Log-odds of «positive», with as many empty places in front as there is room. */
function odds(words: readonly number[]): number {
  const [negative, positive] = lstmLogits(1, named, [...Array.from({ length: 9 - words.length }, () => 0), ...words]) as [number, number];
  return positive - negative;
}

test.each([0, 3, 9])('of %i words each pulls by what the log-odds lose without it', (count) => {
  const words = Array.from({ length: count }, (_, i) => 1 + ((i * 7) % 50));
  const input = Int32Array.from([...Array.from({ length: 9 - count }, () => 0), ...words]);
  const before = input.slice();
  const pulls = pullOf(network, input);
  const wanted = words.map((_, left) => odds(words) - odds(words.filter((__, i) => i !== left)));
  expect(input).toEqual(before);
  expect([...pulls.subarray(0, 9 - count)]).toEqual(Array.from({ length: 9 - count }, () => 0));
  expect(pulls).toHaveLength(9);
  wanted.forEach((pull, i) => expect(pulls[9 - count + i]).toBeCloseTo(pull, 5));
});

test('only where a task reads texts', () => {
  expect(lacksWords(REVIEWS)).toBeNull();
  expect(lacksWords(MLP)?.en).toContain('no words');
});
