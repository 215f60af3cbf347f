/**
 * Muon's rule (K. Jordan 2024, kellerjordan.github.io/posts/muon): of a matrix between layers the momentum with Nesterov's look ahead, made all but
 * orthogonal by five Newton–Schulz steps, X ← aX + (bA + cA²)X with A = XXᵀ; everything else follows AdamW's rule at a rate of its own.
 */
import { add, div, mul, slice, sqrt, square, sub, sum, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { matMul } from '../../ops/dense.ts';
import { scalarsOf, store } from '../../ops/parameters.ts';
import { number } from '../../parameters.ts';
import { text } from '../../text.ts';
import type { Moment } from '../optimizer.ts';
import { defineRule } from '../rule.ts';
import { adamRule } from './adam.ts';

/** The published coefficients: steep at 0, and near 1 from there to 1. */
const [A, B, C] = [3.4445, -4.775, 2.0315];
const STEPS = 5;
const TINY = 1e-7;

/** Rate, keep and momentum of the matrices; behind them the row that AdamW's rule reads. */
const OWN = 3;

/** A matrix (rows, columns) with the same singular vectors and all singular values near 1. */
function orthogonalised(g: Tensor2D): Tensor2D {
  const isTall = g.shape[0] > g.shape[1];
  let x = div<Tensor2D>(g, add(sqrt(sum(square(g))), TINY));
  for (let i = 0; i < STEPS; i++) {
    const before = x;
    x = tidy(() => {
      const gram = matMul(before, before, isTall, !isTall); // the smaller of xᵀx and xxᵀ
      const inner = add(mul(gram, B), mul(matMul(gram, gram), C));
      return add(mul(before, A), isTall ? matMul(before, inner) : matMul(inner, before));
    });
  }
  return x;
}

/** Rows of a wide map move farther, so that outputs change as much. A weight is (inputs, outputs) here. */
const stretch = ([inputs, outputs]: readonly number[]): number => Math.sqrt(Math.max(1, (outputs as number) / (inputs as number)));

function turn({ parameters, gradients, slots: [u = []], scalars }: Pick<Moment, 'parameters' | 'gradients' | 'slots' | 'scalars'>): void {
  const [rate, keep, momentum] = scalarsOf(scalars, 0, OWN) as [Tensor, Tensor, Tensor];
  parameters.forEach((p, i) => {
    const [g, own] = [gradients[i], u[i]] as [Tensor, Tensor];
    // One after another: the steps on the way to one matrix are gone before the next.
    tidy(() => {
      store([own], [add(mul(own, momentum), g)]);
      const step = mul(orthogonalised(add<Tensor2D>(g, mul(own, momentum))), stretch(g.shape));
      store([p], [sub(mul(p, keep), mul(step, rate))]);
    });
  });
}

export const muonRule = defineRule({
  parameters: {
    momentum: number({
      label: text('momentum', 'モーメンタム'),
      symbol: '\\mu',
      help: text('How much of the last update is kept.', '前回の更新を引き継ぐ割合。'),
      default: 0.95,
      min: 0,
      max: 0.999,
      scale: 'linear',
      step: 0.01,
    }),
    otherRate: number({
      label: text('learning rate of the rest', 'その他の学習率'),
      help: text(
        'For biases, embeddings and the output layer, which follow AdamW. Warm-up and schedule act on both rates.',
        'バイアス・埋め込み・出力層（AdamW で更新）の学習率。ウォームアップとその後の変化は両方に効きます。',
      ),
      default: 0.02,
      min: 1e-6,
      max: 1,
      scale: 'log',
      live: true,
    }),
    ...adamRule.parameters,
  },
  slots: adamRule.slots,
  scalarCount: OWN + adamRule.scalarCount,
  scalars(values, { t, rate, keep }) {
    const ratio = values.otherRate / (values as unknown as { readonly lr: number }).lr;
    return [rate, keep, values.momentum, ...adamRule.scalars(values, { t, rate: rate * ratio, keep: 1 - (1 - keep) * ratio })];
  },
  keepAt: (hidden) => (hidden ? 1 : OWN + 1),
  update({ parameters, gradients, slots, scalars, hidden, ...rest }) {
    const those = <T>(all: readonly T[], wanted: boolean): T[] => all.filter((_, i) => hidden[i] === wanted);
    const part = (wanted: boolean) => ({
      parameters: those(parameters, wanted),
      gradients: those(gradients, wanted),
      slots: slots.map((slot) => those(slot, wanted)),
    });
    const [matrices, others] = [part(true), part(false)];
    if (matrices.parameters.length > 0) turn({ ...matrices, scalars });
    if (others.parameters.length > 0) adamRule.update({ ...rest, ...others, hidden: [], scalars: slice(scalars, OWN, adamRule.scalarCount) });
  },
});
