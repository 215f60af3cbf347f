import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { squaredDistance, squaredError } from '../ops/losses.ts';
import { text } from '../text.ts';
import type { LossDef } from './loss.ts';

export const meanSquaredError: LossDef = {
  id: 'mse',
  label: text('MSE', '平均二乗誤差（MSE）'),
  summary: text(
    'Mean squared error against the answer: its one-hot form where it is a class. The mean is over all outputs.',
    '正解との平均二乗誤差（全出力の平均）。正解がクラスのときは one-hot と比べます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok); Gromov 2023',
  parameters: {},
  compares: ['class', 'value'],
  loss: (outputs, targets) => (targets.dtype === 'int32' ? squaredError(outputs, targets as Tensor1D) : squaredDistance(outputs, targets as Tensor2D)),
};
