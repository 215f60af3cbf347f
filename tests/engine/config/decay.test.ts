/** What pulls the weights down, asked of the entries: without it, a gradient of nothing moves nothing. */
import { scalar, tensor1d, tidy, zeros, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { decayPaths, withoutDecay } from '../../../src/engine/config/decay.ts';
import { liveFields, withPatch } from '../../../src/engine/config/live.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import { activeTransforms } from '../../../src/engine/transforms/active.ts';
import { useDevice } from '../../devices.ts';
import { NO_CHANCE } from '../small.ts';

/** A weight of 1 after an update by a gradient of 0. */
async function left(config: RunConfig): Promise<number> {
  const device = await useDevice('wasm');
  const optimizer = optimizers.get(config.optimizer.id);
  const weights = [tensor1d([1])];
  const slots = optimizer.slots.map(() => [zeros([1])]);
  const scalars = tensor1d([...optimizer.scalars(config.optimizer, 100)]);
  tidy(() => {
    let gradients: readonly Tensor[] = [tensor1d([0])];
    for (const def of activeTransforms(config)) {
      const numbers = Object.entries(def.scalars).map(([name, of]): [string, Scalar] => [name, scalar(of(config.transforms[def.id] ?? {}, 1))]);
      gradients = def.apply({
        parameters: weights,
        gradients,
        slots: def.slots.map(() => [zeros([1])]),
        scalars: Object.fromEntries(numbers),
        chance: NO_CHANCE,
      });
    }
    optimizer.update({ parameters: weights, gradients, slots, scalars, start: [], hidden: [false], values: config.optimizer });
  });
  const [weight] = await device.read(weights[0] as (typeof weights)[0]);
  for (const t of [...weights, ...slots.flat(), scalars]) t.dispose();
  return weight as number;
}

const cases = optimizers.ids.flatMap((id) => {
  const config = withoutDecay(withValue(defaultConfig(), 'optimizer.id', id) as RunConfig);
  return decayPaths(config).map((path) => ({ id, path, config }));
});

test.each(cases)('$path of $id', async ({ config, path }) => {
  expect(liveFields(config).map((field) => field.path)).toContain(path);
  const decaying = withPatch(config, { [path]: 0.5 });
  expect(await left(decaying)).toBeLessThan(1);
  expect(await left(withoutDecay(decaying))).toBe(1);
  expect(decayPaths(decaying)).toEqual(decayPaths(config));
});

test('AdamW decays beside its rule, Adam does not; a penalty goes with both', () => {
  const of = (id: string): string[] => decayPaths(withValue(defaultConfig(), 'optimizer.id', id) as RunConfig);
  expect(of('adamw')).toEqual(['optimizer.weightDecay', 'transforms.penalty.strength']);
  expect(of('adam')).toEqual(['transforms.penalty.strength']);
});
