import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import { trialOf } from '../../../src/engine/run/trial.ts';
import { useDevice } from '../../devices.ts';

function configOf(pairs: Readonly<Record<string, string>> = {}): RunConfig {
  const small = { 'task.p': '5', 'model.id': 'mlp', 'model.width': '4', 'probes.localComplexity.measure': 'off' };
  const parsed = withPairs(defaultConfig(), Object.entries({ ...small, ...pairs }));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

/** A device on which a step takes so long, on a clock that begins at any time; and the steps of each lap. */
function timed(msPerStep: number): { readonly slow: Device; readonly now: () => number; readonly laps: number[] } {
  let clock = 5000;
  const laps: number[] = [];
  const slow: Device = {
    ...device,
    stepper(step, scalars) {
      const stepper = device.stepper(step, scalars);
      return {
        ...stepper,
        advance(count, ...rest) {
          laps.push(count);
          clock += count * msPerStep;
          stepper.advance(count, ...rest);
        },
      };
    },
  };
  return { slow, now: () => clock, laps };
}

async function race(msPerStep: number): Promise<{ readonly took: number; readonly laps: readonly number[] }> {
  const config = configOf();
  const { slow, now, laps } = timed(msPerStep);
  return { took: await trialOf(config, datasetOf(config), { now }).time(slow), laps };
}

describe('the race', () => {
  test('laps double until one takes a tenth of a second; the first steps do not count', async () => {
    expect(await race(30)).toEqual({ took: 30, laps: [2, 1, 2, 4] });
  });

  test('a tenth of a second is enough', async () => {
    expect(await race(50)).toEqual({ took: 50, laps: [2, 1, 2] });
    expect(await race(100)).toEqual({ took: 100, laps: [2, 1] });
  });

  test('a fast device does not race for ever', async () => {
    expect(await race(0.01)).toMatchObject({ laps: [2, 1, 2, 4, 8, 16, 32, 64, 128, 256] });
  });

  test('leaves nothing behind', async () => {
    const before = memory().numTensors;
    await race(100);
    expect(memory().numTensors).toBe(before);
  });
});

describe('configurations race once', () => {
  const key = (pairs: Readonly<Record<string, string>>): string => {
    const config = configOf(pairs);
    return trialOf(config, datasetOf(config), { now: () => 0 }).key;
  };

  test.each([
    { seed: '9' },
    { 'optimizer.lr': '0.1' },
    { steps: '77' },
    { 'init.scale': '2' },
    { 'probes.localComplexity.measure': 'on' },
    { 'adversarial.epsilon': '0.3' },
  ])('whatever %o says', (pairs) => {
    expect(key(pairs)).toBe(key({}));
  });

  test.each([
    { 'task.p': '7' },
    { 'model.width': '8' },
    { 'loss.id': 'mse' },
    { 'optimizer.id': 'sgd' },
    { 'optimizer.batchSize': '4' },
    { 'constraint.norm': 'fixed' },
    { 'adversarial.train': 'pgd' },
  ])('but again where %o does', (pairs) => {
    expect(key(pairs)).not.toBe(key({}));
  });

  test('how an attack goes matters where there is one', () => {
    expect(key({ 'adversarial.train': 'pgd', 'adversarial.steps': '3' })).not.toBe(key({ 'adversarial.train': 'pgd' }));
  });
});
