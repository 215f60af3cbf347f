/** Regression on a random network's outputs (Liu et al. 2023, Omnigrok, §3): the student learns a tanh teacher of its own shape. */
import type { Examples, VectorShape } from '../data/dataset.ts';
import { number } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { text } from '../text.ts';
import { defineTask } from './task.ts';

/** Inputs and outputs of the teacher, and its two hidden layers. */
const INPUTS = 5;
const WIDTH = 100;
const OUTPUTS = 5;

const shape: VectorShape = {
  kind: 'vectors',
  dimension: INPUTS,
  image: null,
  domain: null,
  target: { kind: 'value', tolerance: 1e-3 },
  outputs: OUTPUTS,
};

type Layer = (x: readonly number[]) => number[];

/** A linear layer with PyTorch's default initialisation, U(±1/√fan-in). */
function linear(inputs: number, outputs: number, rng: Rng): Layer {
  const bound = 1 / Math.sqrt(inputs);
  const [weights, biases] = [rng.split('weight').uniforms(inputs * outputs, bound), rng.split('bias').uniforms(outputs, bound)];
  return (x) => Array.from(biases, (bias, j) => x.reduce((sum, value, i) => sum + value * (weights[i * outputs + j] as number), bias));
}

/** 5-100-100-5 with tanh, in float64. */
function teacherOf(rng: Rng): Layer {
  const first = linear(INPUTS, WIDTH, rng.split('1'));
  const second = linear(WIDTH, WIDTH, rng.split('2'));
  const last = linear(WIDTH, OUTPUTS, rng.split('3'));
  return (x) => last(second(first(x).map(Math.tanh)).map(Math.tanh));
}

function examples(count: number, teacher: Layer, rng: Rng): Examples {
  const inputs = rng.normals(count * INPUTS, 1);
  const targets = Array.from({ length: count }, (_, i) => teacher([...inputs.subarray(i * INPUTS, (i + 1) * INPUTS)])).flat();
  return { count, inputs, targets: Float32Array.from(targets) };
}

export const teacherStudent = defineTask({
  id: 'teacher-student',
  label: text('Teacher and student', '教師と生徒'),
  summary: text(
    'A regression: imitate a fixed random network on points it has not seen. An answer counts as right below a squared error of 0.001.',
    '回帰課題です。固定した乱数ネットワークの出力を、見せていない点でも真似ます。二乗誤差が 0.001 未満なら正解とみなします。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §3',
  trainAmount: 'trainSize',
  example: { trainSize: 10, valSize: 10 },
  parameters: {
    trainSize: number({
      label: text('training points', '訓練データの数'),
      symbol: 'N',
      help: text(
        'Points that the student is shown. Fewer: grokking comes later, or never.',
        '生徒に見せる点の数。少ないほどグロッキングは遅れ、足りなければ起こりません。',
      ),
      default: 100,
      min: 2,
      max: 2000,
      scale: 'log',
      integer: true,
    }),
    valSize: number({
      label: text('validation points', '検証データの数'),
      help: text('Other points from the same distribution.', '同じ分布から取った別の点の数。'),
      default: 100,
      min: 2,
      max: 2000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
  },
  shape: () => shape,
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  dataset: ({ trainSize, valSize }, rng) => {
    const teacher = teacherOf(rng.split('teacher'));
    return { shape, train: examples(trainSize, teacher, rng.split('train')), val: examples(valSize, teacher, rng.split('val')) };
  },
});
