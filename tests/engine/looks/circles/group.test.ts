import { expect, test } from 'vitest';
import { cycleOf, roundBy } from '../../../../src/engine/looks/circles/group.ts';
import { modular } from '../../../../src/engine/tasks/modular.ts';
import { leastRoot, powerMod } from '../../../reference/fourier.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops;

test('under addition the tokens stand as they are', () => {
  expect(cycleOf('addition', 6)).toEqual({ under: 'addition', tokens: Int32Array.of(0, 1, 2, 3, 4, 5), root: null });
});

test.each(PRIMES)('mod %i the tokens stand by their logarithms to the least root', (p) => {
  const cycle = cycleOf('multiplication', p);
  const root = leastRoot(p);
  expect(cycle?.root).toBe(root);
  expect([...(cycle?.tokens ?? [])]).toEqual(Array.from({ length: p - 1 }, (_, e) => powerMod(root, e, p)));
});

test.each([4, 6, 8, 9, 10, 15, 25, 49, 91])('multiplication mod %i is no single circle', (p) => {
  expect(cycleOf('multiplication', p)).toBeNull();
});

test('round the circle by a frequency every step is one turn of 1/n; where places meet, the smaller comes first', () => {
  for (const [k, n] of [
    [1, 7],
    [3, 7],
    [5, 12],
    [4, 12],
    [6, 12],
  ] as const) {
    const order = [...roundBy(k, n)];
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, e) => e));
    const angles = order.map((e) => (k * e) % n);
    expect(angles).toEqual(angles.toSorted((a, b) => a - b));
  }
  expect([...roundBy(3, 7)]).toEqual([0, 5, 3, 1, 6, 4, 2]);
  expect([...roundBy(2, 4)]).toEqual([0, 2, 1, 3]);
});
