import type { LossDef } from '../contracts.ts';
import { squaredError as loss } from '../ops/losses.ts';
import { text } from '../text.ts';

export const squaredError: LossDef = {
  id: 'mse',
  label: text('MSE', '平均二乗誤差（MSE）'),
  summary: text('Mean squared error against the one-hot answer, over all classes.', '正解の one-hot との平均二乗誤差（全クラス平均）。'),
  reference: 'Liu et al. 2023 (Omnigrok); Gromov 2023',
  parameters: {},
  loss,
};
