/** Linear layers and their gradients against float64, in every combination: with and without bias, residual and activation, of data, with frozen weights. */
import { grads, memory, mul, sum, tensor1d, tensor2d, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, activations, type Activation } from '../../../src/engine/ops/activations.ts';
import { biasActivation, dense, denseOfData, densePair, matMul } from '../../../src/engine/ops/dense.ts';
import { withFrozenWeights } from '../../../src/engine/ops/frozen.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';

const [N, K, M] = [5, 3, 4];
const rng = new Rng(3, 'dense');
const draw = (count: number): number[] => Array.from(rng.normals(count, 1));
const X = draw(N * K);
const W = draw(K * M);
const V = draw(K * M);
const B = draw(M);
const R = draw(N * M);
/** The loss is Σ c·y, so that every output has a slope of its own. */
const C = draw(N * M);

const product = (x: readonly number[], w: readonly number[]): number[] =>
  C.map((_, at) => {
    const [i, j] = [Math.floor(at / M), at % M];
    return Array.from({ length: K }, (_unused, k) => (x[i * K + k] as number) * (w[k * M + j] as number)).reduce((a, b) => a + b, 0);
  });

interface Expected {
  readonly y: number[];
  readonly x: number[];
  readonly w: number[];
  readonly bias: number[];
  readonly residual: number[];
}

/** From z = x·w + bias in float64. */
function expected(activation: Activation, bias: boolean, residual: boolean): Expected {
  const { value, derivative } = activations[activation];
  const z = product(X, W).map((p, at) => p + (bias ? (B[at % M] as number) : 0));
  const dz = z.map((one, at) => derivative(one) * (C[at] as number));
  return {
    y: z.map((one, at) => value(one) + (residual ? (R[at] as number) : 0)),
    x: X.map((_, at) =>
      Array.from({ length: M }, (_unused, j) => (dz[Math.floor(at / K) * M + j] as number) * (W[(at % K) * M + j] as number)).reduce((a, b) => a + b, 0),
    ),
    w: W.map((_, at) =>
      Array.from({ length: N }, (_unused, i) => (X[i * K + Math.floor(at / M)] as number) * (dz[i * M + (at % M)] as number)).reduce((a, b) => a + b, 0),
    ),
    bias: B.map((_, j) => Array.from({ length: N }, (_unused, i) => dz[i * M + j] as number).reduce((a, b) => a + b, 0)),
    residual: C,
  };
}

function near(got: Tensor, wanted: readonly number[]): void {
  const numbers = got.dataSync<'float32'>();
  expect(numbers).toHaveLength(wanted.length);
  for (const [i, x] of wanted.entries()) expect(numbers[i]).toBeCloseTo(x, 4);
}

/** Value and gradients of Σ c·f(inputs). */
function measure(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[], y: readonly number[], slopes: readonly (readonly number[])[]): void {
  const c = tensor2d(C, [N, M]);
  const value = tidy(() => f(...inputs));
  near(value, y);
  const made = tidy(() => grads((...all: Tensor[]) => sum(mul(f(...all), c)))([...inputs]));
  expect(made).toHaveLength(slopes.length);
  for (const [i, slope] of slopes.entries()) near(made[i] as Tensor, slope);
  for (const t of [c, value, ...made]) t.dispose();
}

