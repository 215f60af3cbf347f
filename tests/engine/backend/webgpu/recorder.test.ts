/** What changes while a run goes on reaches captured steps: everything that is live, on every model and loss. */
import { NOTHING } from '../../../../src/engine/run/learned.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eagerStepper, type Device } from '../../../../src/engine/backend/device.ts';
import { createWebGpuDevice } from '../../../../src/engine/backend/webgpu/device.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { liveFields } from '../../../../src/engine/config/live.ts';
import { withPairs } from '../../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { losses } from '../../../../src/engine/losses/index.ts';
import { isLive } from '../../../../src/engine/parameters.ts';
import type { Patch } from '../../../../src/engine/run/change.ts';
import { datasetOf } from '../../../../src/engine/run/data.ts';
import { createTrainer } from '../../../../src/engine/run/trainer.ts';
import { transforms } from '../../../../src/engine/transforms/index.ts';
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

  /** Weights after a few steps, a change, and a few more. */
  async function train(config: RunConfig, patch: Patch, eager: boolean): Promise<unknown> {
    const own: Device = eager ? { ...device, stepper: (step, scalars) => eagerStepper(device.write, step, scalars) } : device;
    const trainer = createTrainer(config, datasetOf(config), own, null);
    trainer.advance(3);
    // A step that is still queued must not see it.
    trainer.change({ step: 3, patch });
    trainer.advance(4);
    const { parameters } = await trainer.snapshot(NOTHING);
    trainer.dispose();
    return parameters;
  }

  const acting = losses.ids.flatMap((loss) =>
    liveFields(configOf(loss))
      .filter(({ path }) => !path.startsWith('transforms.'))
      .map(({ path, parameter: { min, max } }) => ({ loss, patch: { [path]: min + (max - min) / 5 } })),
  );
  /** Transforms that come on meanwhile, those that can. */
  const comingOn = transforms.entries
    .filter(({ parameters, example = {} }) => Object.keys(example).every((name) => isLive(parameters[name])))
    .map(({ id, example = {} }) => Object.entries(example).map(([name, value]) => [`transforms.${id}.${name}`, value as number]))
    .map((pairs) => ({ loss: losses.ids[0] as string, patch: Object.fromEntries(pairs) as Patch }));

  test.each([...acting, ...comingOn])('$loss: $patch', async ({ loss, patch }) => {
    const config = configOf(loss);
    const changed = await train(config, patch, false);
    expect(changed).toEqual(await train(config, patch, true));
    expect(changed).not.toEqual(await train(config, {}, false));
  });
});
