import { expect, test } from 'vitest';
import { lacks, residuesOf } from '../../../../src/engine/looks/circles/lacks.ts';
import { OPERATIONS } from '../../../../src/engine/tasks/modular.ts';
import { configOf, DIGITS, MLP, MOLECULES, TRANSFORMER } from '../networks.ts';

test.each([
  ['images', DIGITS, /something else/],
  ['molecules', MOLECULES, /something else/],
  ['reviews', configOf({ 'task.id': 'reviews', 'task.trainSize': 60, 'task.valSize': 20, 'model.id': 'lstm' }), /something else/],
  ['permutations', configOf({ 'task.id': 's5' }), /irreducible representations/],
  ['sums without a modulus', configOf({ 'task.id': 'sums' }), /no modulus/],
  ['multiplication mod a composite number', configOf({ 'task.operation': 'multiply', 'task.p': 15 }), /15 is not a prime/],
  ['multiplication mod 3, which has two numbers', configOf({ 'task.operation': 'multiply', 'task.p': 3 }), /no circle/],
  ['addition mod 2', configOf({ 'task.p': 2, 'task.trainFraction': 0.5, 'model.id': 'mlp' }), /no circle/],
])('%s have no circles, and it is said why', (_, config, words) => {
  expect(lacks(config)?.en).toMatch(words);
  expect(lacks(config)?.ja).toMatch(/[ぁ-ん]/);
});

test.each([
  ['the transformer', TRANSFORMER],
  ['the MLP', MLP],
  ['an LSTM', configOf({ 'task.p': 7, 'model.id': 'lstm' })],
  ['a formula, mod what is no prime', configOf({ 'task.id': 'formula', 'task.p': 12 })],
  ['addition mod a composite number', configOf({ 'task.p': 15 })],
  ['multiplication mod 5', configOf({ 'task.operation': 'multiply', 'task.p': 5 })],
])('%s has', (_, config) => {
  expect(lacks(config)).toBeNull();
});

test('products and quotients are looked at by logarithms, all else as it is', () => {
  const under = Object.keys(OPERATIONS).map((operation) => [operation, residuesOf(configOf({ 'task.operation': operation, 'task.p': 7 }))] as const);
  expect(under).toEqual(
    under.map(([operation]) => [
      operation,
      { p: 7, under: operation === 'multiply' || operation === 'divide' ? 'multiplication' : 'addition', ...(operation === 'add' ? { sum: true } : {}) },
    ]),
  );
});
