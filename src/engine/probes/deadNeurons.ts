/** How many hidden neurons give 0 on all training examples: nothing that they do can be learned from any more, nor they themselves. */
import { cast, concat, lessEqual, max, mean, reshape, tidy, type Rank, type Tensor1D } from '@tensorflow/tfjs-core';
import { indexNumbers, kept, together } from '../cost/work.ts';
import { planBatch } from '../data/batch.ts';
import { planInputs } from '../geometry/inputs.ts';
import { models } from '../models/index.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

export const deadNeurons = defineProbe({
  id: 'deadNeurons',
  label: text('Dead neurons', '死んだニューロン'),
  summary: text('Share of the hidden neurons that are off on every training example.', 'どの訓練データでもオフのままの隠れニューロンの割合。'),
  reference: 'Lu et al. 2019 (Dying ReLU)',
  parameters: {
    measure: measured(
      text('dead neurons', '死んだニューロン'),
      text(
        'Neurons that no training example switches on. It costs about as much as an evaluation.',
        'どの訓練データでもオフのままのニューロン。1 回は評価とほぼ同じ計算量です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['deadNeurons'],
  off: OFF,
  lacks: ({ task, model }) =>
    models.get(model.id).create(model, tasks.get(task.id).shape(task)).geometry.silentBelow0 === true
      ? null
      : text(
          'Only a ReLU is silent below 0; the neurons of this network always pass something on.',
          '0 未満で黙るのは ReLU だけです。このネットワークのニューロンは常に何かを伝えます。',
        ),
  schedule: occasions,
  work: (_values, { model: { geometry }, sizes: { train } }) =>
    together(geometry.work(train, train), kept(train * geometry.dimension + indexNumbers(geometry.inputPlan(train)))),
  create: (_values, { model, dataset, device }) => {
    const { geometry, constants } = model;
    const batch = planBatch(geometry.pointPlan(dataset.train.count), dataset.train, constants, device);
    const inputs = planInputs(model, dataset.train, device);
    return {
      keys: ['deadNeurons'],
      measure: (parameters) =>
        tidy(() => {
          const layers = geometry.preactivations(parameters, geometry.points(parameters, batch), inputs, false); // each (m, H)
          const highest = concat<Tensor1D>(layers.map((z) => max<Tensor1D>(z, 0)));
          return reshape<Rank.R1>(mean(cast(lessEqual(highest, 0), 'float32')), [1]);
        }),
      dispose: () => {
        for (const owned of [batch, inputs]) owned.dispose();
      },
    };
  },
  charts: () => [
    {
      id: 'deadNeurons',
      title: text('Dead neurons', '死んだニューロン'),
      unit: text('% of the hidden neurons', '隠れニューロンに占める %'),
      explanation: text('Neurons that no training example switches on.', 'どの訓練データでもオフのままのニューロン。'),
      y: { kind: 'fraction' },
      series: [
        {
          key: 'deadNeurons',
          label: text('off on all training examples', 'すべての訓練データでオフ'),
          hue: 'spare-7',
          head: 'cross',
          sketch: { path: 'M0 99 L34 98 C48 96 56 84 66 80 C78 76 90 74 100 74', label: [50, 66] },
        },
      ],
    },
  ],
  measures: () => [
    {
      label: text('Dead neurons', '死んだニューロン'),
      text: text(
        'Hidden neurons that are off on every training example. No gradient reaches their weights, so that only weight decay moves them. Where layers are convolutions or read several positions, a neuron counts at every place by itself. Shown where it is measured.',
        'どの訓練データでもオフの隠れニューロンです。勾配が届かないため、重み減衰のほかに動かすものがありません。畳み込みや複数の位置を読む層では、場所ごとに 1 個と数えます。測っているときだけ表示します。',
      ),
      hue: 'spare-7',
    },
  ],
});
