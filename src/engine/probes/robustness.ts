/**
 * Robust accuracy (Humayun et al. 2024): the share of validation examples that stay right under PGD, for several radii at once, beside
 * their clean accuracy (radius 0) and the share whose input gradient is exactly zero, which no gradient attack can move.
 */
import { abs, cast, concat, equal, max, mean, mul, reshape, tensor1d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { attackSteps, randomStart, stepSizeFor } from '../adversarial/parameters.ts';
import { boxOf, inputGradient, logitsAt, pgd, type Victim } from '../adversarial/pgd.ts';
import { radiiOf } from '../adversarial/radii.ts';
import { inTurn, repeated, withInputGradient } from '../cost/work.ts';
import { planBatch } from '../data/batch.ts';
import { firstOf } from '../data/examples.ts';
import { chanceOf } from '../data/guessing.ts';
import { planInputs } from '../geometry/inputs.ts';
import { answersOf } from '../ops/right.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';
import { measures, robustKey, robustnessChart } from './robustnessChart.ts';

export const robustness = defineProbe({
  id: 'robustness',
  label: text('Robustness', 'ロバスト性'),
  summary: text(
    'How many validation examples stay right when an attack may move each input a little, for four radii at once.',
    '入力を少しずつ動かす攻撃を受けても正しく答えられる検証データの割合。4 つの半径で同時に測ります。',
  ),
  reference: 'Humayun et al. 2024; Madry et al. 2018, §2.1',
  parameters: {
    measure: measured(
      text('robust accuracy', 'ロバスト精度'),
      text(
        'Attacks some validation examples now and then. Each time costs dozens of training steps.',
        '検証データをときどき攻撃します。1 回が訓練の数十ステップ分かかります。',
      ),
      'off',
    ),
    epsilon: number({
      label: text('largest radius', '最大の半径'),
      symbol: '\\varepsilon',
      help: text(
        'Measured at a quarter, half, three quarters and all of it. The steps of each attack add up to 2.5 times its radius.',
        'この値の 1/4、1/2、3/4 と、この値そのもので測ります。攻撃の歩幅の合計は半径の 2.5 倍です。',
      ),
      default: 0.2,
      min: 0.001,
      max: 10,
      scale: 'log',
      advanced: true,
    }),
    steps: attackSteps,
    points: number({
      label: text('attacked examples', '攻撃する例の数'),
      help: text('Validation examples. More: smoother curves and slower measurements.', '検証データの数。多いほど曲線は滑らかで、測定は遅くなります。'),
      default: 200,
      min: 1,
      max: 10000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    randomStart,
    perDecade,
  },
  example: { points: 10, steps: 2 },
  names: ['robust', 'zeroGradient'],
  off: OFF,
  schedule: occasions,
  work: ({ points, epsilon, steps }, { model: { geometry }, sizes }) => {
    const pass = geometry.work(Math.min(points, sizes.val), Math.min(points, sizes.val));
    const goes = radiiOf(epsilon).length;
    return inTurn(repeated(goes * steps + 1, withInputGradient(pass)), repeated(goes + 1, pass));
  },
  create: (values, { model, dataset, device, rng }) => {
    const { geometry, constants } = model;
    const { shape } = dataset;
    const examples = firstOf(dataset.val, Math.min(values.points, dataset.val.count)); // shuffled already: the first are as good as any
    const batch = planBatch(geometry.pointPlan(examples.count), examples, constants, device);
    const inputs = planInputs(model, examples, device);
    const answers = answersOf(examples, shape.outputs, shape.target);
    const counters = tensor1d([0]);
    const start = values.randomStart ? { seed: rng('robustness').integer(2 ** 31), counters, at: 0 } : null;
    const attacks = radiiOf(values.epsilon).map((epsilon) => ({
      box: boxOf(epsilon, shape),
      stepSize: stepSizeFor(epsilon, values.steps),
      steps: values.steps,
      start,
    }));
    return {
      keys: [...[0, ...attacks.map(({ box }) => box.epsilon)].map(robustKey), 'zeroGradient'],
      measure: (parameters) =>
        tidy(() => {
          const victim: Victim = { geometry, parameters, inputs, targets: batch.targets };
          const centre = geometry.points(parameters, batch); // (n, D)
          // A ball contains the smaller ones: what breaks an example in one of those breaks it here too.
          let standing = answers.right(logitsAt(victim, centre)); // (n)
          const shares = [mean(standing)];
          for (const attack of attacks) {
            standing = tidy(() => mul(standing, answers.right(logitsAt(victim, pgd(victim, centre, attack)))));
            shares.push(mean(standing));
          }
          const still = equal(max(abs(inputGradient(victim, centre)), 1), 0); // (n)
          return concat<Tensor1D>([...shares, mean(cast(still, 'float32'))].map((share) => reshape(share, [1])));
        }),
      dispose: () => {
        answers.dispose();
        counters.dispose();
        for (const owned of [batch, inputs]) owned.dispose();
      },
    };
  },
  charts: ({ epsilon }, { shape, model }) => [robustnessChart(epsilon, model.geometry.space, chanceOf(shape))],
  measures: () => measures,
});