describe.each(HOST_DEVICES)('on %s', (device) => {
  const cases = ACTIVATIONS.flatMap((activation) => [false, true].flatMap((bias) => [false, true].map((residual) => [activation, bias, residual] as const)));

  test.each(cases)('%s, bias %s, residual %s', async (activation, bias, residual) => {
    await useDevice(device);
    const held = memory().numTensors;
    const [x, w, b, r] = [tensor2d(X, [N, K]), tensor2d(W, [K, M]), tensor1d(B), tensor2d(R, [N, M])];
    const some = <T>(...all: readonly (readonly [there: boolean, one: T])[]): T[] => all.flatMap(([there, one]) => (there ? [one] : []));
    const want = expected(activation, bias, residual);
    const layer = (xIn: Tensor, wIn: Tensor, rest: readonly Tensor[]): Tensor =>
      dense(xIn as Tensor2D, wIn as Tensor2D, bias ? (rest[0] as Tensor1D) : null, activation, residual ? (rest.at(-1) as Tensor2D) : null);
    measure((xIn, wIn, ...rest) => layer(xIn, wIn, rest), [x, w, ...some<Tensor>([bias, b], [residual, r])], want.y, [
      want.x,
      want.w,
      ...some([bias, want.bias], [residual, want.residual]),
    ]);
    // Frozen weights: the same in x, and in the residual, and nothing is asked of the rest.
    measure((xIn, ...rest) => withFrozenWeights(() => layer(xIn, w, [...some<Tensor>([bias, b]), ...rest])), [x, ...some<Tensor>([residual, r])], want.y, [
      want.x,
      ...some([residual, want.residual]),
    ]);
    const plain = expected(activation, bias, false);
    measure(
      (wIn, ...rest) => denseOfData(x, wIn as Tensor2D, (rest[0] as Tensor1D | undefined) ?? null, activation),
      [w, ...some<Tensor>([bias, b])],
      plain.y,
      [plain.w, ...some([bias, plain.bias])],
    );
    for (const t of [x, w, b, r]) t.dispose();
    expect(memory().numTensors).toBe(held);
  });

  test.each(ACTIVATIONS.flatMap((activation) => [false, true].map((bias) => [activation, bias] as const)))(
    'bias and %s alone, bias %s',
    async (activation, bias) => {
      await useDevice(device);
      const held = memory().numTensors;
      const [z, b] = [tensor2d(R, [N, M]), tensor1d(B)];
      const { value, derivative } = activations[activation];
      const sums = R.map((one, at) => one + (bias ? (B[at % M] as number) : 0));
      const slopes = sums.map((one, at) => derivative(one) * (C[at] as number));
      const biases = B.map((_, j) => slopes.filter((_unused, at) => at % M === j).reduce((p, q) => p + q, 0));
      measure(
        (xIn, bIn) => biasActivation(xIn as Tensor2D, (bIn as Tensor1D | undefined) ?? null, activation),
        bias ? [z, b] : [z],
        sums.map(value),
        bias ? [slopes, biases] : [slopes],
      );
      for (const t of [z, b]) t.dispose();
      expect(memory().numTensors).toBe(held);
    },
  );

  test('two products of the same rows at once', async () => {
    await useDevice(device);
    const held = memory().numTensors;
    const [x, v, w] = [tensor2d(X, [N, K]), tensor2d(V, [K, M]), tensor2d(W, [K, M])];
    const both = product(X, V).map((p, at) => p * (product(X, W)[at] as number));
    const pair =
      (frozen: boolean) =>
      (xIn: Tensor, vIn: Tensor, wIn: Tensor): Tensor => {
        const work = (): [Tensor2D, Tensor2D] => densePair(xIn as Tensor2D, vIn as Tensor2D, wIn as Tensor2D);
        const [p, q] = frozen ? withFrozenWeights(work) : work();
        return mul(p, q);
      };
    const apart = (xIn: Tensor, vIn: Tensor, wIn: Tensor): Tensor => mul(dense(xIn as Tensor2D, vIn as Tensor2D), dense(xIn as Tensor2D, wIn as Tensor2D));
    const slopes = tidy(() => grads(apart)([x, v, w]).map((t) => [...t.dataSync<'float32'>()]));
    const c = tensor2d(
      C.map(() => 1),
      [N, M],
    );
    const got = tidy(() => pair(false)(x, v, w));
    near(got, both);
    const made = tidy(() => grads((...all: Tensor[]) => sum(mul(pair(false)(...(all as [Tensor, Tensor, Tensor])), c)))([x, v, w]));
    for (const [i, slope] of slopes.entries()) near(made[i] as Tensor, slope);
    const [frozen] = tidy(() => grads((xIn: Tensor) => sum(mul(pair(true)(xIn, v, w), c)))([x]));
    near(frozen as Tensor, slopes[0] as number[]);
    for (const t of [x, v, w, c, got, frozen as Tensor, ...made]) t.dispose();
    expect(memory().numTensors).toBe(held);
  });

  test('products of what is turned over', async () => {
    await useDevice(device);
    const [a, b] = [tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), tensor2d([1, 0, 2, 1, 3, 1], [3, 2])];
    const made = [matMul(a, b), matMul(a, a, true), matMul(a, a, false, true), matMul(b, a, true, true)];
    expect(made.map((t) => [...t.dataSync<'float32'>()])).toEqual([
      [14, 5, 32, 11],
      [17, 22, 27, 22, 29, 36, 27, 36, 45],
      [14, 32, 32, 77],
      [14, 32, 5, 11],
    ]);
    for (const t of [a, b, ...made]) t.dispose();
  });
});
