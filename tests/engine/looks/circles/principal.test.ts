import { expect, test } from 'vitest';
import { principalOf } from '../../../../src/engine/looks/circles/principal.ts';
import type { Table } from '../../../../src/engine/looks/circles/spectrum.ts';
import { widest } from '../../../reference/fourier.ts';
import { randomTable, rowsOf } from './random.ts';

function principal(table: Table) {
  const work = principalOf(table);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

const axis = (places: Float32Array, i: number): number[] => [...places].filter((_, at) => at % 2 === i);
const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, x) => sum + x ** 2, 0);

test.each([
  [5, 3],
  [12, 30],
  [43, 8],
])('%i rows of %i numbers: shares and lengths are those of the two widest directions', (n, width) => {
  // Stretched, so that directions differ.
  const random = randomTable(n, width, n);
  const table = { ...random, values: random.values.map((x, i) => x * (1 + 4 / (1 + (i % width))) + 3) };
  const { first, second, all } = widest(rowsOf(table));
  const { places, shares } = principal(table);
  expect(shares[0]).toBeCloseTo(first / all, 10);
  expect(shares[1]).toBeCloseTo(second / all, 10);
  const [x, y] = [axis(places, 0), axis(places, 1)];
  expect(sumOfSquares(x) / first).toBeCloseTo(1, 6);
  expect(sumOfSquares(y) / second).toBeCloseTo(1, 6);
  for (const along of [x, y]) {
    expect(along.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    // The way an axis points is settled: its farthest row is on the positive side.
    expect(Math.max(...along)).toBeGreaterThanOrEqual(-Math.min(...along) - 1e-6);
  }
});

test('the other way round it is the same picture', () => {
  const table = randomTable(9, 4, 3);
  const mirrored = principal({ ...table, values: table.values.map((x) => -x) });
  const plain = principal(table);
  expect([...mirrored.places].map(Math.abs).map((x) => x.toFixed(5))).toEqual([...plain.places].map(Math.abs).map((x) => x.toFixed(5)));
  for (const { places } of [mirrored, plain]) expect(Math.max(...axis(places, 0))).toBe(Math.max(...axis(places, 0).map(Math.abs)));
});

test('rows that are all alike are spread nowhere', () => {
  const { shares, places } = principal({ values: new Float64Array(12).fill(2), n: 4, width: 3 });
  expect([...shares, ...places].every((x) => Math.abs(x) < 1e-12)).toBe(true);
});
