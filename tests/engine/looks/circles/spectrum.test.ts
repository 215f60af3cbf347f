import { describe, expect, test } from 'vitest';
import { componentsOf, frequenciesOf, sharesOf, squares } from '../../../../src/engine/looks/circles/spectrum.ts';
import { sharesByFrequency } from '../../../reference/fourier.ts';
import { columnsOf, randomTable } from './random.ts';

describe.each([3, 4, 7, 12, 43, 96])('of %i', (n) => {
  const table = randomTable(n, 5, n);
  const components = componentsOf(table);

  test('the basis is orthonormal: squares add up to the table’s own', () => {
    const whole = components.power.reduce((sum, one) => sum + one, components.constant);
    expect(Math.abs(whole / squares(table.values) - 1)).toBeLessThan(1e-12);
  });

  test('shares are those of the discrete Fourier transform', () => {
    const shares = sharesOf(components);
    sharesByFrequency(columnsOf(table)).forEach((share, i) => expect(Math.abs((shares[i] as number) - share)).toBeLessThan(1e-10));
    expect(shares).toHaveLength(frequenciesOf(n));
  });

  test('waves of k frequencies have these, with their squares, and no other', () => {
    const waves = [
      [1, 3],
      [Math.floor(n / 2), 1],
    ] as const;
    // Columns: 7, 3·cos, and what the second frequency has, shifted by an eighth of a turn.
    const values = Float64Array.from({ length: 3 * n }, (_, i) => {
      const e = Math.floor(i / 3);
      if (i % 3 === 0) return 7;
      const [k, size] = waves[(i % 3) - 1] as (typeof waves)[number];
      return size * Math.cos((2 * Math.PI * k * e) / n + (i % 3 === 2 ? Math.PI / 4 : 0));
    });
    const { power, constant } = componentsOf({ values, n, width: 3 });
    expect(constant).toBeCloseTo(49 * n, 8);
    // Of the last frequency of an even n, cos(πe + π/4) is ±cos π/4 throughout; other waves are spread over all phases: half their squares.
    const expected = Array.from({ length: frequenciesOf(n) }, (_, i) => waves.reduce((sum, [k, size]) => sum + (k === i + 1 ? (size ** 2 * n) / 2 : 0), 0));
    power.forEach((one, i) => expect(one).toBeCloseTo(expected[i] as number, 8));
  });
});

test('the cosine and the sine of each frequency are told apart, both of unit norm', () => {
  const n = 9;
  const wave = (f: (x: number) => number): Float64Array => Float64Array.from({ length: n }, (_, e) => f((2 * Math.PI * 2 * e) / n));
  const length = Math.sqrt(n / 2);
  const cosine = componentsOf({ values: wave(Math.cos), n, width: 1 });
  expect([cosine.cosines[1], cosine.sines[1]].map((x) => Math.abs(x as number) < 1e-12)).toEqual([false, true]);
  expect(cosine.cosines[1]).toBeCloseTo(length, 12);
  const sine = componentsOf({ values: wave(Math.sin), n, width: 1 });
  expect(sine.cosines[1]).toBeCloseTo(0, 12);
  expect(sine.sines[1]).toBeCloseTo(length, 12);
});

test('where nothing varies there are no shares, and no division by nothing', () => {
  const { power, constant } = componentsOf({ values: new Float64Array(6), n: 3, width: 2 });
  expect([[...power], constant, [...sharesOf({ power })]]).toEqual([[0], 0, [0]]);
});
