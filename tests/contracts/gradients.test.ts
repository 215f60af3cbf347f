/**
 * What holds for every model on every task that it accepts: the gradients that train it are those of its plain pass in float64, and a batch
 * whose examples were exchanged is the batch made of the new ones.
 */
import { grads, mul, sum, tensor2d, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch, type OwnedBatch } from '../../src/engine/data/batch.ts';
import { rowsOf } from '../../src/engine/data/examples.ts';
import { models } from '../../src/engine/models/index.ts';
import type { Section } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { useDevice } from '../devices.ts';
import { onDevice, randomParameters } from '../engine/small.ts';
import { exampleConfig, modelSections, readings, smallDataset } from './examples.ts';

/** Examples in each of two sets. */
const COUNT = 5;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((total, x, i) => total + x * (b[i] as number), 0);

describe.each(readings)('$model on $task', (ids) => {
  const config = exampleConfig(ids);
  const { shape, train } = smallDataset(config);
  const def = models.get(ids.model);
  const sections = modelSections(ids);
  const side = (first: number): ReturnType<typeof rowsOf> =>
    rowsOf(
      train,
      Array.from({ length: COUNT }, (_, i) => (first + i) % train.count),
    );

  /** Gradients of Σ c ⊙ logits with fixed random c: all that a loss passes on. */
  async function gradientsOf(section: Section, values: readonly Float32Array[], weights: Tensor2D, batch: OwnedBatch): Promise<Float32Array[]> {
    const device = await useDevice('wasm');
    const model = def.create(section, shape);
    const parameters = onDevice(model, values);
    const made = grads((...p: Tensor[]) => sum(mul(model.logits(p, batch), weights)))(parameters);
    const numbers = await Promise.all(made.map((g) => device.read(g)));
    for (const t of [...parameters, ...made]) t.dispose();
    return numbers;
  }

  test.each(sections.map((section) => [JSON.stringify(section), section] as const))('gradients are the plain pass’s: %s', async (name, section) => {
    const device = await useDevice('wasm');
    const rng = new Rng(5, name);
    const model = def.create(section, shape);
    const values = randomParameters(model, rng.split('parameters'));
    const factors = rng.normals(COUNT * shape.outputs, 1);
    const weights = tensor2d(factors, [COUNT, shape.outputs]);
    const examples = side(0);
    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const gradients = await gradientsOf(section, values, weights, batch);
    const whole = Math.hypot(...gradients.map((g) => Math.sqrt(dot(g, g))));
    for (const [i, gradient] of gradients.entries()) {
      const direction = rng.split(`direction ${i}`).normals(gradient.length, 1);
      const length = Math.sqrt(dot(direction, direction));
      // So small a step that no kink is crossed, and in float64 all digits are there.
      const moved = (by: number): Float64Array[] =>
        values.map((array, j) => Float64Array.from(array, (x, k) => (i === j ? x + (by * (direction[k] as number)) / length : x)));
      const at = (by: number): number => dot(model.forward(moved(by), examples), factors);
      const slope = (at(1e-7) - at(-1e-7)) / 2e-7;
      // A tensor's gradient may be tiny beside the others: its error is measured against the whole as well.
      const scale = Math.sqrt(dot(gradient, gradient)) + 0.01 * whole;
      expect(Math.abs(dot(gradient, direction) / length - slope) / scale, `gradient of ${model.parameters[i]?.name}`).toBeLessThan(2e-5);
    }
    weights.dispose();
    batch.dispose();
  });

  test('a batch that is refilled is the batch made anew', async () => {
    const device = await useDevice('wasm');
    const model = def.create(config.model, shape);
    const values = randomParameters(model, new Rng(6, ids.model));
    const weights = tensor2d(new Rng(7, ids.model).normals(COUNT * shape.outputs, 1), [COUNT, shape.outputs]);
    const [refilled, anew] = [side(0), side(COUNT)].map((examples) => planBatch(model.plan(COUNT), examples, model.constants, device)) as [
      OwnedBatch,
      OwnedBatch,
    ];
    const stale = await gradientsOf(config.model, values, weights, refilled);
    const expected = await gradientsOf(config.model, values, weights, anew);
    expect(stale).not.toEqual(expected);
    refilled.refill(side(COUNT));
    expect(await gradientsOf(config.model, values, weights, refilled)).toEqual(expected);
    for (const owned of [weights, refilled, anew]) owned.dispose();
  });
});
