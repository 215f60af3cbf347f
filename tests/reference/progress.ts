/** Restricted and excluded loss by the definitions: projections on waves over the pairs, one pair and one wave at a time. */
import type { Matrix } from './numbers.ts';

/** What frequency k of numbers on a circle of n leaves at e of one at f: its projection, as a kernel. */
const kernel = (k: number, e: number, f: number, n: number): number => ((2 * k === n ? 1 : 2) / n) * Math.cos((2 * Math.PI * k * (e - f)) / n);

/** Of the mean logits at every place, what the frequencies make up at each: logits (pairs, outputs), places (pairs) of their answers, −1 for none. */
export function waveParts(logits: Matrix, places: readonly number[], frequencies: readonly number[], n: number): number[][] {
  const outputs = logits[0]?.length ?? 0;
  const counts = Array.from({ length: n }, (_, e) => places.filter((place) => place === e).length);
  const means = Array.from({ length: n }, () => new Array<number>(outputs).fill(0));
  logits.forEach((row, i) => {
    const [place, mean] = [places[i] as number, means[places[i] as number]];
    if (mean !== undefined) row.forEach((x, j) => (mean[j] = (mean[j] as number) + x / (counts[place] as number)));
  });
  return Array.from({ length: n }, (_, e) => {
    const part = new Array<number>(outputs).fill(0);
    means.forEach((mean, f) => {
      const weight = frequencies.reduce((sum, k) => sum + kernel(k, e, f, n), 0);
      mean.forEach((x, j) => (part[j] = (part[j] as number) + weight * x));
    });
    return part;
  });
}

/** Nanda et al.: v (vᵀ L) for the unit vectors v along cos 2πke/n and sin 2πke/n over the pairs, (pairs, outputs). */
export function projected(logits: Matrix, places: readonly number[], frequencies: readonly number[], n: number): number[][] {
  const sum = logits.map((row) => row.map(() => 0));
  for (const k of frequencies) {
    for (const f of 2 * k === n ? [Math.cos] : [Math.cos, Math.sin]) {
      const wave = places.map((e) => f((2 * Math.PI * k * e) / n));
      const length = Math.sqrt(wave.reduce((total, x) => total + x * x, 0));
      const outputs = logits[0]?.length ?? 0;
      for (let j = 0; j < outputs; j++) {
        const along = logits.reduce((total, row, i) => total + ((row[j] as number) * (wave[i] as number)) / length, 0);
        wave.forEach((x, i) => ((sum[i] as number[])[j] = ((sum[i] as number[])[j] as number) + (along * x) / length));
      }
    }
  }
  return sum;
}
