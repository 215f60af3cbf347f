/** Dropout in training: what a block adds is dropped for each example and each position by itself, however many rows examples share without it. */
import { grads, mul, sum, tensor1d, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../../src/engine/data/batch.ts';
import { models } from '../../../../src/engine/models/index.ts';
import { chanceOf } from '../../../../src/engine/ops/chance.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';
import { useDevice } from '../../../devices.ts';
import { maskReference } from '../../../reference/perturbation.ts';
import { residualInput, runTransformer, type Leave } from '../../../reference/transformer.ts';
import { transformerOptions } from '../../references.ts';
import { named, onDevice, pairsOf, randomExamples, randomParameters, sectionOf } from '../../small.ts';

const [VOCABULARY, COUNT, SEED, STEP] = [5, 20, 21, 300];
const shape = pairShape(VOCABULARY);
const examples = randomExamples(COUNT, VOCABULARY, VOCABULARY, new Rng(2, 'examples'));

describe.each([
  { layers: 1 },
  // Without dropout its linear maps would be folded into tables.
  { layers: 1, width: 32, heads: 1, ffn: 8 },
  { layers: 1, layerNorm: 'pre' },
  { layers: 2, sequence: 'a op b =', layerNorm: 'post' },
  { layers: 3, layerNorm: 'pre', bias: false },
])('%j', (options) => {
  const section = sectionOf(models.get('transformer'), { width: 8, heads: 2, ffn: 12, dropout: 0.4, ...options });
  const model = models.get('transformer').create(section, shape);
  const { layers } = options;
  const [d, rate] = [section['width'] as number, 0.4];
  const values = randomParameters(model, new Rng(3, JSON.stringify(options)));

  /** Rows lie position by position, and in the last layer there is the last position alone. */
  const leaving =
    (example: number): Leave =>
    (block, rows) => {
      const isLast = Math.floor(block / 2) === layers - 1;
      const mask = maskReference((isLast ? 1 : rows.length) * COUNT * d, rate, SEED, STEP, block);
      return rows.map((row, t) => {
        const at = ((isLast ? 0 : t) * COUNT + example) * d;
        // What else the last layer computes reaches nothing.
        return row.map((x, j) => x * (mask[at + j] as number));
      });
    };

  const expectedAt = (parameters: readonly ArrayLike<number>[]): number[] => {
    const own = named(model, parameters);
    const opts = transformerOptions(section, VOCABULARY);
    return pairsOf(examples).flatMap((pair, n) => runTransformer(opts, own, residualInput(opts, own, pair), undefined, leaving(n)).logits);
  };

  test('the training pass is the plain one with the same masks, and so are its gradients', async () => {
    const device = await useDevice('wasm');
    const [parameters, counters] = [onDevice(model, values), tensor1d([STEP])];
    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const chance = chanceOf(SEED, counters, 0);
    const made = tidy(() => model.logits(parameters, batch, chance));
    const got = await device.read(made);
    const expected = expectedAt(values);
    const size = Math.hypot(...expected);
    expect(Math.hypot(...expected.map((x, i) => x - (got[i] as number))) / size).toBeLessThan(1e-5);
    const factors = new Rng(4, 'factors').normals(got.length, 1);
    const weights = tensor2d(factors, [COUNT, VOCABULARY]);
    const slopes = grads((...p: Tensor[]) => sum(mul(model.logits(p, batch, chance), weights)))(parameters);
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((total, x, i) => total + x * (b[i] as number), 0);
    const gradients = await Promise.all(slopes.map((t) => device.read(t)));
    const whole = Math.hypot(...gradients.map((g) => Math.sqrt(dot(g, g))));
    for (const [i, gradient] of gradients.entries()) {
      const direction = new Rng(5, `${i}`).normals(gradient.length, 1);
      const along = (by: number): number =>
        dot(expectedAt(values.map((array, j) => Float64Array.from(array, (x, k) => (i === j ? x + by * (direction[k] as number) : x)))), factors);
      const slope = (along(1e-7) - along(-1e-7)) / 2e-7;
      const scale = Math.hypot(...direction) * (Math.sqrt(dot(gradient, gradient)) + 0.01 * whole);
      expect(Math.abs(dot(gradient, direction) - slope) / scale, `gradient of ${model.parameters[i]?.name}`).toBeLessThan(2e-5);
    }
    for (const owned of [...parameters, ...slopes, made, weights, counters, batch]) owned.dispose();
  });

  test('an evaluation drops nothing, and other steps drop other things', async () => {
    const device = await useDevice('wasm');
    const [parameters, counters] = [onDevice(model, values), tensor1d([STEP, STEP + 1])];
    const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
    const read = async (at: number | null): Promise<number[]> => {
      const made = tidy(() => model.logits(parameters, batch, at === null ? undefined : chanceOf(SEED, counters, at)));
      const numbers = [...(await device.read(made))];
      made.dispose();
      return numbers;
    };
    const whole = await read(null);
    const plain = model.forward(values, examples);
    expect(Math.hypot(...plain.map((x, i) => x - (whole[i] as number))) / Math.hypot(...plain)).toBeLessThan(1e-5);
    const [first, second] = [await read(0), await read(1)];
    expect(first).not.toEqual(second);
    expect(await read(0)).toEqual(first);
    for (const owned of [...parameters, counters, batch]) owned.dispose();
  });
});
