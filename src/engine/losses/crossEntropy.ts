import { add, mul, type Tensor1D } from '@tensorflow/tfjs-core';
import { crossEntropy as exact, lead } from '../ops/losses.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineLoss } from './loss.ts';
import { meanOverRows } from './plain.ts';

export const crossEntropy = defineLoss({
  id: 'cross-entropy',
  label: text('cross-entropy', '交差エントロピー'),
  summary: text('Computed so that it stays exact down to 1e-30.', '極めて小さな値まで正確に計算します。'),
  reference: 'Szegedy et al. 2016, §7 (label smoothing)',
  parameters: {
    smoothing: number({
      label: text('label smoothing', 'ラベル平滑化'),
      symbol: '\\varepsilon',
      help: text(
        'Share of the answer that is spread evenly over all classes. Above 0 logits stop growing once they are right, and the loss ends above 0.',
        '正解のうち全クラスに均等に配る割合。0 より大きいと、正解した後はロジットが伸び続けず、損失は 0 まで下がりません。',
      ),
      default: 0,
      min: 0,
      max: 0.9,
      scale: 'linear',
      step: 0.01,
      advanced: true,
    }),
  },
  accepts: ({ target }) => target.kind === 'class',
  // With q = (1−ε)·one-hot + ε/C, −Σ_k q_k log p_k is the plain loss plus ε times the answer's lead over the mean logit.
  loss(logits, targets, { smoothing }) {
    const labels = targets as Tensor1D;
    const plain = exact(logits, labels);
    return smoothing === 0 ? plain : add(plain, mul(lead(logits, labels), smoothing));
  },
  plain: (logits, targets, { smoothing }) =>
    meanOverRows(logits, targets.length, (row, i) => {
      const right = targets[i] as number;
      const own = row[right] as number;
      let [most, total, mean] = [-Infinity, 0, 0];
      row.forEach((z, k) => {
        if (k !== right && !(z <= most)) most = z;
        mean += z / row.length;
      });
      // Σ exp(z_k − the largest other) over the others: log1p and log keep tiny losses and huge ones.
      row.forEach((z, k) => (total += k === right ? 0 : Math.exp(z - most)));
      const lag = most - own;
      const plain = lag < 0 ? Math.log1p(total * Math.exp(lag)) : lag + Math.log(total + Math.exp(-lag));
      return (row.length === 1 ? 0 : plain) + smoothing * (own - mean);
    }),
});
