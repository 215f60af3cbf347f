/** The convolutional network against one that goes place by place in float64: outputs, and every gradient against finite differences. */
import { grads, mean, memory, square, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../../src/engine/data/batch.ts';
import type { VectorShape } from '../../../../src/engine/data/dataset.ts';
import { madeUp } from '../../../../src/engine/data/madeUp.ts';
import { cnn } from '../../../../src/engine/models/cnn/cnn.ts';
import { parameterCount } from '../../../../src/engine/models/count.ts';
import type { Model } from '../../../../src/engine/models/model.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../../devices.ts';
import { cnnLogits, type CnnOptions, type Picture } from '../../../reference/cnn.ts';
import { evaluate } from '../../../reference/regions.ts';
import { named, onDevice, randomParameters, sectionOf } from '../../small.ts';

function shapeOf(rows: number, columns: number, channels = 1): VectorShape {
  return {
    kind: 'vectors',
    dimension: rows * columns * channels,
    image: { rows, columns, ...(channels === 1 ? {} : { channels }) },
    domain: [0, 1],
    target: { kind: 'value', tolerance: 1 },
    outputs: 3,
  };
}

/** Places of each image; its numbers stand row by row, channel by channel within a place. */
function pictures(inputs: ArrayLike<number>, rows: number, columns: number, channels: number): Picture[] {
  return Array.from({ length: inputs.length / (rows * columns * channels) }, (_, i) =>
    Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: columns }, (_column, c) =>
        Array.from({ length: channels }, (_channel, k) => inputs[((i * rows + r) * columns + c) * channels + k] as number),
      ),
    ),
  );
}

const CASES = [
  [{ channels: 2, dense: 5 }, 8, 8, 1],
  [{ channels: 3, stages: 1, dense: 0, activation: 'tanh' }, 5, 6, 1],
  [{ channels: 2, kernel: '5', stride: 2, pooling: 'none', dense: 4, activation: 'leakyRelu' }, 9, 7, 1],
  [{ channels: 2, blocks: 2, dense: 0, head: 'mean' }, 6, 5, 3],
  [{ channels: 2, stages: 3, blocks: 1, dense: 3, activation: 'gelu' }, 9, 9, 3],
  [{ channels: 5, stages: 1, kernel: '7', stride: 3, pooling: 'none', dense: 3, blocks: 1 }, 7, 8, 1],
] as const;

