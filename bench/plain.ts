/**
 * The same networks in plain TF.js ops, as one would write them from the paper: one-hot products for every pair, automatic gradients, AdamW
 * spelled out. Only the last position asks and goes through the MLP, because only it is read.
 */
import {
  add,
  cast,
  concat,
  div,
  logSoftmax,
  matMul,
  mean,
  mul,
  neg,
  oneHot,
  relu,
  reshape,
  slice,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  tensor,
  tensor1d,
  tidy,
  transpose,
  variable,
  variableGrads,
  zerosLike,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { Contestant, Setting } from './contestant.ts';

type Weights = Readonly<Record<string, Variable>>;

let made = 0;

export function createPlain(setting: Setting, enter: () => Promise<unknown>): Contestant {
  const { config, count: n, classes, tokens, labels } = setting;
  const id = made++;
  const weights: Weights = Object.fromEntries(
    setting.start.map(({ name, shape, values }) => [name, variable(tensor(values, [...shape]), true, `plain${id}.${name}`)]),
  );
  const all = Object.values(weights);
  const moments = all.map((p) => [variable(zerosLike(p), false), variable(zerosLike(p), false)] as const);
  const at = (name: string): Variable => weights[name] as Variable;
  const hot = (ids: ArrayLike<number>, depth: number): Tensor2D =>
    tidy(() => cast(oneHot(tensor1d(Int32Array.from(ids), 'int32'), depth), 'float32') as Tensor2D);
  const target = hot(labels, classes);

  const transformer = (): (() => Tensor) => {
    const [d, heads] = [Number(config.model['width']), Number(config.model['heads'])];
    const width = d / heads;
    const sequence = Array.from({ length: 3 * n }, (_, i) => (i % 3 === 2 ? classes : (tokens[Math.floor(i / 3) * 2 + (i % 3)] as number)));
    const input = hot(sequence, classes + 1); // (3n, p + 1)
    return () => {
      const x = add(reshape(matMul(input, at('embedding') as Tensor as Tensor2D), [n, 3, d]), at('positions')); // (n, 3, d)
      const every = reshape(x, [3 * n, d]);
      const last = reshape(slice(x, [0, 2, 0], [n, 1, d]), [n, d]);
      const split = (y: Tensor, positions: number): Tensor => transpose(reshape(y, [n, positions, heads, width]), [0, 2, 1, 3]);
      const q = split(matMul(last, at('layer0.query')), 1); // (n, heads, 1, width)
      const k = split(matMul(every, at('layer0.key')), 3);
      const v = split(matMul(every, at('layer0.value')), 3);
      const attention = softmax(div(matMul(q, k, false, true), Math.sqrt(width))); // (n, heads, 1, 3)
      const z = reshape(transpose(matMul(attention, v), [0, 2, 1, 3]), [n, d]);
      const y = add(last, matMul(z, at('layer0.output')));
      const h = relu(add(matMul(y, at('layer0.in')), at('layer0.in.bias')));
      return matMul(add(y, add(matMul(h, at('layer0.out')), at('layer0.out.bias'))), at('unembedding'));
    };
  };
  const mlp = (): (() => Tensor) => {
    const [a, b] = [0, 1].map((o) =>
      hot(
        Array.from({ length: n }, (_, i) => tokens[2 * i + o] as number),
        classes,
      ),
    ) as [Tensor2D, Tensor2D];
    const input = concat([a, b], 1);
    return () => matMul(relu(matMul(input, concat([at('hidden1.weight.0'), at('hidden1.weight.1')], 0))), at('output.weight'));
  };
  const logits = config.model.id === 'mlp' ? mlp() : transformer();
  const loss = (): Scalar => neg(mean(sum(mul(target, logSoftmax(logits())), 1)));

  let t = 0;
  return {
    enter,
    step() {
      const [rate = 0, keep = 0, b1 = 0, a1 = 0, b2 = 0, a2 = 0, eps = 0, c1 = 0, c2 = 0] = setting.scalars(++t);
      tidy(() => {
        const { grads } = variableGrads(loss, all);
        all.forEach((p, i) => {
          const g = grads[p.name] as Tensor;
          const [m, v] = moments[i] as readonly [Variable, Variable];
          m.assign(add(mul(m, b1), mul(g, a1)));
          v.assign(add(mul(v, b2), mul(square(g), a2)));
          p.assign(sub(mul(p, keep), div(mul(m, rate * c1), add(sqrt(mul(v, c2)), eps))));
        });
      });
    },
    async loss() {
      const value = tidy(loss);
      const [x = Number.NaN] = await value.data<'float32'>();
      value.dispose();
      return x;
    },
    dispose() {
      for (const owned of [...all, ...moments.flat(), target]) owned.dispose();
    },
  };
}
