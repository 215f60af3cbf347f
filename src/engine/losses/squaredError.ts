import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { squaredDistance, squaredError } from '../ops/losses.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { defineLoss } from './loss.ts';
import { meanOverRows } from './plain.ts';

export const meanSquaredError = defineLoss({
  id: 'mse',
  label: text('MSE', '平均二乗誤差（MSE）'),
  summary: text(
    'Mean squared error against the answer: its one-hot form where it is a class. The mean is over all outputs.',
    '正解との平均二乗誤差（全出力の平均）。正解がクラスのときは one-hot と比べます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok); Gromov 2023; Hui & Belkin 2021, §3 (target height)',
  parameters: {
    height: number({
      label: text('target height', '正解の高さ'),
      symbol: 'M',
      help: text(
        'What the right output should be where answers are classes; the others should be 0. Higher asks the weights to grow, as a smaller start would.',
        '正解がクラスのとき、正解の出力がとるべき値（他は 0）。大きいほど重みの成長が必要になり、小さく初期化した場合に近づきます。',
      ),
      appliesTo: ({ target }) => target.kind === 'class',
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
      live: true,
      advanced: true,
    }),
  },
  accepts: ({ target }) => target.kind === 'class' || target.kind === 'value',
  loss: (outputs, targets, _values, live) =>
    targets.dtype === 'int32' ? squaredError(outputs, targets as Tensor1D, live('height')) : squaredDistance(outputs, targets as Tensor2D),
  plain: (outputs, targets, { height }) =>
    targets instanceof Int32Array
      ? meanOverRows(outputs, targets.length, (row, i) => {
          let sum = 0;
          row.forEach((z, k) => (sum += (z - (k === targets[i] ? height : 0)) ** 2));
          return sum / row.length;
        })
      : outputs.reduce((sum, z, i) => sum + (z - (targets[i] as number)) ** 2, 0) / outputs.length,
});
