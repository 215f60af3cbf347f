/** Random starts and clipped steps: the same bits everywhere, uniform, and always inside the box. */
import { tensor1d, tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveWithin, signStepWithin, uniformLike, type Box } from '../../../src/engine/ops/perturbation.ts';
import { boxStepReference, uniformReference } from '../../reference/perturbation.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';

const numbersOf = (t: Tensor): Float32Array => {
  const numbers = Float32Array.from(t.dataSync<'float32'>());
  t.dispose();
  return numbers;
};

describe.each(HOST_DEVICES)('on %s', (name) => {
  const noise = (rows: number, columns: number, scale: number, seed: number, counter: number): Float32Array => {
    const [like, counters] = [tensor2d(new Float32Array(rows * columns), [rows, columns]), tensor1d([7, counter])];
    const made = numbersOf(uniformLike(like, scale, { seed, counters, at: 1 }));
    for (const t of [like, counters]) t.dispose();
    return made;
  };

  test('noise is the reference’s, to the bit', async () => {
    await useDevice(name);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 33 }),
        fc.float({ min: Math.fround(1e-3), max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 2 ** 24 - 1 }),
        (rows, columns, scale, seed, counter) => {
          expect(noise(rows, columns, scale, seed, counter)).toEqual(uniformReference(rows * columns, scale, seed, counter));
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test('a step is the reference’s, to the bit, and stays in the ball and the domain', async () => {
    await useDevice(name);
    const value = fc.float({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.oneof(value, fc.constantFrom(0, -0)), fc.float({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 37 }),
        fc.constantFrom(0, 0.025, 0.5),
        fc.float({ min: Math.fround(1e-3), max: 3, noNaN: true }),
        fc.boolean(),
        (rows, size, epsilon, bounded) => {
          const [x, move, centre] = [0, 1, 2].map((k) => Float32Array.from(rows, (row) => row[k] as number)) as [Float32Array, Float32Array, Float32Array];
          const box: Box = { epsilon, low: bounded ? 0 : -3.4e38, high: bounded ? 1 : 3.4e38 };
          const [a, b, c] = [x, move, centre].map((numbers) => tensor2d(numbers.slice(), [1, rows.length]));
          const made = numbersOf(
            size === 0 ? moveWithin(a as never, b as never, c as never, box) : signStepWithin(a as never, b as never, size, c as never, box),
          );
          for (const t of [a, b, c]) t?.dispose();
          // −0 and 0 are the same place.
          expect(made.map((z) => z + 0)).toEqual(boxStepReference(x, move, centre, { size, ...box }).map((z) => z + 0));
          made.forEach((z, i) => {
            // The ball's edge is rounded to float32.
            expect(Math.abs(z - (centre[i] as number))).toBeLessThanOrEqual(epsilon + 2 ** -24 * (epsilon + 1));
            expect(z >= box.low && z <= box.high).toBe(true);
          });
        },
      ),
      { numRuns: 100, seed: 2 },
    );
  });
});

test('noise is uniform, and its sequences have nothing to do with each other', () => {
  const count = 20_000;
  const sequences = [
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 1],
    [0, 0],
    [77, 4999],
  ].map(([seed = 0, counter = 0]) => uniformReference(count, 1, seed, counter));
  for (const u of sequences) {
    const bins = new Float64Array(50);
    for (const x of u) {
      expect(x >= -1 && x < 1).toBe(true);
      bins[Math.floor((x + 1) * 25)] = (bins[Math.floor((x + 1) * 25)] as number) + 1;
    }
    // χ² with 49 degrees of freedom: mean 49, deviation 9.9. Five deviations is one in a million.
    const expected = count / 50;
    expect(bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(49 + 5 * 9.9);
  }
  // Correlations of n pairs have deviation 1/√n, in units of the variance 1/3.
  const correlation = (a: Float32Array, b: Float32Array): number => (3 / a.length) * a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const bound = 5 / Math.sqrt(count);
  sequences.forEach((a, i) => {
    for (const lag of [1, 2, 64]) expect(Math.abs(correlation(a.subarray(lag), a.subarray(0, -lag)))).toBeLessThan(bound);
    for (const b of sequences.slice(0, i)) expect(Math.abs(correlation(a, b))).toBeLessThan(bound);
  });
});
