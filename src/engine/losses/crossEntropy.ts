import type { Tensor1D } from '@tensorflow/tfjs-core';
import { crossEntropy as loss } from '../ops/losses.ts';
import { text } from '../text.ts';
import type { LossDef } from './loss.ts';

export const crossEntropy: LossDef = {
  id: 'cross-entropy',
  label: text('cross-entropy', '交差エントロピー'),
  summary: text('Computed so that it stays exact down to 1e-30.', '極めて小さな値まで正確に計算します。'),
  parameters: {},
  compares: ['class'],
  loss: (logits, targets) => loss(logits, targets as Tensor1D),
};
