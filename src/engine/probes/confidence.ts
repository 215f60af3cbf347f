/** By how much right answers lead (logit margin), and on how many training examples float32 has nothing left to learn from (softmax collapse). */
import {
  cast,
  concat,
  equal,
  exp,
  max,
  mean,
  mul,
  oneHot,
  reshape,
  sub,
  sum,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { inTurn, kept, together } from '../cost/work.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { collapseChart, marginChart, measures } from './confidenceCharts.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

/** Larger than any logit that trains. */
const OUT_OF_REACH = 1e9;
/** Tables of logits that are there at once. */
const TABLES = 6;

/** Mean of z_y − max_{j≠y} z_j: logits (n, classes), labels int32 (n). */
export function logitMargin(logits: Tensor2D, labels: Tensor): Scalar {
  return tidy(() => {
    // TF.js's WASM backend knows only whole numbers here.
    const own = cast(oneHot(labels, logits.shape[1]), 'float32'); // (n, classes)
    return mean<Scalar>(sub(sum(mul(logits, own), 1), max(sub(logits, mul(own, OUT_OF_REACH)), 1)));
  });
}

/** Share of rows whose Σ_j exp(z_j − max z) is exactly 1 in float32 (Prieto et al. 2025, §3): logits (n, classes). */
export function softmaxCollapse(logits: Tensor2D): Scalar {
  return tidy(() => mean<Scalar>(cast(equal(sum(exp(sub(logits, max(logits, 1, true))), 1), 1), 'float32')));
}

export const confidence = defineProbe({
  id: 'confidence',
  label: text('Margin and softmax collapse', 'マージンと softmax 崩壊'),
  summary: text(
    'By how much the right answer leads, and on how many training examples rounding has swallowed all others.',
    '正解のロジットがどれだけ抜きん出ているか、また、丸めによって他の答えが消えてしまった訓練データの割合。',
  ),
  reference: 'Prieto et al. 2025, §3',
  parameters: {
    measure: measured(
      text('margin and softmax collapse', 'マージンと softmax 崩壊'),
      text(
        'Says why a network without weight decay may stop learning: its loss is 0 in float32. It costs about as much as an evaluation.',
        '重み減衰のないネットワークの学習が止まる理由（float32 で損失が 0 になること）がわかります。1 回は評価とほぼ同じ計算量です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['logitMargin', 'softmaxCollapse'],
  off: OFF,
  lacks: ({ task }) =>
    tasks.get(task.id).shape(task).target.kind === 'class'
      ? null
      : text('The answers of this task are values: there are no logits to compare.', 'この課題の答えは実数なので、比べるロジットがありません。'),
  schedule: occasions,
  work: (_values, { model, sizes }) => {
    const outputs = model.sites.at(-1)?.axes.at(-1)?.size ?? 1; // of «logits»
    return inTurn(...[sizes.train, sizes.val].map((count) => together(model.work(count), kept(TABLES * count * outputs))));
  },
  create: (_values, { model, train, val }) => ({
    keys: ['logitMargin.train', 'softmaxCollapse.train', 'logitMargin.val'],
    measure: (parameters) =>
      tidy(() => {
        const ofTrain = tidy(() => {
          const logits = model.logits(parameters, train);
          return [logitMargin(logits, train.targets), softmaxCollapse(logits)];
        });
        const ofVal = tidy(() => logitMargin(model.logits(parameters, val), val.targets));
        return concat<Tensor1D>([...ofTrain, ofVal].map((number) => reshape(number, [1])));
      }),
    dispose: () => undefined,
  }),
  charts: () => [marginChart, collapseChart],
  measures: () => measures,
});
