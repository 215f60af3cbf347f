/** The Fourier basis of a cyclic group on a device, to be multiplied with tables whose rows are tokens in their own order. */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Cycle } from '../../looks/circles/group.ts';
import { frequenciesOf, wavesOf } from '../../looks/circles/spectrum.ts';

/**
 * (n, size): cos of frequency 1 … ⌊n/2⌋, then sin of those that have one, then the constant, each of unit length over the n tokens of the cycle; 0
 * at the other rows of a table of `size`, which are no elements of the group.
 */
export function basisOver({ tokens }: Pick<Cycle, 'tokens'>, size: number): Float32Array {
  const n = tokens.length;
  const { cosines, sines } = wavesOf(n);
  const basis = new Float32Array(n * size);
  const sinesFrom = frequenciesOf(n);
  for (let row = 0; row < n; row++) {
    for (let e = 0; e < n; e++) {
      const wave = row < sinesFrom ? cosines[row * n + e] : sines[(row - sinesFrom) * n + e];
      basis[row * size + (tokens[e] as number)] = row === n - 1 ? 1 / Math.sqrt(n) : (wave as number);
    }
  }
  return basis;
}

/** Which frequency's a row of the basis is, counted from 1; 0 of the constant. */
const frequencyOf = (row: number, n: number): number => {
  const count = frequenciesOf(n);
  if (row === n - 1) return 0;
  return row < count ? row + 1 : row - count + 1;
};

/** (n, ⌊n/2⌋): 1 where the row of the basis is of the column's frequency; times a row of n numbers it adds up those of each frequency. */
export function folding(n: number): Tensor2D {
  const count = frequenciesOf(n);
  const values = Float32Array.from({ length: n * count }, (_, i) => (frequencyOf(Math.floor(i / count), n) === (i % count) + 1 ? 1 : 0));
  return tensor2d(values, [n, count]);
}

/**
 * (n, ⌊n/2⌋ + 1): times squares of components it makes |x̂_k|² of the real Fourier transform, k = 0, 1, …, all n times too small: there every
 * frequency but 0 and n/2 stands for two that mirror each other, of which one is counted.
 */
export function transformFolding(n: number): Tensor2D {
  const columns = frequenciesOf(n) + 1;
  const values = Float32Array.from({ length: n * columns }, (_, i) => {
    const [k, column] = [frequencyOf(Math.floor(i / columns), n), i % columns];
    if (k !== column) return 0;
    return k === 0 || 2 * k === n ? 1 : 0.5;
  });
  return tensor2d(values, [n, columns]);
}
