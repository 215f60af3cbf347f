/** Plain linear maps against sums written out, at every remainder of the tile and across blocks of rows. */
import { expect, test } from 'vitest';
import { linear } from '../../../../src/engine/models/plain/linear.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { affine } from '../../../reference/numbers.ts';

const rowsOf = (flat: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from({ length: width }, (__, j) => flat[i * width + j] as number));

test.each([
  [1, 1, 1],
  [2, 3, 2],
  [3, 5, 3],
  [4, 4, 4],
  [5, 2, 7],
  [7, 1, 5],
  // More rows than are taken at a time, and rows longer than that.
  [100, 4000, 4],
  [4, 40_000, 2],
])('(%i, %i) · (%i, %i)', (n, inner, columns) => {
  const rng = new Rng(n, `${inner} ${columns}`);
  const x = Float64Array.from({ length: n * inner }, () => rng.normal());
  const weight = rng.normals(inner * columns, 1);
  const bias = Float64Array.from({ length: columns }, () => rng.normal());
  for (const b of [bias, null]) {
    const made = linear(x, weight, columns, b);
    const expected = rowsOf(x, inner).flatMap((row) => affine(row, rowsOf(weight, columns), b === null ? null : [...b]));
    expect(made).toHaveLength(expected.length);
    expected.forEach((value, i) => expect(made[i]).toBeCloseTo(value, 9));
  }
});

test('no rows give no rows', () => {
  expect(linear(new Float64Array(0), new Float32Array(6), 2)).toHaveLength(0);
});
