/** What changes while a run goes on reaches captured steps: everything that is live, on every model and loss. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eagerStepper, type Device } from '../../../../src/engine/backend/device.ts';
import { createWebGpuDevice } from '../../../../src/engine/backend/webgpu/device.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { liveFields } from '../../../../src/engine/config/live.ts';
import { withPairs } from '../../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { losses } from '../../../../src/engine/losses/index.ts';
import { datasetOf } from '../../../../src/engine/run/data.ts';
import { createTrainer } from '../../../../src/engine/run/trainer.ts';
import { node } from './gpu.ts';

function configOf(loss: string): RunConfig {
  const pairs = { 'task.p': '5', 'model.id': 'mlp', 'model.width': '8', 'probes.localComplexity.measure': 'off', 'loss.id': loss };
  const parsed = withPairs(defaultConfig(), Object.entries(pairs));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

describe.skipIf(node.missing !== null)('changes on WebGPU', () => {
  let device: Device;
  beforeAll(async () => {
    device = await createWebGpuDevice(node.gpu as GPU);
  });
  afterAll(() => device.dispose());

  /** Weights after a few steps, a change of one field, and a few more. */
  async function train(config: RunConfig, path: string | null, eager: boolean): Promise<unknown> {
    const own: Device = eager ? { ...device, stepper: (step, scalars) => eagerStepper(device.write, step, scalars) } : device;
    const trainer = createTrainer(config, datasetOf(config), own, null);
    trainer.advance(3);
    const field = liveFields(config).find((one) => one.path === path);
    // A step that is still queued must not see it.
    if (field !== undefined) trainer.change({ step: 3, patch: { [field.path]: field.parameter.min + (field.parameter.max - field.parameter.min) / 5 } });
    trainer.advance(4);
    const { parameters } = await trainer.snapshot([]);
    trainer.dispose();
    return parameters;
  }

  const cases = losses.ids.flatMap((loss) => liveFields(configOf(loss)).map(({ path }) => ({ loss, path })));

  test.each(cases)('$loss: $path', async ({ loss, path }) => {
    const config = configOf(loss);
    const changed = await train(config, path, false);
    expect(changed).toEqual(await train(config, path, true));
    expect(changed).not.toEqual(await train(config, null, false));
  });
});
