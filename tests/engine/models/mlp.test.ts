/** Networks on real vectors, with answers that are values or classes: numbers and gradients against the plain float64 reference. */
import { grads, memory, tensor1d, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../src/engine/data/batch.ts';
import type { Examples, Target, VectorShape } from '../../../src/engine/data/dataset.ts';
import { mlp } from '../../../src/engine/models/mlp.ts';
import { chanceOf } from '../../../src/engine/ops/chance.ts';
import { shareRight } from '../../../src/engine/ops/losses.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';
import { mlpInput, mlpLayers, type MlpOptions } from '../../reference/mlp.ts';
import { maskReference } from '../../reference/perturbation.ts';
import { lossOn, named, onDevice, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

const COUNT = 17;

function shapeOf(dimension: number, outputs: number, target: Target): VectorShape {
  return { kind: 'vectors', dimension, image: null, domain: null, outputs, target };
}

function examplesOf({ dimension, outputs, target }: VectorShape, rng: Rng): Examples {
  const targets = target.kind === 'class' ? Int32Array.from({ length: COUNT }, () => rng.integer(outputs)) : rng.normals(COUNT * outputs, 1);
  return { count: COUNT, inputs: rng.normals(COUNT * dimension, 1), targets };
}

const rowsOf = (flat: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from({ length: width }, (__, j) => flat[i * width + j] as number));

describe.each(HOST_DEVICES)('on %s', (deviceName) => {
  test.each([
    ['value', 'mse', 'tanh', 5],
    ['value', 'mse', 'relu', 1],
    ['class', 'mse', 'tanh', 7],
    ['class', 'cross-entropy', 'gelu', 13],
  ] as const)('%s, %s, %s: loss and gradients of an MLP on %i numbers', async (kind, lossId, activation, dimension) => {
    const device = await useDevice(deviceName);
    const before = memory().numTensors;
    const shape = shapeOf(dimension, 3, kind === 'class' ? { kind } : { kind, tolerance: 0.5 });
    const section = sectionOf(mlp, { width: 6, depth: 2, activation });
    const model = mlp.create(section, shape);
    const examples = examplesOf(shape, new Rng(1, activation));
    const float32 = randomParameters(model, new Rng(2, activation), 0.1);
    const options: MlpOptions = { input: 'one-hot', depth: 2, activation, bias: true, vocabulary: 0 };

    const lossOf = (at: readonly ArrayLike<number>[]): number => {
      const outputs = rowsOf(examples.inputs, dimension).map((x) => mlpLayers(options, named(model, at), x).at(-1));
      if (kind === 'class') return (LOSS_REFERENCE[lossId] as (typeof LOSS_REFERENCE)[string])(outputs, [...examples.targets]);
      const squares = outputs.flat().map((y, i) => (y - (examples.targets[i] as number)) ** 2);
      return squares.reduce((sum, x) => sum + x, 0) / squares.length;
    };

    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const parameters = onDevice(model, float32);
    const loss = lossOn(device, lossId);
    const made = tidy(() => loss.loss(model.logits(parameters, batch), batch.targets));
    const gradients = grads((...p: Tensor[]) => loss.loss(model.logits(p, batch), batch.targets))(parameters);
    const value = lossOf(float32);
    expect(Math.abs(((await device.read(made))[0] as number) - value)).toBeLessThan(1e-5 * Math.max(1, value));

    // Each entry of each gradient. Half a step stays clear of ReLU's kinks, whose pre-activations are not that small.
    const h = activation === 'relu' ? 1e-7 : 1e-5;
    const read = await Promise.all(gradients.map((g) => device.read(g)));
    const size = Math.hypot(...read.flatMap((g) => [...g]));
    float32.forEach((data, i) =>
      data.forEach((_, k) => {
        const moved = (by: number): ArrayLike<number>[] => float32.map((other, j) => (i === j ? Array.from(data, (x, l) => (l === k ? x + by : x)) : other));
        const slope = (lossOf(moved(h)) - lossOf(moved(-h))) / (2 * h);
        expect(Math.abs((read[i]?.[k] as number) - slope), `${model.parameters[i]?.name}[${k}]`).toBeLessThan(2e-6 * Math.max(1, size));
      }),
    );
    for (const t of [...parameters, ...gradients, made]) t.dispose();
    for (const owned of [batch, loss]) owned.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('a regression’s accuracy is the share of rows whose mean squared error is below the tolerance', async () => {
    const device = await useDevice(deviceName);
    // Mean squared errors of the rows: 0, 0.0005, 0.0025, NaN.
    const outputs = tensor2d([
      [1, 2],
      [0, 0.0316],
      [0.05, 0.05],
      [Number.NaN, 0],
    ]);
    const values = tensor2d([
      [1, 2],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const share = shareRight(outputs, values, { kind: 'value', tolerance: 1e-3 });
    expect((await device.read(share))[0]).toBe(0.5);
    for (const t of [outputs, values, share]) t.dispose();
  });

  test('a batch of vectors that is refilled is the batch made anew', async () => {
    const device = await useDevice(deviceName);
    const shape = shapeOf(4, 2, { kind: 'value', tolerance: 1 });
    const model = mlp.create(sectionOf(mlp, { width: 5, depth: 1 }), shape);
    const [first, second] = [examplesOf(shape, new Rng(1, 'a')), examplesOf(shape, new Rng(2, 'b'))];
    const [refilled, anew] = [first, second].map((examples) => planBatch(model.plan(COUNT), examples, model.constants, device)) as [
      ReturnType<typeof planBatch>,
      ReturnType<typeof planBatch>,
    ];
    refilled.refill(second);
    for (const batch of [refilled, anew]) {
      expect(await device.read(batch.inputs)).toEqual(second.inputs);
      expect(await device.read(batch.targets)).toEqual(second.targets);
      batch.dispose();
    }
  });
});

test.each([
  { input: 'one-hot', depth: 1 },
  { input: 'embedding', depth: 3 },
])('dropout takes each hidden layer’s activations at random while it trains, and in no evaluation: %j', async (options) => {
  const device = await useDevice('wasm');
  const [vocabulary, rate, seed, step] = [5, 0.3, 8, 77];
  const section = sectionOf(mlp, { width: 6, embedding: 4, activation: 'tanh', dropout: rate, ...options });
  const model = mlp.create(section, pairShape(vocabulary));
  const examples = randomExamples(COUNT, vocabulary, vocabulary, new Rng(1, 'dropout'));
  const values = randomParameters(model, new Rng(2, 'dropout'), 0.1);
  const [parameters, counters] = [onDevice(model, values), tensor1d([step])];
  const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
  const of = { ...options, activation: 'tanh', bias: true, vocabulary } as MlpOptions;
  const expected = pairsOf(examples).flatMap((pair, n) =>
    mlpLayers(of, named(model, values), mlpInput(of, named(model, values), pair), (site, numbers) => {
      const layer = Number(/^hidden(\d)\.activations$/.exec(site)?.[1] ?? 0);
      if (layer === 0) return numbers;
      const mask = maskReference(COUNT * 6, rate, seed, step, layer);
      return numbers.map((x, j) => x * (mask[n * 6 + j] as number));
    }).at(-1),
  );
  const [trained, evaluated] = [chanceOf(seed, counters, 0), undefined].map((chance) => tidy(() => model.logits(parameters, batch, chance))) as [
    Tensor,
    Tensor,
  ];
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => Math.hypot(...Array.from(a, (x, i) => x - (b[i] as number)));
  const plain = model.forward(values, examples);
  expect(distance(expected, await device.read(trained))).toBeLessThan(1e-5 * Math.hypot(...expected));
  expect(distance(plain, await device.read(evaluated))).toBeLessThan(1e-5 * Math.hypot(...plain));
  expect(distance(plain, expected)).toBeGreaterThan(0.1 * Math.hypot(...plain));
  for (const owned of [...parameters, counters, trained, evaluated, batch]) owned.dispose();
});
