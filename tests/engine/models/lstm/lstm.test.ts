/** The LSTM against the reference: logits and every gradient, on sequences of words and on pairs. */
import { grads, memory, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../../src/engine/data/batch.ts';
import type { Examples, TokenShape } from '../../../../src/engine/data/dataset.ts';
import { lstm } from '../../../../src/engine/models/lstm/lstm.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../../devices.ts';
import { LOSS_REFERENCE } from '../../../reference/losses.ts';
import { lstmLogits } from '../../../reference/lstm.ts';
import { lossOn, named, onDevice, randomParameters, sectionOf } from '../../small.ts';

const COUNT = 9;

const shapeOf = (arity: number, vocabulary: number, outputs: number): TokenShape => ({ kind: 'tokens', arity, vocabulary, target: { kind: 'class' }, outputs });

function examplesOf({ arity, vocabulary, outputs }: TokenShape, rng: Rng): Examples {
  return {
    count: COUNT,
    inputs: Int32Array.from({ length: COUNT * arity }, () => rng.integer(vocabulary)),
    targets: Int32Array.from({ length: COUNT }, () => rng.integer(outputs)),
  };
}

const crossEntropy = LOSS_REFERENCE['cross-entropy'] as (typeof LOSS_REFERENCE)[string];

describe.each(HOST_DEVICES)('on %s', (deviceName) => {
  test.each([
    ['a pair', shapeOf(2, 7, 7), { layers: 1, width: 5, embedding: 4 }],
    ['a sentence', shapeOf(6, 9, 2), { layers: 1, width: 4, embedding: 3 }],
    ['a sentence, two layers', shapeOf(4, 5, 2), { layers: 2, width: 3, embedding: 6 }],
    ['a word', shapeOf(1, 3, 2), { layers: 3, width: 1, embedding: 2 }],
  ] as const)('%s: loss and gradients', async (name, shape, size) => {
    const device = await useDevice(deviceName);
    const before = memory().numTensors;
    const model = lstm.create(sectionOf(lstm, size), shape);
    const examples = examplesOf(shape, new Rng(1, name));
    const values = randomParameters(model, new Rng(2, name));
    const lossOf = (at: readonly ArrayLike<number>[]): number => {
      const parameters = named(model, at);
      const rows = Array.from({ length: COUNT }, (_, i) =>
        lstmLogits(size.layers, parameters, [...examples.inputs.subarray(i * shape.arity, (i + 1) * shape.arity)]),
      );
      return crossEntropy(rows, [...examples.targets]);
    };
    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const parameters = onDevice(model, values);
    const loss = lossOn(device, 'cross-entropy');
    const made = tidy(() => loss.loss(model.logits(parameters, batch), batch.targets));
    const gradients = grads((...p: Tensor[]) => loss.loss(model.logits(p, batch), batch.targets))(parameters);
    expect((await device.read(made))[0]).toBeCloseTo(lossOf(values), 5);
    const read = await Promise.all(gradients.map((g) => device.read(g)));
    const whole = Math.hypot(...read.flatMap((g) => [...g]));
    values.forEach((data, i) =>
      data.forEach((_, k) => {
        const moved = (by: number): ArrayLike<number>[] => values.map((other, j) => (i === j ? Array.from(data, (x, l) => (l === k ? x + by : x)) : other));
        const slope = (lossOf(moved(1e-5)) - lossOf(moved(-1e-5))) / 2e-5;
        expect(Math.abs((read[i]?.[k] as number) - slope), `${model.parameters[i]?.name}[${k}]`).toBeLessThan(3e-6 * Math.max(1, whole));
      }),
    );
    for (const t of [...parameters, ...gradients, made]) t.dispose();
    for (const owned of [batch, loss]) owned.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('started ten times too large, the numbers are those of float64 and every gradient is finite', async () => {
    const device = await useDevice(deviceName);
    const shape = shapeOf(20, 50, 2);
    const model = lstm.create(sectionOf(lstm, { width: 64, embedding: 64 }), shape);
    const examples = examplesOf(shape, new Rng(3, 'large'));
    const values = model.parameters.map(({ name, init }) => init(new Rng(4, name)).map((x) => 10 * x));
    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const parameters = onDevice(model, values);
    const logits = tidy(() => model.logits(parameters, batch));
    const got = await device.read(logits);
    const wanted = model.forward(values, examples);
    // Somewhere gates stand at some hundreds, where e^−z is no float32 any more.
    let largest = 0;
    model.forward(values, examples, { 'layer0.preactivations': (z) => void (largest = z.reduce((most, x) => Math.max(most, Math.abs(x)), 0)) });
    expect(largest).toBeGreaterThan(150);
    const apart = Math.hypot(...wanted.map((x, i) => x - (got[i] as number))) / Math.hypot(...wanted);
    expect(apart).toBeLessThan(1e-3);
    const loss = lossOn(device, 'cross-entropy');
    const gradients = grads((...p: Tensor[]) => loss.loss(model.logits(p, batch), batch.targets))(parameters);
    for (const g of gradients) expect((await device.read(g)).every(Number.isFinite)).toBe(true);
    for (const t of [...parameters, ...gradients, logits]) t.dispose();
    for (const owned of [batch, loss]) owned.dispose();
  });
});

test('what is carried is where the step before ended, and nothing where an epoch begins; evaluations begin with nothing', async () => {
  const device = await useDevice('wasm');
  const shape = shapeOf(3, 5, 2);
  const model = lstm.create(sectionOf(lstm, { layers: 2, width: 4, embedding: 3, carry: true }), shape);
  const [first, second] = [examplesOf(shape, new Rng(1, 'first')), examplesOf(shape, new Rng(1, 'second'))];
  const values = randomParameters(model, new Rng(2, 'carried'));
  const parameters = onDevice(model, values);
  const batch = planBatch(model.plan(COUNT), first, model.constants, device, model.carried?.(COUNT));
  expect(batch.states).toHaveLength(4);
  const read = async (): Promise<Float32Array> => {
    const logits = tidy(() => model.logits(parameters, batch));
    const numbers = await device.read(logits);
    logits.dispose();
    return numbers;
  };
  const alone = await read();
  batch.refill(second);
  const [carried, states] = [await read(), await Promise.all(batch.states.map((state) => device.read(state)))];
  // One sequence after the other is one that is twice as long.
  const longer = lstm.create(sectionOf(lstm, { layers: 2, width: 4, embedding: 3 }), shapeOf(6, 5, 2));
  const both = Array.from({ length: COUNT }, (_, i) => [first, second].flatMap(({ inputs }) => [...inputs.subarray(3 * i, 3 * (i + 1))]));
  longer.forward(values, { ...first, inputs: Int32Array.from(both.flat()) }).forEach((x, i) => expect(carried[i]).toBeCloseTo(x, 5));
  batch.restart();
  batch.refill(first);
  expect(await read()).toEqual(alone);
  model.forward(values, first).forEach((x, i) => expect(alone[i]).toBeCloseTo(x, 5));
  batch.restart(states);
  batch.refill(first);
  expect(await read()).not.toEqual(alone);
  for (const t of [...parameters, batch]) t.dispose();
});
