import type { Tensor1D } from '@tensorflow/tfjs-core';
import { stableMax as ofLogits } from '../ops/losses.ts';
import { text } from '../text.ts';
import { defineLoss } from './loss.ts';
import { meanOverRows } from './plain.ts';

const s = (z: number): number => (z >= 0 ? z + 1 : 1 / (1 - z));

export const stableMax = defineLoss({
  id: 'stablemax',
  label: text('StableMax cross-entropy', 'StableMax 交差エントロピー'),
  summary: text(
    'Cross-entropy with s(z) in place of e^z: z + 1 above 0, 1/(1 − z) below. Right logits are never swallowed by rounding, so the loss goes on pulling.',
    'e^z の代わりに s(z) を使う交差エントロピー。0 以上では z + 1、0 未満では 1/(1 − z)。正解のロジットが丸め誤差に埋もれず、損失が効き続けます。',
  ),
  reference: 'Prieto et al. 2025, §4',
  parameters: {},
  accepts: ({ target }) => target.kind === 'class',
  loss: (logits, targets) => ofLogits(logits, targets as Tensor1D),
  plain: (logits, targets) =>
    meanOverRows(logits, targets.length, (row, i) => {
      let total = 0;
      for (const z of row) total += s(z);
      return Math.log(total) - Math.log(s(row[targets[i] as number] as number));
    }),
});
