import { backend, memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node } from './gpu.ts';
import { unless } from '../../../unless.ts';
import { eagerStepper, type Device, type Stepper } from '../../../../src/engine/backend/device.ts';
import { createWebGpuDevice } from '../../../../src/engine/backend/webgpu/device.ts';
import { Gpu } from '../../../../src/engine/backend/webgpu/gpu.ts';
import { capture } from '../../../../src/engine/backend/webgpu/recorder.ts';
import type { TfjsBackend } from '../../../../src/engine/backend/webgpu/tfjs.ts';
import type { DatasetShape } from '../../../../src/engine/data/dataset.ts';
import { losses } from '../../../../src/engine/losses/index.ts';
import { models } from '../../../../src/engine/models/index.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';
import { examples, training, type Setup, type Training } from './training.ts';

/** Too small for its linear maps to be folded, and large enough, with as many examples. */
const transformer = { width: 8, heads: 2, ffn: 8 };
const folded = { width: 32, heads: 2, ffn: 16 };
const MANY = 60;
const mlp = { width: 16, depth: 2 };
const lstm = { width: 8, embedding: 8, layers: 2, carry: true };
/** Makes the models quick; those that are not listed run at their defaults. */
const quick: Readonly<Record<string, NonNullable<Setup['values']>>> = { transformer, mlp, lstm };
const P = 13;

describe('captured steps', unless(node.missing), () => {
  let device: Device;
  beforeAll(async () => {
    device = await createWebGpuDevice(node.gpu as GPU);
  });
  afterAll(() => device.dispose());

  /** Weights and losses after each of the given numbers of steps. */
  async function run(
    setup: Setup,
    make: (t: Training) => Stepper,
    legs: readonly number[],
    batches: boolean,
  ): Promise<{ weights: number[]; losses: number[] }> {
    const state = training(device, setup);
    const stepper = make(state);
    const curve: number[] = [];
    let t = 1;
    for (const count of legs) {
      const from = t;
      const refill = (i: number): void => state.batch.refill(examples(P, state.batch.count, 11 * (from + i)));
      stepper.advance(count, (i) => state.scalarsOf(from + i), batches ? refill : null);
      t += count;
      curve.push(await state.loss());
    }
    const weights = await state.weights();
    stepper.dispose();
    state.dispose();
    return { weights, losses: curve };
  }

  const eager = (t: Training): Stepper => eagerStepper(device.write, t.step, t.scalars);
  const captured = (t: Training): Stepper => device.stepper(t.step, t.scalars);

  const accepting = <E extends { readonly id: string; accepts(shape: DatasetShape): boolean }>(entries: readonly E[]): string[] =>
    entries.filter((entry) => entry.accepts(pairShape(P))).map(({ id }) => id);
  const all = accepting(models.entries).flatMap((model) =>
    accepting(losses.entries).map((loss): Setup => ({ p: P, model, loss, values: quick[model] ?? {}, count: 20 })),
  );

  test.each([...all, { p: P, model: 'transformer', loss: 'cross-entropy', values: folded, count: MANY }])(
    '$model with $loss: 200 replayed steps are bit-identical to eager ones',
    async (setup) => {
      const legs = [1, 2, 120, 77];
      const [a, b] = [await run(setup, eager, legs, false), await run(setup, captured, legs, false)];
      expect(b).toEqual(a);
      expect(a.losses.at(-1)).toBeLessThan((a.losses[0] as number) * 0.9);
    },
  );

  test.each([
    { p: P, model: 'transformer', loss: 'mse', values: { ...transformer, layers: 2, layerNorm: 'pre', activation: 'gelu' }, count: 20 },
    { p: P, model: 'transformer', loss: 'cross-entropy', values: { ...transformer, layerNorm: 'post', positions: 'sinusoidal', bias: false }, count: 20 },
    { p: P, model: 'transformer', loss: 'mse', values: { ...folded, activation: 'gelu', sequence: 'a op b =', bias: false }, count: MANY },
    { p: P, model: 'mlp', loss: 'cross-entropy', values: { ...mlp, input: 'embedding', embedding: 8, depth: 1 }, count: 20 },
  ])('variants of the $model too', async (setup) => {
    const legs = [3, 10];
    const [a, b] = [await run(setup, eager, legs, false), await run(setup, captured, legs, false)];
    expect(b).toEqual(a);
  });

  test('batches are exchanged between steps', async () => {
    const setup: Setup = { p: P, model: 'mlp', loss: 'cross-entropy', values: mlp, count: 30 };
    const legs = [1, 9, 10];
    const [a, b] = [await run(setup, eager, legs, true), await run(setup, captured, legs, true)];
    expect(b).toEqual(a);
    expect((await run(setup, captured, legs, false)).losses).not.toEqual(a.losses);
  });

  test.each([
    ['plain', { values: transformer, count: 20 }],
    ['folded', { values: folded, count: MANY }],
  ])('a step of the default transformer is few dispatches, %s', (_, size) => {
    // They are as many at every size of the network; the update's depend on how many buffers a program may bind.
    const state = training(device, { p: P, model: 'transformer', loss: 'cross-entropy', ...size });
    const gpu = new Gpu(backend() as unknown as TfjsBackend);
    const steps = capture(gpu, () => state.step());
    const gradients = steps.dispatches.filter(({ pipeline }) => !pipeline.label.startsWith('adamw'));
    expect(gradients.length).toBeLessThanOrEqual(gpu.maxBindings < 10 ? 29 : 28);
    expect(steps.dispatches.length).toBeLessThanOrEqual(40);
    expect(gradients.some(({ pipeline }) => pipeline.label.startsWith('mix rows'))).toBe(size.values === folded);
    steps.dispose();
    state.dispose();
  });

  test('nothing is left behind', async () => {
    const setup: Setup = { p: P, model: 'mlp', loss: 'mse', values: mlp, count: 30 };
    await run(setup, captured, [3], false);
    const before = { ...memory() } as unknown as { numTensors: number; numBytesInGPU: number };
    await run(setup, captured, [3], false);
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytesInGPU: before.numBytesInGPU });
  });
});
