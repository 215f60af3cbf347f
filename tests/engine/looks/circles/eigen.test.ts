import { expect, test } from 'vitest';
import { eigenOf } from '../../../../src/engine/looks/circles/eigen.ts';
import { randomTable } from './random.ts';

function eigen(matrix: Float64Array, n: number) {
  const work = eigenOf(matrix, n);
  let [next, sweeps] = [work.next(), 0];
  for (; next.done !== true; next = work.next()) sweeps++;
  return { ...next.value, sweeps };
}

const vectorOf = ({ vectors }: { readonly vectors: Float64Array }, i: number, n: number): Float64Array => vectors.subarray(i * n, (i + 1) * n);
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, j) => sum + x * (b[j] as number), 0);

test.each([1, 2, 3, 10, 40])('a random symmetric matrix of %i rows is put together again from its values and vectors', (n) => {
  const { values } = randomTable(n, n, n);
  const matrix = Float64Array.from({ length: n * n }, (_, i) => (values[i] as number) + (values[(i % n) * n + Math.floor(i / n)] as number));
  const before = matrix.slice();
  const found = eigen(matrix, n);
  expect(matrix).toEqual(before);
  expect(found.sweeps).toBeLessThan(12);
  expect([...found.values]).toEqual([...found.values].toSorted((a, b) => b - a));
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(dot(vectorOf(found, i, n), vectorOf(found, j, n))).toBeCloseTo(i === j ? 1 : 0, 12);
  matrix.forEach((entry, at) => {
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += (found.values[i] as number) * (vectorOf(found, i, n)[Math.floor(at / n)] as number) * (vectorOf(found, i, n)[at % n] as number);
    expect(sum).toBeCloseTo(entry, 11);
  });
});

test('equal values, zeros and a matrix that is diagonal already', () => {
  const diagonal = eigen(Float64Array.of(1, 0, 0, 0, 3, 0, 0, 0, 3), 3);
  expect([[...diagonal.values], diagonal.sweeps]).toEqual([[3, 3, 1], 0]);
  expect([...eigen(new Float64Array(4), 2).values]).toEqual([0, 0]);
  // A circle's: 2·cos of differences has one value twice and all others 0.
  const n = 7;
  const circle = eigen(
    Float64Array.from({ length: n * n }, (_, i) => 2 * Math.cos((2 * Math.PI * ((i % n) - Math.floor(i / n))) / n)),
    n,
  );
  [n, n, 0, 0, 0, 0, 0].forEach((value, i) => expect(circle.values[i]).toBeCloseTo(value, 12));
});
