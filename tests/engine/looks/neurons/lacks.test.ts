import { expect, test } from 'vitest';
import { lacks } from '../../../../src/engine/looks/neurons/lacks.ts';
import { configOf, DIGITS, MLP, MOLECULES, TRANSFORMER } from '../networks.ts';

test.each([
  ['images', DIGITS, /something else/],
  ['molecules', MOLECULES, /something else/],
  ['permutations', configOf({ 'task.id': 's5' }), /irreducible representations/],
  ['multiplication mod a composite number', configOf({ 'task.operation': 'multiply', 'task.p': 15 }), /15 is not a prime/],
  ['an LSTM', configOf({ 'task.p': 7, 'model.id': 'lstm' }), /no layer of neurons/],
])('%s have no neurons over pairs, and it is said why', (_, config, words) => {
  expect(lacks(config)?.en).toMatch(words);
  expect(lacks(config)?.ja).toMatch(/[ぁ-ん]/);
});

test.each([
  ['the transformer', TRANSFORMER],
  ['two layers of it', configOf({ 'task.p': 7, 'model.layers': 2 })],
  ['the MLP', MLP],
  ['a formula, mod what is no prime', configOf({ 'task.id': 'formula', 'task.p': 12 })],
])('%s has', (_, config) => {
  expect(lacks(config)).toBeNull();
});
