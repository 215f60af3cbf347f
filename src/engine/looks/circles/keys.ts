/**
 * Key frequencies: those that carry the answers. Nanda et al. (2023, §4.1) read them off the spectra of W_E and W_L, where a handful stand out
 * and all others are next to nothing. Here one stands out where it has twice its even share of what is not constant, and a twentieth at least, in both
 * tables: a network that reads a wave and answers by none, or the other way round, does not compute with it.
 */

const TIMES = 2;
const LEAST = 1 / 20;

/** @param count frequencies that there are */
export const keyThreshold = (count: number): number => Math.max(LEAST, TIMES / count);

/** @returns frequencies, counted from 1, ascending */
export function keysOf(rows: Float32Array, outputs: Float32Array, threshold: number): Int32Array {
  const keys: number[] = [];
  rows.forEach((share, i) => {
    if (share > threshold && (outputs[i] as number) > threshold) keys.push(i + 1);
  });
  return Int32Array.from(keys);
}
