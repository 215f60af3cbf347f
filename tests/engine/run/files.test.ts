/** A run that begins with the weights of another: its network is that one's, bit for bit, wherever it is made. */
import { expect, test } from 'vitest';
import { withPatch } from '../../../src/engine/config/live.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { networkAt } from '../../../src/engine/looks/look.ts';
import { fingerprint } from '../../../src/engine/own/fingerprint.ts';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { calledIn, filesOf } from '../../../src/engine/run/files.ts';
import type { Host } from '../../../src/engine/run/host.ts';
import { run } from '../../../src/engine/run/run.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { writeNpz } from '../../../src/engine/runfile/npz.ts';
import { encodeTensors } from '../../../src/engine/runfile/safetensors.ts';
import { tensorsOf } from '../../../src/engine/runfile/tensors.ts';
import { writeWeights } from '../../../src/engine/weights/descriptor.ts';
import { useDevice } from '../../devices.ts';
import { backendsOf, configOf, record, scripted, type Recording } from './scripted.ts';

const CONFIG = configOf({ steps: 50, 'init.scale': 3 });

async function started(config: RunConfig, bytes: Uint8Array): Promise<Recording> {
  const { host, heard } = scripted();
  const file: Host['file'] = () => Promise.resolve(bytes);
  await run(config, { ...host, file }, { backends: backendsOf(await useDevice('wasm')).backends, backend: 'wasm' });
  return heard;
}

/** Those settings, to begin with a file. */
async function from(config: RunConfig, bytes: Uint8Array, name: string, scale = '1'): Promise<RunConfig> {
  const parsed = withPairs(config, [
    ['init.weights', writeWeights({ hash: await fingerprint(bytes), name })],
    ['init.scale', scale],
  ]);
  if (!parsed.ok) throw new Error('no such settings');
  return parsed.config;
}

function lastOf<T>(all: readonly T[]): T {
  const last = all.at(-1);
  if (last === undefined) throw new Error('there is none');
  return last;
}

async function trained(): Promise<{ readonly snapshot: Snapshot; readonly values: unknown }> {
  const { of } = await record(CONFIG);
  return { snapshot: lastOf(of('snapshot')).snapshot, values: lastOf(of('metrics')).values };
}

test.each(['npz', 'safetensors'])('from exported weights (%s) of step 50, step 0 measures what step 50 did, bit for bit', async (form) => {
  const { snapshot, values } = await trained();
  expect(snapshot.step).toBe(50);
  const tensors = tensorsOf(CONFIG, snapshot);
  const bytes = form === 'npz' ? writeNpz(tensors, []) : encodeTensors(tensors, {});
  const config = await from(CONFIG, bytes, `mine.${form}`);
  const { of } = await started(config, bytes);
  expect(of('metrics')[0]).toMatchObject({ step: 0 });
  expect(of('metrics')[0]?.values).toEqual(values);
  // As a look has it, which makes the network without a device.
  const host = { file: () => Promise.resolve(bytes) };
  expect(networkAt(config, await loadDataset(config, host), null).parameters).toEqual(snapshot.parameters);
  // α multiplies it, as any start.
  const twice = await from(CONFIG, bytes, `mine.${form}`, '2');
  expect(networkAt(twice, await loadDataset(twice, host), null).parameters).toEqual(snapshot.parameters.map((each) => each.map((x) => 2 * x)));
});

test('decay towards the start is towards these weights', async () => {
  const { snapshot } = await trained();
  const bytes = encodeTensors(tensorsOf(CONFIG, snapshot), {});
  const towards = configOf({ steps: 40, 'optimizer.lr': 0.001, 'optimizer.decayTo': 'start', 'optimizer.weightDecay': 100 });
  const { of } = await started(await from(towards, bytes, 'mine.safetensors'), bytes);
  const norms = of('metrics').map(({ values }) => values['weightNorm'] as number);
  // Towards zero, or a fresh start, most of the way.
  expect(Math.abs(lastOf(norms) / (norms[0] as number) - 1)).toBeLessThan(0.1);
});

test('a run needs the file, says what it is called, and does without where it has none', async () => {
  const { snapshot } = await trained();
  const bytes = encodeTensors(tensorsOf(CONFIG, snapshot), {});
  const config = await from(CONFIG, bytes, 'mine.safetensors');
  const hash = await fingerprint(bytes);
  expect([filesOf(CONFIG), filesOf(config)]).toEqual([[], [`own:${hash}`]]);
  expect(calledIn(config, `own:${hash}`)?.en).toBe('mine.safetensors (weights)');
  await expect(loadDataset(config, { file: () => Promise.reject(new Error('not here')) })).rejects.toThrow('not here');
});

test('a network of other shapes is told so, by tensor', async () => {
  const { snapshot } = await trained();
  const bytes = encodeTensors(tensorsOf(CONFIG, snapshot), {});
  const wider = await from(withPatch(CONFIG, { 'model.width': 13 }), bytes, 'mine.safetensors');
  await expect(loadDataset(wider, { file: () => Promise.resolve(bytes) })).rejects.toThrow(/hidden1\.weight\.0.*of the shape \[7, 13\]/);
});

test('settings from before there were weights begin afresh', () => {
  const { weights: _, ...init } = CONFIG.init;
  expect(parseConfig({ ...CONFIG, init })).toEqual({ ok: true, config: CONFIG });
});
