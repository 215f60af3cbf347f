/** In how many directions each matrix of weights works: its effective rank by the entropy of its singular values (Roy & Vetterli 2007). */
import { concat, reshape, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { kept, together } from '../cost/work.ts';
import type { ParameterSpec } from '../models/model.ts';
import { text } from '../text.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';
import { effectiveRankOf } from './rank/singular.ts';
import { sizeOf, tensorCurves } from './tensorCurves.ts';

/** The host takes so many times as long for a product as the kernels that multiply-adds are counted in. */
const HOST = 8;

const matricesOf = (parameters: readonly ParameterSpec[]): ParameterSpec[] => parameters.filter(({ shape }) => shape.length === 2 && Math.min(...shape) > 1);

export const effectiveRank = defineProbe({
  id: 'effectiveRank',
  label: text('Effective rank', '有効ランク'),
  summary: text(
    'In how many directions each matrix of weights works: exp of the entropy of its singular values.',
    '重み行列がいくつの方向に働いているか（特異値のエントロピーの指数）。',
  ),
  reference: 'Roy & Vetterli 2007, §2',
  parameters: {
    measure: measured(
      text('effective rank', '有効ランク'),
      text(
        'Of each matrix of weights, from its singular values. It costs several training steps.',
        '各重み行列の特異値から求めます。1 回は訓練の数ステップ分の計算です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['effectiveRank'],
  off: OFF,
  schedule: occasions,
  work: (_values, { model: { parameters } }) => {
    const matrices = matricesOf(parameters);
    const products = matrices.map((spec) => {
      const n = Math.min(...spec.shape);
      return sizeOf(spec) * (n / 2) + (4 / 3) * n ** 3 + 60 * n ** 2;
    });
    const multiplyAdds = HOST * products.reduce((sum, one) => sum + one, 0);
    return together({ multiplyAdds, numbers: 0 }, kept(matrices.reduce((sum, spec) => sum + sizeOf(spec), 0)));
  },
  create: (_values, { model }) => {
    const at = model.parameters.flatMap((spec, i) => (matricesOf([spec]).length === 0 ? [] : [{ spec, i }]));
    return {
      keys: at.map(({ spec }) => `effectiveRank.${spec.name}`),
      measure: (parameters) => tidy(() => concat<Tensor1D>(at.map(({ spec, i }) => reshape(parameters[i] as Tensor1D, [sizeOf(spec)])))),
      onHost: {
        reads: at.reduce((sum, { spec }) => sum + sizeOf(spec), 0),
        reduce: (numbers) => {
          let next = 0;
          return at.map(({ spec }) => {
            const [rows, columns] = spec.shape as [number, number];
            const values = numbers.subarray(next, (next += rows * columns));
            return effectiveRankOf(values, rows, columns);
          });
        },
      },
      dispose: () => undefined,
    };
  },
  charts: (_values, { model }) => [
    {
      id: 'effectiveRank',
      title: text('Effective rank', '有効ランク'),
      unit: text('directions, of the largest matrices', '方向の数、大きい行列について'),
      explanation: text('In how many directions each matrix of weights works.', '各重み行列がいくつの方向に働いているか。'),
      y: { kind: 'linear', fromZero: true },
      // So that six names stand beside it.
      units: 2,
      series: tensorCurves('effectiveRank', matricesOf(model.parameters), [
        'M0 12 C30 12 44 18 58 44 C70 64 84 78 100 82',
        'M0 22 C30 22 46 26 60 50 C72 68 86 80 100 86',
        'M0 32 C32 32 48 36 62 56 C74 72 86 84 100 90',
      ]),
    },
  ],
  measures: () => [
    {
      label: text('Effective rank', '有効ランク'),
      text: text(
        'How many directions a matrix of weights works in: e to the entropy of its singular values as shares of their sum. A matrix of noise has most of its size; when a network replaces what it knows by heart with a rule, it may need few. Shown where it is measured.',
        '重み行列がいくつの方向に働いているか。特異値を合計に対する割合とみなし、そのエントロピーの指数で表します（Roy & Vetterli の定義）。雑音のような行列では大きさに近く、丸暗記が規則に置き換わると小さくなることがあります。測っているときだけ表示します。',
      ),
      hue: 'tensor-1',
    },
  ],
});
