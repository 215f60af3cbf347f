/** What a probe measures of a network on the host. */
import { memory, tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { planBatch } from '../../../src/engine/data/batch.ts';
import { cycleIn } from '../../../src/engine/looks/circles/lacks.ts';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { placeLoss } from '../../../src/engine/losses/placed.ts';
import { defaultsOf } from '../../../src/engine/parameters.ts';
import type { ProbeDef } from '../../../src/engine/probes/probe.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { onValues } from '../../probes.ts';
import { useDevice, type HostDevice } from '../../devices.ts';

/** Its numbers by their keys; measured twice, to the same bits, and nothing is left on the device. */
export async function measuredBy(def: ProbeDef, network: NetworkAt, on: HostDevice): Promise<Record<string, number>> {
  const device = await useDevice(on);
  const before = memory().numTensors;
  const { config, model, dataset } = network;
  const [train, val] = [dataset.train, dataset.val].map((side) => planBatch(model.plan(side.count), side, model.constants, device));
  const loss = placeLoss(config.loss, device);
  const parameters = model.parameters.map(({ shape }, i) => tensor((network.parameters[i] as Float32Array).slice(), [...shape], 'float32'));
  const placed = [train, val, loss] as [NonNullable<typeof train>, NonNullable<typeof val>, typeof loss];
  const context = { device, model, loss, dataset, train: placed[0], val: placed[1], parameterNames: [], cycle: cycleIn(config) };
  const probe = def.create({ ...defaultsOf(def.parameters), ...onValues(def) }, { ...context, rng: (stream) => new Rng(1, stream) });
  const [first, again] = [probe.measure(parameters), probe.measure(parameters)];
  const [numbers, repeated] = [await device.read(first), await device.read(again)];
  expect(repeated).toEqual(numbers);
  probe.dispose();
  for (const t of [first, again, ...parameters]) t.dispose();
  for (const owned of placed) owned.dispose();
  expect(memory().numTensors).toBe(before);
  expect(numbers).toHaveLength(probe.onHost?.reads ?? probe.keys.length);
  const formed: ArrayLike<number> = probe.onHost?.reduce(numbers) ?? numbers;
  return Object.fromEntries(probe.keys.map((key, i) => [key, formed[i] as number]));
}
