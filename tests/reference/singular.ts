/** Singular values by turning pairs of columns until all are at right angles (Hestenes 1958), in float64. */
import type { Matrix } from './numbers.ts';

export function singularValuesOf(matrix: Matrix): number[] {
  const columns = Array.from({ length: matrix[0]?.length ?? 0 }, (_, j) => matrix.map((row) => row[j] as number));
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
  for (let round = 0; round < 40; round++) {
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        const [x, y] = [columns[i] as number[], columns[j] as number[]];
        const angle = Math.atan2(2 * dot(x, y), dot(x, x) - dot(y, y)) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        columns[i] = x.map((value, k) => c * value + s * (y[k] as number));
        columns[j] = x.map((value, k) => c * (y[k] as number) - s * value);
      }
    }
  }
  return columns.map((column) => Math.sqrt(dot(column, column))).toSorted((a, b) => b - a);
}

/** e to the entropy of the singular values as shares of their sum (Roy & Vetterli 2007); some are 0. */
export function effectiveRankOf(matrix: Matrix): number {
  const values = singularValuesOf(matrix);
  const all = values.reduce((sum, x) => sum + x, 0);
  const shares = values.map((x) => x / all).filter((p) => p > 1e-14);
  return Math.exp(shares.reduce((sum, p) => sum - p * Math.log(p), 0));
}
