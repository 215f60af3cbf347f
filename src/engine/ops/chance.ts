/** Random numbers of a training step: hashes of an entry's place, a seed and the number of the step. The same bits on every backend. */
import { add, cast, greaterEqual, mul, reshape, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { runKernelForOne } from './kernels.ts';

export interface Chance {
  /** U(−1, 1) of the shape of `like`. @param stream a whole number: other streams, other numbers */
  uniform<T extends Tensor>(like: T, stream: number): T;
  /** The same of mean 0 and variance 1, nearly Gaussian: a sum of four uniform numbers. */
  normal<T extends Tensor>(like: T, stream: number): T;
}

/** Uniform numbers in a sum, and what makes its variance 1: each has 1/3. */
const TERMS = 4;
const SCALE = Math.sqrt(3 / TERMS);

/** @param counters holds the number of the step, a whole number below 2²⁴, at entry `at`: on the device, so that a replayed step finds another one there. */
export function chanceOf(seed: number, counters: Tensor1D, at: number): Chance {
  const draw = <T extends Tensor>({ size, shape }: T, scale: number, stream: number): T =>
    reshape(runKernelForOne('GrokUniform', { counters }, { rows: 1, columns: size, scale, seed: (seed + stream) % 2 ** 32, at }), shape as number[]) as T;
  return {
    uniform: (like, stream) => draw(like, 1, stream),
    normal: (like, stream) =>
      tidy(() => {
        // One after another, so that every backend rounds alike.
        const terms = Array.from({ length: TERMS }, (_, k) => draw(like, SCALE, TERMS * stream + k));
        return terms.reduce((sum, term) => add(sum, term));
      }),
  };
}

/** x with each entry dropped with probability `rate`, and what is left made as much larger (Srivastava et al. 2014, §10). */
export function dropped<T extends Tensor>(x: T, rate: number, chance: Chance, stream: number): T {
  const isKept = cast(greaterEqual(chance.uniform(x, stream), 2 * rate - 1), 'float32');
  return mul(x, mul(isKept, 1 / (1 - rate)));
}
