/** Loss and accuracy on the whole training and validation sets. Its schedule is the run's evaluation schedule. */
import { concat, reshape, tidy, type Rank, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { inTurn } from '../cost/work.ts';
import type { Batch } from '../data/plan.ts';
import { accuracyOf } from '../ops/losses.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { accuracyChart, loss, measuresOn } from './evaluationCharts.ts';
import { defineProbe } from './probe.ts';

export const evaluation = defineProbe({
  id: 'evaluation',
  label: text('Evaluation', '評価'),
  summary: text('Loss and accuracy on all training and validation examples.', '訓練・検証データ全体の損失と精度。'),
  parameters: {
    perDecade: number({
      label: text('evaluations per decade', '10 倍ごとの評価回数'),
      help: text(
        'Log-spaced evaluation steps between 10ⁿ and 10ⁿ⁺¹. 0: none of them, only the evenly spaced ones.',
        '10ⁿ から 10ⁿ⁺¹ の間に対数間隔で評価する回数。0 では等間隔の評価だけになります。',
      ),
      default: 100,
      min: 0,
      max: 1000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    every: number({
      label: text('longest gap between evaluations', '評価の最長間隔'),
      help: text('In steps: keeps the curves moving late in a run.', 'ステップ数。後半でも曲線が動き続けるようにします。'),
      default: 10,
      min: 1,
      max: 100000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
  },
  names: ['train', 'val'],
  vital: { 'train.loss': 'train loss', 'val.loss': 'validation loss' },
  paces: true,
  schedule: ({ perDecade, every }) => ({ perDecade, every }),
  work: (_values, { model, sizes }) => inTurn(model.work(sizes.train), model.work(sizes.val)),
  create: (_values, { model, loss: lossDef, dataset, train, val }) => {
    const { target } = dataset.shape;
    /** Each set's numbers are forgotten before the next. */
    const measure = (parameters: readonly Tensor[], batch: Batch): Tensor1D[] =>
      tidy(() => {
        const logits = model.logits(parameters, batch);
        return [lossDef.loss(logits, batch.targets), accuracyOf(logits, batch.targets, target)].map((scalar) => reshape<Rank.R1>(scalar, [1]));
      });
    return {
      keys: ['train.loss', 'train.accuracy', 'val.loss', 'val.accuracy'],
      measure: (parameters) => tidy(() => concat([...measure(parameters, train), ...measure(parameters, val)])),
      dispose: () => undefined,
    };
  },
  charts: (_values, { shape }) => [accuracyChart(shape), loss],
  measures: measuresOn,
});
