/** Mean and spread of numbers, however large or small they are. */

export interface Spread {
  readonly mean: number;
  /** Standard deviation; 0 where all numbers are the same. */
  readonly spread: number;
}

/** Of every `stride`-th number from `from` on, those of the rows `rows`. */
export function spreadOf(numbers: Float64Array, rows: ArrayLike<number>, stride: number, from: number): Spread {
  const count = rows.length;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += (numbers[(rows[i] as number) * stride + from] as number) / count;
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, Math.abs((numbers[(rows[i] as number) * stride + from] as number) - mean));
  // What is left of equal numbers is rounding.
  if (most <= 1e-12 * Math.abs(mean)) return { mean, spread: 0 };
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (((numbers[(rows[i] as number) * stride + from] as number) - mean) / most) ** 2 / count;
  return { mean, spread: most * Math.sqrt(sum) };
}
