/**
 * Sharpness: the eigenvalue of largest size of the training loss's Hessian, by power iteration (Cohen et al. 2021, §2). Hessian times direction is a
 * difference of gradients, (∇L(θ + hv) − ∇L(θ − hv)) / 2h, because kernels of ours have no second derivative; h is a share of the weight norm, large
 * enough that float32 does not swallow the difference. The first direction is drawn once for a run, so that a measurement follows from the weights.
 */
import { add, div, maximum, mul, reshape, sub, tensor, tidy, type Rank, type Tensor } from '@tensorflow/tfjs-core';
import { kept, repeated, together } from '../cost/work.ts';
import { parameterCount } from '../models/count.ts';
import { number } from '../parameters.ts';
import { text } from '../text.ts';
import { gradientWork, inner, lengthOf, lossGradient, scaled, TINY } from './lossGradient.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

/** h as a share of the weight norm. */
const STEP = 1e-3;

export const sharpness = defineProbe({
  id: 'sharpness',
  label: text('Sharpness', '鋭さ'),
  summary: text('How fast the training loss curves in its steepest direction.', '訓練損失が最も強く曲がる方向での曲がりの強さ。'),
  reference: 'Cohen et al. 2021, §2',
  parameters: {
    measure: measured(
      text('sharpness', '鋭さ'),
      text(
        'The largest eigenvalue of the training loss’s Hessian. Each measurement takes two gradients on all training examples per iteration: with 20 of them as long as 40 steps.',
        '訓練損失のヘッセ行列の最大固有値。反復 1 回に全訓練データでの勾配が 2 回要るので、20 回の反復なら 40 ステップ分です。',
      ),
      'off',
    ),
    iterations: number({
      label: text('iterations', '反復回数'),
      help: text(
        'Of the power method. Where the two largest eigenvalues are close, few fall short of the largest.',
        'べき乗法の反復。最大の固有値と次の固有値が近いときは、回数が少ないと小さめに出ます。',
      ),
      default: 20,
      min: 1,
      max: 200,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    perDecade: { ...perDecade, default: 5 },
  },
  example: { iterations: 3 },
  names: ['sharpness'],
  off: OFF,
  schedule: occasions,
  work: ({ iterations }, subject) => together(repeated(2 * iterations, gradientWork(subject, 6)), kept(2 * parameterCount(subject.model.parameters))),
  create: ({ iterations }, context) => {
    const gradientOf = lossGradient(context);
    const { model, rng } = context;
    const drawn = rng('sharpness');
    const first = model.parameters.map(({ shape }) =>
      tensor(
        drawn.normals(
          shape.reduce((product, n) => product * n, 1),
          1,
        ),
        [...shape],
        'float32',
      ),
    );
    return {
      keys: ['sharpness'],
      measure: (parameters) =>
        tidy(() => {
          const h = mul(maximum(lengthOf(parameters), TINY), STEP);
          const moved = (direction: readonly Tensor[], by: Tensor): Tensor[] => parameters.map((p, i) => add(p, mul(direction[i] as Tensor, by)));
          const curvature = (direction: readonly Tensor[]): Tensor[] =>
            tidy(() => {
              const [ahead, behind] = [gradientOf(moved(direction, h)), gradientOf(moved(direction, mul(h, -1)))];
              return ahead.map((g, i) => div(sub(g, behind[i] as Tensor), mul(h, 2)));
            });
          const unit = (v: readonly Tensor[]): Tensor[] => tidy(() => scaled(v, div(1, maximum(lengthOf(v), TINY))));
          let [v, value] = [unit(first), mul(h, 0)];
          for (let i = 0; i < iterations; i++) {
            const bent = curvature(v);
            const next = unit(bent);
            const now = inner(v, bent);
            for (const t of [value, ...v, ...bent]) t.dispose();
            [v, value] = [next, now];
          }
          return reshape<Rank.R1>(value, [1]);
        }),
      dispose: () => {
        for (const t of first) t.dispose();
      },
    };
  },
  charts: () => [
    {
      id: 'sharpness',
      title: text('Sharpness', '鋭さ'),
      unit: text('largest eigenvalue of the Hessian', 'ヘッセ行列の最大固有値'),
      explanation: text('How fast the training loss curves in its steepest direction.', '訓練損失が最も強く曲がる方向での曲がりの強さ。'),
      tells: 'sharpness',
      y: { kind: 'linear', fromZero: true },
      series: [
        {
          key: 'sharpness',
          label: text('sharpness', '鋭さ'),
          hue: 'spare-10',
          head: 'triangle',
          sketch: { path: 'M0 70 C14 60 24 22 36 20 C48 26 58 74 72 84 C84 90 92 92 100 92', label: [44, 26] },
        },
      ],
    },
  ],
  measures: () => [
    {
      label: text('Sharpness', '鋭さ'),
      text: text(
        'The eigenvalue of largest size of the training loss’s Hessian: how fast the loss curves along the direction in which it curves most. Flat places are often, not always, where networks generalise. By power iteration, which may fall a little short. Shown where it is measured.',
        '訓練損失のヘッセ行列の、絶対値が最大の固有値です。損失が最も強く曲がる方向での曲がりの強さを表します。平らな場所ほど汎化することが多いのですが、例外もあります。べき乗法で求めるため、少し小さめに出ることがあります。測っているときだけ表示します。',
      ),
      hue: 'spare-10',
    },
  ],
});
