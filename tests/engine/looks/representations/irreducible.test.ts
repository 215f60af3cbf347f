/** Shares by representation against explicit projections in float64, with characters counted from what permutations leave in place. */
import { describe, expect, test } from 'vitest';
import { classesOf, decompose, IRREDUCIBLE } from '../../../../src/engine/looks/representations/irreducible.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { PERMUTATIONS } from '../../../../src/engine/tasks/permutations.ts';

const N = 120;
const classes = classesOf(PERMUTATIONS);
type Permutation = readonly number[];

const sign = (x: Permutation): number => x.reduce((product, image, i) => product * x.slice(i + 1).reduce((now, later) => (later < image ? -now : now), 1), 1);
const fixed = (x: Permutation): number => x.filter((image, i) => image === i).length;
const PAIRS = [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].flatMap((j) => (i < j ? [[i, j] as const] : [])));
const pairs = (x: Permutation): number => PAIRS.filter(([i, j]) => [x[i], x[j]].toSorted((a, b) => Number(a) - Number(b)).join() === `${i},${j}`).length;
const twice = (x: Permutation): Permutation => x.map((image) => x[image] as number);

/** Letters: trivial and 4+1; pairs of letters: these and 3+2; the exterior square of 4+1: 3+1+1 (Fulton & Harris 1991, §3.1). */
const CHARACTERS: Readonly<Record<string, (x: Permutation) => number>> = {
  '4+1': (x) => fixed(x) - 1,
  '3+2': (x) => pairs(x) - fixed(x),
  '3+1+1': (x) => ((fixed(x) - 1) ** 2 - (fixed(twice(x)) - 1)) / 2,
  '2+2+1': (x) => sign(x) * (pairs(x) - fixed(x)),
  '2+1+1+1': (x) => sign(x) * (fixed(x) - 1),
  '1+1+1+1+1': sign,
};

/** The part of a table in a representation, by the projection itself: (d/n) Σ_g χ(g) f(g⁻¹x). */
function projected(values: Float64Array, partition: string, dimension: number): Float64Array {
  const width = values.length / N;
  const character = CHARACTERS[partition] as (x: Permutation) => number;
  const places = new Map(PERMUTATIONS.map((x, i) => [x.join(), i]));
  const out = new Float64Array(values.length);
  PERMUTATIONS.forEach((x, i) => {
    PERMUTATIONS.forEach((g) => {
      const moved = places.get(x.map((image) => g.indexOf(image)).join()) as number;
      for (let j = 0; j < width; j++)
        out[i * width + j] = (out[i * width + j] as number) + (dimension / N) * character(g) * (values[moved * width + j] as number);
    });
  });
  return out;
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value ** 2, 0);
const tableOf = (row: (x: Permutation) => readonly number[]): Float64Array => Float64Array.from(PERMUTATIONS.flatMap((x) => row(x)));
const nothing = IRREDUCIBLE.map(() => 0);

test('characters are those that are counted, and each is of length 1', () => {
  for (const { partition, dimension, characters } of IRREDUCIBLE) {
    const counted = PERMUTATIONS.map((x) => (CHARACTERS[partition] as (x: Permutation) => number)(x) + 0);
    // x·e⁻¹ is x; the first of the list is e.
    expect(PERMUTATIONS.map((_, i) => characters[classes[i * N] as number])).toEqual(counted);
    expect(counted.reduce((sum, value) => sum + value ** 2, 0)).toBe(N);
    expect(counted[0]).toBe(dimension);
  }
  expect(1 + IRREDUCIBLE.reduce((sum, { dimension }) => sum + dimension ** 2, 0)).toBe(N);
});

test.each([1, 2])('of random tables each part has the square of its projection, and together they are the whole; seed %i', (seed) => {
  const values = new Float64Array(new Rng(seed, 'table').normals(N * 3, 1));
  const { constant, power } = decompose(values, N, classes);
  expect(power.reduce((sum, one) => sum + one, constant)).toBeCloseTo(squares(values), 9);
  IRREDUCIBLE.forEach(({ partition, dimension }, i) => expect(power[i]).toBeCloseTo(squares(projected(values, partition, dimension)), 9));
});

describe('tables that are made of some', () => {
  const shown = (values: Float64Array): (readonly [string, number])[] => {
    const { power } = decompose(values, N, classes);
    const whole = power.reduce((sum, one) => sum + one, 0);
    return IRREDUCIBLE.flatMap(({ partition }, i) => ((power[i] as number) > 1e-12 * whole ? [[partition, (power[i] as number) / whole] as const] : []));
  };

  test('the sign alone, where a letter goes, and where each letter goes with the sign', () => {
    expect(shown(tableOf((x) => [sign(x)]))).toEqual([['1+1+1+1+1', expect.closeTo(1, 12)]]);
    expect(shown(tableOf((x) => [x[2] === 3 ? 1 : 0]))).toEqual([['4+1', expect.closeTo(1, 12)]]);
    expect(shown(tableOf((x) => x.map((image) => sign(x) * (image - 2))))).toEqual([['2+1+1+1', expect.closeTo(1, 12)]]);
  });

  test('where a pair of letters goes is of the pairs and of the letters; half and half where it is made so', () => {
    const pair = shown(tableOf((x) => [new Set([x[0], x[1]]).has(0) && new Set([x[0], x[1]]).has(1) ? 1 : 0]));
    expect(pair.map(([partition]) => partition)).toEqual(['4+1', '3+2']);
    expect(shown(tableOf((x) => [sign(x), 2 * (x[0] === 0 ? 1 : 0) - 0.4].map((value, i) => (i === 0 ? 0.8 * value : value))))).toEqual([
      ['4+1', expect.closeTo(0.5, 12)],
      ['1+1+1+1+1', expect.closeTo(0.5, 12)],
    ]);
  });

  test('what is the same for all is the mean', () => {
    const { constant, power } = decompose(
      tableOf(() => [3, 4]),
      N,
      classes,
    );
    expect(constant).toBeCloseTo(N * 25, 9);
    expect(power).toEqual(nothing.map(() => expect.closeTo(0, 9)));
  });
});
