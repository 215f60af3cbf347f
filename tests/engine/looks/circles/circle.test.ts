import { expect, test } from 'vitest';
import { circleOf } from '../../../../src/engine/looks/circles/circle.ts';
import { componentsOf, type Table } from '../../../../src/engine/looks/circles/spectrum.ts';
import { randomTable, rowsOf } from './random.ts';

const circle = (table: Table, k: number) => circleOf(table, componentsOf(table), k);

/** Rows r·(cos, sin) along two directions of the space, at a right angle or at another one, with offsets and another wave that are not to matter. */
function waves(n: number, k: number, [ux, uy]: readonly [readonly number[], readonly number[]]): Table {
  const rows = Array.from({ length: n }, (_, e) => {
    const [angle, other] = [(2 * Math.PI * k * e) / n, (2 * Math.PI * (k + 1) * e) / n];
    return [...ux.map((x, j) => 2 * Math.cos(angle) * x + 2 * Math.sin(angle) * (uy[j] as number) + 7), 5, 3 * Math.cos(other)];
  });
  return { values: Float64Array.from(rows.flat()), n, width: ux.length + 2 };
}

test('a wave is a circle: token e stands at the angle 2πke/n, and the wave is all there is in its plane', () => {
  const [n, k] = [11, 3];
  const { places, fit, frequency } = circle(
    waves(n, k, [
      [0.6, 0.8, 0],
      [-0.8, 0.6, 0],
    ]),
    k,
  );
  expect(frequency).toBe(k);
  for (let e = 0; e < n; e++) {
    expect(places[2 * e]).toBeCloseTo(2 * Math.cos((2 * Math.PI * k * e) / n), 6);
    expect(places[2 * e + 1]).toBeCloseTo(2 * Math.sin((2 * Math.PI * k * e) / n), 6);
  }
  expect(fit).toBeCloseTo(1, 10);
});

test('where cosine and sine are not at a right angle, the plane is still shown as it lies: distances are true', () => {
  const table = waves(9, 2, [
    [1, 0, 0],
    [0.6, 0.8, 0],
  ]);
  const { places } = circle(table, 2);
  const rows = rowsOf(table).map((row) => row.slice(0, 3));
  for (let a = 0; a < 9; a++) {
    for (let b = 0; b < a; b++) {
      const real = Math.hypot(...(rows[a] as number[]).map((x, j) => x - ((rows[b] as number[])[j] as number)));
      const drawn = Math.hypot((places[2 * a] as number) - (places[2 * b] as number), (places[2 * a + 1] as number) - (places[2 * b + 1] as number));
      expect(drawn).toBeCloseTo(real, 5);
    }
  }
});

test('the fit is the share of the spread in the plane that the wave makes up', () => {
  const table = randomTable(13, 6, 4);
  for (const k of [1, 4, 6]) {
    const { places, fit } = circle(table, k);
    const [x, y] = [0, 1].map((axis) => Array.from({ length: 13 }, (_, e) => places[2 * e + axis] as number)) as [number[], number[]];
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const spread = (values: readonly number[]): number => sum(values.map((value) => (value - sum(values) / 13) ** 2));
    const ofWave = (values: readonly number[]): number =>
      (2 / 13) * [Math.cos, Math.sin].reduce((total, f) => total + sum(values.map((value, e) => value * f((2 * Math.PI * k * e) / 13))) ** 2, 0);
    expect(fit).toBeCloseTo((ofWave(x) + ofWave(y)) / (spread(x) + spread(y)), 6);
    expect(fit).toBeLessThan(0.95);
  }
});

test('the last frequency of an even n has no sine: its tokens lie on a line; a table of zeros has no circle', () => {
  const last = circle(randomTable(8, 3, 2), 4);
  expect([...last.places].filter((_, i) => i % 2 === 1)).toEqual(Array.from({ length: 8 }, () => 0));
  const none = circle({ values: new Float64Array(21), n: 7, width: 3 }, 2);
  expect([none.fit, [...none.places].every((x) => x === 0)]).toEqual([0, true]);
});