describe.each(HOST_DEVICES)('on %s', (deviceName) => {
  test.each(CASES)('%o of %i×%i places with %i channels: outputs and gradients', async (values, rows, columns, channels) => {
    const device = await useDevice(deviceName);
    const before = memory().numTensors;
    const shape = shapeOf(rows, columns, channels);
    const section = sectionOf(cnn, values);
    const model = cnn.create(section, shape);
    const float32 = randomParameters(model, new Rng(1, JSON.stringify(values)));
    const count = 4;
    const examples = madeUp(shape, count, new Rng(2, 'images'));
    const images = pictures(examples.inputs, rows, columns, channels);
    const outputsOf = (at: readonly ArrayLike<number>[]): number[] =>
      images.flatMap((image) => cnnLogits(section as unknown as CnnOptions, named(model, at), image));
    const lossOf = (at: readonly ArrayLike<number>[]): number =>
      outputsOf(at).reduce((sum, y, i) => sum + (y - (examples.targets[i] as number)) ** 2 / examples.targets.length, 0);

    const batch = planBatch(model.plan(count), examples, model.constants, device);
    const parameters = onDevice(model, float32);
    const made = tidy(() => model.logits(parameters, batch));
    const expected = outputsOf(float32);
    const size = Math.hypot(...expected);
    const read = await device.read(made);
    expect(Math.hypot(...expected.map((y, i) => y - (read[i] as number))) / size).toBeLessThan(1e-5);
    expect(Math.hypot(...expected.map((y, i) => y - (model.forward(float32, examples)[i] as number))) / size).toBeLessThan(1e-12);

    const gradients = grads((...p: Tensor[]) => mean(square(sub(model.logits(p, batch), batch.targets))))(parameters);
    const all = await Promise.all(gradients.map((g) => device.read(g)));
    const whole = Math.hypot(...all.flatMap((g) => [...g]));
    const rng = new Rng(3, 'entries');
    float32.forEach((data, i) => {
      // A few entries of each tensor. So small a step crosses no kink.
      for (const k of new Set([0, data.length - 1, ...Array.from({ length: 4 }, () => rng.integer(data.length))])) {
        const moved = (by: number): ArrayLike<number>[] => float32.map((other, j) => (i === j ? Array.from(data, (x, l) => (l === k ? x + by : x)) : other));
        const slope = (lossOf(moved(1e-7)) - lossOf(moved(-1e-7))) / 2e-7;
        expect(Math.abs((all[i]?.[k] as number) - slope) / whole, `${model.parameters[i]?.name}[${k}]`).toBeLessThan(1e-5);
      }
    });
    for (const t of [...parameters, ...gradients, made]) t.dispose();
    batch.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

const countOf = (values: Parameters<typeof sectionOf>[1], side: number): number =>
  parameterCount(cnn.create(sectionOf(cnn, values), shapeOf(side, side)).parameters);

test('its tensors are those of the layers that it states', () => {
  // 3·3·1·8+8, 3·3·8·16+16, 3·3·16·64+64 (14 → 7 → 3 places a side), 64·3+3
  expect(countOf({}, 14)).toBe(80 + 1168 + 9280 + 195);
  expect(countOf({ dense: 0 }, 14)).toBe(80 + 1168 + 435);
  expect(countOf({ dense: 0, head: 'mean' }, 14)).toBe(80 + 1168 + 51);
  expect(countOf({ dense: 0, head: 'mean', blocks: 2 }, 14)).toBe(80 + 4 * 584 + 1168 + 4 * 2320 + 51);
});

test('stages that leave no place of an image are refused, with how many it has room for and what else helps', () => {
  const problems = (values: Parameters<typeof sectionOf>[1], side: number) => cnn.check?.(sectionOf(cnn, values), shapeOf(side, side));
  expect(problems({ stages: 3 }, 8)).toEqual([]);
  expect(problems({ stages: 4 }, 8)).toMatchObject([
    { field: 'stages', value: 4, expected: { en: expect.stringContaining('at most 3, or a smaller stride') as string } },
  ]);
  expect(problems({ stages: 4, head: 'mean' }, 8)).toEqual([]);
  expect(problems({ stages: 4, pooling: 'none' }, 8)).toEqual([]);
  expect(problems({ stages: 2, stride: 4 }, 8)).toMatchObject([{ field: 'stages', expected: { ja: expect.stringContaining('1 以下') as string } }]);
});

const accepted = (shape: Parameters<typeof cnn.accepts>[0]): boolean => cnn.accepts(shape);

test('it reads images and nothing else', () => {
  expect(accepted(shapeOf(4, 4))).toBe(true);
  expect(accepted({ ...shapeOf(4, 4), image: null })).toBe(false);
  expect(accepted({ kind: 'tokens', arity: 2, vocabulary: 5, target: { kind: 'class' }, outputs: 5 })).toBe(false);
});

const regionsOf = (model: Model) => {
  const { regions } = model.geometry;
  return 'none' in regions ? null : regions;
};

test('as matrices it is the same function, and it says why it has none where they would be too many', () => {
  const shape = shapeOf(6, 7, 3);
  const model = cnn.create(sectionOf(cnn, { channels: 3, kernel: '5', dense: 4, activation: 'leakyRelu' }), shape);
  const parameters = randomParameters(model, new Rng(4, 'regions'));
  const examples = madeUp(shape, 30, new Rng(5, 'regions'));
  const network = regionsOf(model)?.network(parameters);
  if (network === undefined) throw new Error('no regions');
  expect(network.hidden.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
    [126, 126],
    [126, 54],
    [54, 4],
  ]);
  const logits = model.forward(parameters, examples);
  const points = regionsOf(model)?.points(parameters, examples) as Float64Array;
  for (let i = 0; i < 30; i++) {
    const made = evaluate(network, [...points.subarray(126 * i, 126 * (i + 1))]).logits;
    made.forEach((logit, k) => expect(logit).toBeCloseTo(logits[3 * i + k] as number, 10));
  }
  const why = (values: Parameters<typeof sectionOf>[1], side: number): unknown => cnn.create(sectionOf(cnn, values), shapeOf(side, side)).geometry.regions;
  expect(why({ blocks: 1 }, 8)).toMatchObject({ none: { en: expect.stringContaining('residual blocks lead around') as string } });
  expect(why({}, 28)).toMatchObject({ none: { en: expect.stringContaining('too large') as string } });
  expect(why({ activation: 'gelu' }, 8)).toMatchObject({ none: { en: expect.stringContaining('GELU') as string } });
  expect(why({}, 14)).toHaveProperty('network');
});
