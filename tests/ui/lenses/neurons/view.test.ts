import { expect, test } from 'vitest';
import { PAGE, rowsOf, stepped } from '../../../../src/ui/lenses/neurons/view.ts';
import { WAVES } from './seen.ts';

test('rows stand as numbers, or so that the neuron’s wave goes round once', () => {
  expect([...rowsOf(WAVES, 0, 'numbers')]).toEqual(Array.from({ length: 13 }, (_, e) => e));
  const order = [...rowsOf(WAVES, 0, 'wave')];
  expect(order.map((e) => (2 * e) % 13)).toEqual(Array.from({ length: 13 }, (_, e) => e));
  const constant = { ...WAVES, frequencies: WAVES.frequencies.map(() => 0) };
  expect([...rowsOf(constant, 0, 'wave')]).toEqual(Array.from({ length: 13 }, (_, e) => e));
});

test('steps go through the order, page by page, and end at its ends', () => {
  const { order } = WAVES;
  expect(stepped(WAVES, 1)).toEqual({ neuron: order[1], from: 0 });
  expect(stepped(WAVES, -1)).toEqual({ neuron: order[0], from: 0 });
  expect(stepped(WAVES, PAGE)).toEqual({ neuron: order[PAGE], from: PAGE });
  expect(stepped(WAVES, Infinity)).toEqual({ neuron: order[39], from: 2 * PAGE });
  expect(stepped(WAVES, -Infinity)).toEqual({ neuron: order[0], from: 0 });
});
