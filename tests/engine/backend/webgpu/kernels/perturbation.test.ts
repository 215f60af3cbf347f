/** Attacks on WebGPU: the same bits of noise and of steps as elsewhere, and captured adversarial steps that are the eager ones. */
import { NOTHING } from '../../../../../src/engine/run/learned.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eagerStepper, type Device } from '../../../../../src/engine/backend/device.ts';
import { createWebGpuDevice } from '../../../../../src/engine/backend/webgpu/device.ts';
import type { RunConfig } from '../../../../../src/engine/config/config.ts';
import { withPairs } from '../../../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../../../src/engine/config/schema.ts';
import { Rng } from '../../../../../src/engine/rng.ts';
import { datasetOf } from '../../../../../src/engine/run/data.ts';
import { createTrainer } from '../../../../../src/engine/run/trainer.ts';
import { boxStepReference, uniformReference } from '../../../../reference/perturbation.ts';
import { node } from '../gpu.ts';
import { unless } from '../../../../unless.ts';
import { onDevice } from '../reference.ts';

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries(pairs));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

describe('attacks on WebGPU', unless(node.missing), () => {
  let device: Device;
  beforeAll(async () => {
    device = await createWebGpuDevice(node.gpu as GPU);
  });
  afterAll(() => device.dispose());

  test('noise and steps are the reference’s, to the bit', async () => {
    for (const [seed, counter] of [
      [0, 0],
      [1, 3],
      [0xdeadbeef, 2 ** 24 - 1],
    ] as const) {
      const counters = { shape: [2], data: Float32Array.of(-1, counter) };
      const { outputs } = await onDevice(device, 'GrokUniform', { counters }, { rows: 7, columns: 31, scale: 0.3, seed, at: 1 });
      expect(outputs[0]).toEqual(uniformReference(217, 0.3, seed, counter));
    }
    const rng = new Rng(1, 'steps');
    const [x, move] = [rng.normals(217, 0.5), rng.normals(217, 0.1)];
    const centre = rng.uniforms(217, 0.4);
    move[0] = 0;
    for (const size of [0, 0.025]) {
      const attrs = { size, epsilon: 0.3, low: -0.4, high: 0.4 };
      const host = (data: Float32Array): { shape: number[]; data: Float32Array } => ({ shape: [7, 31], data });
      const { outputs } = await onDevice(device, 'GrokBoxStep', { x: host(x), move: host(move), centre: host(centre) }, attrs);
      expect(outputs[0]).toEqual(boxStepReference(x, move, centre, attrs));
    }
  });

  test.each([
    [
      'an MLP on vectors',
      { 'task.id': 'teacher-student', 'task.trainSize': '12', 'task.valSize': '10', 'model.id': 'mlp', 'model.width': '8', 'loss.id': 'mse' },
    ],
    ['a transformer', { 'task.p': '5', 'model.width': '8', 'model.heads': '2', 'model.ffn': '8' }],
  ])('%s: captured steps are the eager ones, each with a start of its own', async (_name, pairs) => {
    const quiet = { 'adversarial.train': 'pgd', 'adversarial.steps': '2', 'probes.localComplexity.measure': 'off' };
    const train = async (eager: boolean, more: Readonly<Record<string, string>> = {}): Promise<unknown> => {
      const config = configOf({ ...pairs, ...quiet, ...more });
      const own: Device = eager ? { ...device, stepper: (step, scalars) => eagerStepper(device.write, step, scalars) } : device;
      const trainer = createTrainer(config, datasetOf(config), own, null);
      trainer.advance(1);
      trainer.advance(4);
      const { parameters } = await trainer.snapshot(NOTHING);
      trainer.dispose();
      return parameters;
    };
    const captured = await train(false);
    expect(captured).toEqual(await train(true));
    expect(captured).not.toEqual(await train(false, { 'adversarial.randomStart': 'false' }));
  });

  test('robust accuracy is measured, and agrees with itself', async () => {
    const config = configOf({ 'task.p': '5', 'model.id': 'mlp', 'model.width': '8', 'probes.robustness.measure': 'on', 'probes.robustness.steps': '2' });
    const trainer = createTrainer(config, datasetOf(config), device, null);
    trainer.advance(20);
    const [one, two] = [await trainer.measure(), await trainer.measure()];
    expect(two).toEqual(one);
    trainer.dispose();
  });
});
