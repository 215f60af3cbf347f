/** Losses by their ids, in float64: mean over the rows of a matrix of logits. */
import type { Matrix } from './numbers.ts';

export const LOSS_REFERENCE: Readonly<Record<string, (logits: Matrix, labels: readonly number[]) => number>> = {
  // −log softmax(z)[y] = log1p(Σ_{j≠y} exp(z_j − z_y)): exact also where it is tiny.
  'cross-entropy': (logits, labels) => {
    const rows = logits.map((z, n) => {
      const label = labels[n] as number;
      return Math.log1p(z.reduce((sum, value, j) => (j === label ? sum : sum + Math.exp(value - (z[label] as number))), 0));
    });
    return rows.reduce((sum, x) => sum + x, 0) / rows.length;
  },
  mse: (logits, labels) => {
    const squares = logits.flatMap((z, n) => z.map((value, j) => (value - (j === labels[n] ? 1 : 0)) ** 2));
    return squares.reduce((sum, x) => sum + x, 0) / squares.length;
  },
};
