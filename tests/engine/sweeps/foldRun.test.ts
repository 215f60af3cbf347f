/** A run of a sweep in this process: the same numbers however it was driven, and nothing left behind. */
import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { DeviceLost, type Device } from '../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import type { Host } from '../../../src/engine/run/host.ts';
import { foldRun } from '../../../src/engine/sweeps/foldRun.ts';
import { landscapeFold } from '../../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../../src/engine/sweeps/point.ts';
import { recordFold } from '../../../src/engine/sweeps/recordFold.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { backendsOf } from './backends.ts';
import { pointAt } from './tiny.ts';

const device = await useDevice('wasm');
const config = pointAt(2);
const host: Omit<Host, 'emit'> = { now: () => performance.now(), file: testFile, turn: () => Promise.resolve([]) };

const train = (of: RunConfig = config, by = host, open = (): Device => device): Promise<LandscapePoint | null> =>
  foldRun(of, landscapeFold, by, { backends: backendsOf(open), backend: 'wasm' });

test('the same numbers whatever was trained before and however it was sliced, and no tensor is left', async () => {
  const before = memory().numTensors;
  const first = await train();
  expect(first).toMatchObject({ alpha: 2, steps: 60, backend: 'wasm' });
  await train(pointAt(0.5));
  let clock = 0;
  expect(await train(config, { ...host, now: () => (clock += 50) })).toEqual(first);
  expect(memory().numTensors).toBe(before);
});

test('stopped, it comes to nothing', async () => {
  const before = memory().numTensors;
  let turns = 0;
  expect(await train(config, { ...host, turn: () => Promise.resolve(++turns < 3 ? [] : [{ type: 'stop' }]) })).toBeNull();
  expect(turns).toBe(3);
  expect(memory().numTensors).toBe(before);
});

test('paused, it says no more', async () => {
  const whole = await train();
  let turns = 0;
  const point = await train(config, { ...host, turn: () => Promise.resolve([{ type: ++turns % 2 === 0 ? 'resume' : 'pause' }]), now: () => turns * 100 });
  expect(turns).toBeGreaterThan(20);
  expect(point).toEqual(whole);
});

test.each(['wasm', 'webgpu'] as const)('a device that is lost, of %s, costs time, not numbers: all of them are of the one after it', async (backend) => {
  const whole = await train();
  let opened = 0;
  const point = await train(config, host, () => {
    if (opened++ > 0) return device;
    let reads = 0;
    return {
      ...device,
      backend,
      read(tensor) {
        if (++reads > 12) throw new DeviceLost('pulled out');
        return device.read(tensor);
      },
    };
  });
  expect(opened).toBe(2);
  expect(point).toEqual(whole);
});

test('a milestone ends it where it is asked to, and other folds see the same run', async () => {
  const record = await foldRun({ ...config, milestones: { memorised: 0.2, grokked: 1 } }, recordFold, host, {
    backends: backendsOf(() => device),
    backend: 'wasm',
    until: 'memorised',
  });
  expect(record?.marks).toEqual([{ kind: 'memorised', step: record?.step }]);
  expect(record?.step).toBeLessThan(60);
  expect(record?.curve('train.loss').length).toBe((record?.step ?? 0) / 7 + 1);
  expect(recordFold.begin(config).config).toBe(config);
});
