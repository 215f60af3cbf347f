/** Random numbers of a step: the same bits everywhere, of the spread they state, others in every stream and at every step; and what is dropped by them. */
import { grads, sum, tensor1d, tensor2d, zeros, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { chanceOf, dropped } from '../../../src/engine/ops/chance.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { maskReference, normalReference, uniformReference } from '../../reference/perturbation.ts';

const numbersOf = (t: Tensor): number[] => {
  const numbers = Array.from(t.dataSync<'float32'>());
  t.dispose();
  return numbers;
};
const SEED = 2 ** 32 - 9;

describe.each(HOST_DEVICES)('on %s', (name) => {
  test.each([[[7]], [[3, 11]], [[1, 1]], [[2, 3, 4]]])('of the shape %j they are the reference’s, to the bit', async (shape) => {
    await useDevice(name);
    const [like, counters] = [zeros(shape), tensor1d([5, 1234])];
    const chance = chanceOf(SEED, counters, 1);
    for (const stream of [0, 1, 3]) {
      const [uniform, normal] = [chance.uniform(like, stream), chance.normal(like, stream)];
      expect([uniform.shape, normal.shape]).toEqual([shape, shape]);
      expect(numbersOf(uniform)).toEqual([...uniformReference(like.size, 1, (SEED + stream) % 2 ** 32, 1234)]);
      expect(numbersOf(normal)).toEqual(normalReference(like.size, SEED, 1234, stream));
    }
    for (const t of [like, counters]) t.dispose();
  });

  test('normal ones have mean 0, variance 1 and the tails of a sum of four, and streams and steps have nothing in common', async () => {
    await useDevice(name);
    const count = 20_000;
    const [like, counters] = [zeros([count]), tensor1d([0, 1])];
    const draws = [0, 1].flatMap((at) => [0, 1, 2].map((stream) => numbersOf(chanceOf(3, counters, at).normal(like, stream))));
    const mean = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0) / numbers.length;
    for (const [i, draw] of draws.entries()) {
      // Of so many the mean is within 4/√count of 0, and the moments as near.
      expect(Math.abs(mean(draw))).toBeLessThan(0.03);
      expect(Math.abs(mean(draw.map((x) => x ** 2)) - 1)).toBeLessThan(0.03);
      expect(Math.abs(mean(draw.map((x) => x ** 4)) - 2.7)).toBeLessThan(0.15);
      for (const other of draws.slice(i + 1)) expect(Math.abs(mean(draw.map((x, j) => x * (other[j] as number))))).toBeLessThan(0.03);
    }
    for (const t of [like, counters]) t.dispose();
  });

  test.each([0.1, 0.5, 0.9])('with a rate of %d so many are dropped, the rest is larger by as much, and gradients go the same way', async (rate) => {
    await useDevice(name);
    const [rows, columns] = [100, 40];
    const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i + 1));
    const [x, counters] = [tensor2d(values, [rows, columns]), tensor1d([17])];
    const chance = chanceOf(11, counters, 0);
    const mask = maskReference(values.length, rate, 11, 17, 2);
    const got = numbersOf(dropped(x, rate, chance, 2));
    got.forEach((y, i) => expect(y).toBeCloseTo((values[i] as number) * (mask[i] as number), 5));
    expect(Math.abs(got.filter((y) => y === 0).length / got.length - rate)).toBeLessThan(0.03);
    const [slope] = grads((z: Tensor) => sum(dropped(z as Tensor2D, rate, chance, 2)))([x]) as [Tensor];
    numbersOf(slope).forEach((g, i) => expect(g).toBeCloseTo(mask[i] as number, 5));
    for (const t of [x, counters]) t.dispose();
  });
});
