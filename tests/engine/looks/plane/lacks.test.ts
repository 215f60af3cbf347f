/** Where tokens are points of a plane, and what is said where they are none. */
import { expect, test } from 'vitest';
import { lacks } from '../../../../src/engine/looks/plane/lacks.ts';
import { configOf } from '../networks.ts';

const MLP = { 'task.p': 7, 'model.id': 'mlp', 'model.width': 8 };

test.each([
  ['sums', { ...MLP, 'model.input': 'sum', 'model.embedding': 2 }],
  ['side by side', { ...MLP, 'model.input': 'embedding', 'model.embedding': 2 }],
  ['a transformer', { 'task.p': 7, 'model.width': 2, 'model.heads': 1 }],
  ['places', { ...MLP, 'task.id': 'sums', 'task.answer': 'place', 'loss.id': 'mse', 'model.input': 'sum', 'model.embedding': 2 }],
])('%s, with two numbers for each token', (_, set) => expect(lacks(configOf(set))).toBeNull());

test.each([
  ['three numbers', { ...MLP, 'model.input': 'sum', 'model.embedding': 3 }, /has 3 numbers for each token/],
  // Its first layer has two columns of one neuron each: a table of two numbers, and no embedding.
  ['one-hot', { ...MLP, 'model.width': 1 }, /no embedding/],
  ['images', { 'task.id': 'digits', 'model.id': 'mlp' }, /questions about two tokens/],
  ['sentences', { 'task.id': 'reviews', 'model.id': 'lstm' }, /questions about two tokens/],
])('%s: it says why not', (_, set, why) => expect(lacks(configOf(set))?.en).toMatch(why));
