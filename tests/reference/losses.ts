/**
 * Losses by their ids, in float64: mean over the rows of a matrix of outputs, under the values of the loss's section. Answers are a class per row,
 * or, for a loss that accepts values, a row of them.
 */
import type { Matrix } from './numbers.ts';

type Settings = Readonly<Record<string, number>>;
type Answers = readonly number[] | Matrix;

/** What output j of row n should be: its value, or `height` where it is the right class and else 0. */
const wantedOf = (answers: Answers, n: number, j: number, height: number): number => {
  const answer = answers[n];
  return typeof answer === 'number' ? (j === answer ? height : 0) : (answer?.[j] as number);
};

/** −log softmax(z)[k] = log1p(Σ_{j≠k} exp(z_j − z_k)): exact also where it is tiny. */
function surprise(z: readonly number[], k: number): number {
  return Math.log1p(z.reduce((sum, value, j) => (j === k ? sum : sum + Math.exp(value - (z[k] as number))), 0));
}

export const LOSS_REFERENCE: Readonly<Record<string, (outputs: Matrix, answers: Answers, settings?: Settings) => number>> = {
  // −Σ_k q_k log p_k with q_k = (1 − ε)·[k = y] + ε/C (Szegedy et al. 2016, §7).
  'cross-entropy': (logits, labels, { smoothing = 0 } = {}) => {
    const rows = logits.map((z, n) =>
      z.reduce((sum, _, k) => {
        const share = (k === labels[n] ? 1 - smoothing : 0) + smoothing / z.length;
        return share === 0 ? sum : sum + share * surprise(z, k);
      }, 0),
    );
    return rows.reduce((sum, x) => sum + x, 0) / rows.length;
  },
  // Prieto et al. 2025, eq. 5–6.
  stablemax: (logits, labels) => {
    const s = (x: number): number => (x >= 0 ? x + 1 : 1 / (1 - x));
    const rows = logits.map((z, n) => -Math.log(s(z[labels[n] as number] as number) / z.map(s).reduce((sum, x) => sum + x, 0)));
    return rows.reduce((sum, x) => sum + x, 0) / rows.length;
  },
  mse: (outputs, answers, { height = 1 } = {}) => {
    const squares = outputs.flatMap((z, n) => z.map((value, j) => (value - wantedOf(answers, n, j, height)) ** 2));
    return squares.reduce((sum, x) => sum + x, 0) / squares.length;
  },
};
