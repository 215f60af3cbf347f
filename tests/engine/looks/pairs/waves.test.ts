import { expect, test } from 'vitest';
import { addToMargins, addValues, emptyMargins, emptySums, type Sums } from '../../../../src/engine/looks/pairs/sums.ts';
import { energiesOf, fitOf, overtoneOf, termsOf, wavesOf } from '../../../../src/engine/looks/pairs/waves.ts';
import { pairPower, waveAlone, waveByTransform } from '../../../reference/pairWaves.ts';
import { randomTable } from '../circles/random.ts';

const SIZES = [3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 22] as const;

/** Sums of functions (n², width), added in two parts, among others that are not to count. */
function sumsOf(values: Float64Array, n: number, width: number): Sums {
  const sums = emptySums(n, width);
  const padded = new Float64Array(n * n * (width + 3)).fill(99);
  for (let i = 0; i < n * n; i++) padded.set(values.subarray(i * width, (i + 1) * width), i * (width + 3) + 2);
  const place = { stride: width + 3, offset: 2 };
  addValues(sums, padded.subarray(0, n * place.stride), 0, place);
  addValues(sums, padded.subarray(n * place.stride), n, place);
  return sums;
}

const columnOf = (values: Float64Array, width: number, j: number): Float64Array => values.filter((_, i) => i % width === j);

test.each(SIZES)('n = %i: energies, waves and fits are those of the two-dimensional transform', (n) => {
  const width = 3;
  const { values } = randomTable(n * n, width, n);
  const terms = termsOf(sumsOf(values, n, width));
  const energies = energiesOf(terms);
  const waves = wavesOf(terms);
  for (let j = 0; j < width; j++) {
    const column = columnOf(values, width, j);
    for (let k = 1; k <= Math.floor(n / 2); k++) {
      const block = new Set([-k, 0, k].flatMap((u) => [-k, 0, k].map((v) => ((u + n) % n) * n + ((v + n) % n))));
      block.delete(0);
      const power = [...block].reduce((sum, at) => sum + pairPower(column, n, [Math.floor(at / n), at % n]), 0) / n ** 2;
      expect(energies[(k - 1) * width + j]).toBeCloseTo(power, 8);
      const fit = fitOf(terms, k, j);
      waveAlone(column, n, k).forEach((value, i) => expect(fit[i]).toBeCloseTo(value, 8));
    }
    const expected = waveByTransform(column, n);
    expect(waves[j]?.frequency).toBe(expected.frequency);
    expect(waves[j]?.share).toBeCloseTo(expected.share, 8);
  }
});

test('what a square makes of two waves is one wave of degree 2, and all of it', () => {
  const n = 17;
  const wave = (x: number, phase: number): number => Math.cos((2 * Math.PI * 5 * x) / n - phase);
  const values = Float64Array.from({ length: n * n }, (_, i) => (wave(Math.floor(i / n), 0.4) + 1.2 * wave(i % n, 2)) ** 2);
  const terms = termsOf(sumsOf(values, n, 1));
  expect(wavesOf(terms)[0]?.frequency).toBe(5);
  expect(wavesOf(terms)[0]?.share).toBeCloseTo(1, 12);
  fitOf(terms, 5, 0).forEach((value, i) => expect(value).toBeCloseTo(values[i] as number, 10));
  // Without its overtones it would be less.
  const energy = energiesOf(terms)[4] as number;
  expect(energy / (terms.variances[0] as number)).toBeLessThan(0.9);
});

test('a function that is constant but for rounding has no wave', () => {
  const values = Float64Array.from({ length: 49 }, (_, i) => 0.1 + (i % 2) * 1e-17);
  const terms = termsOf(sumsOf(values, 7, 1));
  expect([wavesOf(terms)[0], terms.variances[0]]).toEqual([{ frequency: 0, share: 0 }, 0]);
  expect(fitOf(terms, 0, 0).every((value) => Math.abs(value - 0.1) < 1e-12)).toBe(true);
});

test('an overtone has twice the frequency, folded; where that is none, or the same again, there is none', () => {
  expect([overtoneOf(1, 7), overtoneOf(2, 7), overtoneOf(3, 7)]).toEqual([2, 3, 1]);
  expect([overtoneOf(3, 6), overtoneOf(2, 6), overtoneOf(3, 12), overtoneOf(4, 12)]).toEqual([null, null, 6, null]);
});

test('margins are the sums by a and by b', () => {
  const { values } = randomTable(25, 4, 3);
  const sums = sumsOf(values, 5, 4);
  const margins = emptyMargins(5, 4);
  addToMargins(margins, values.subarray(0, 40), 0, { stride: 4, offset: 0 });
  addToMargins(margins, values.subarray(40), 10, { stride: 4, offset: 0 });
  expect(margins).toEqual({ n: 5, width: 4, first: sums.first, second: sums.second });
  const byHand = Array.from({ length: 5 }, (_, a) => Array.from({ length: 5 }, (__, b) => values[(a * 5 + b) * 4 + 1] as number).reduce((x, y) => x + y));
  byHand.forEach((sum, a) => expect(margins.first[a * 4 + 1]).toBeCloseTo(sum, 12));
});
