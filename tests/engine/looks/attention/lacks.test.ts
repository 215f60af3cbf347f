import { expect, test } from 'vitest';
import { lacks } from '../../../../src/engine/looks/attention/lacks.ts';
import { configOf, DIGITS, MLP, TRANSFORMER } from '../networks.ts';

test.each([
  ['an MLP', MLP, /does not attend/],
  ['images', DIGITS, /does not attend/],
  ['permutations', configOf({ 'task.id': 's5' }), /irreducible representations/],
  ['multiplication mod a composite number', configOf({ 'task.operation': 'multiply', 'task.p': 15 }), /15 is not a prime/],
])('%s have no attention over pairs, and it is said why', (_, config, words) => {
  expect(lacks(config)?.en).toMatch(words);
  expect(lacks(config)?.ja).toMatch(/[ぁ-ん]/);
});

test('the transformer has', () => {
  expect(lacks(TRANSFORMER)).toBeNull();
});
