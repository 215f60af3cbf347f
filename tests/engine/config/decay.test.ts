/** What pulls the weights down, asked of the entries: without it, a gradient of nothing moves nothing. */
import { tensor1d, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { decayPaths, withoutDecay } from '../../../src/engine/config/decay.ts';
import { liveFields, withPatch } from '../../../src/engine/config/live.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import { useDevice } from '../../devices.ts';

/** Weights of 1 after an update by a gradient of 0. */
async function left(config: RunConfig): Promise<number> {
  const device = await useDevice('wasm');
  const optimizer = optimizers.get(config.optimizer.id);
  const weights = [tensor1d([1])];
  const gradients = [tensor1d([0])];
  const slots = optimizer.slots.map(() => [zeros([1])]);
  const scalars = tensor1d([...optimizer.scalars(config.optimizer, 100)]);
  optimizer.update(weights, gradients, slots, scalars);
  const [weight] = await device.read(weights[0] as (typeof weights)[0]);
  for (const t of [...weights, ...gradients, ...slots.flat(), scalars]) t.dispose();
  return weight as number;
}

test.each(optimizers.ids)('%s', async (id) => {
  const config = withValue(defaultConfig(), 'optimizer.id', id) as RunConfig;
  const decays = decayPaths(config);
  expect(liveFields(config).map(({ path }) => path)).toEqual(expect.arrayContaining(decays));
  const decaying = withPatch(config, Object.fromEntries(decays.map((path) => [path, 0.5])));
  const still = withoutDecay(decaying);
  expect(await left(still)).toBe(1);
  expect((await left(decaying)) < 1).toBe(decays.length > 0);
  expect(decayPaths(still)).toEqual(decays);
});

test('AdamW decays, Adam does not', () => {
  const of = (id: string): string[] => decayPaths(withValue(defaultConfig(), 'optimizer.id', id) as RunConfig);
  expect([of('adamw'), of('adam')]).toEqual([['optimizer.weightDecay'], []]);
});
