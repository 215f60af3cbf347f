/** Changes that make another step of a run: which there are, and that whoever goes on from one goes on bit for bit. */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { withPatch } from '../../../src/engine/config/live.ts';
import { DeviceLost, type Device } from '../../../src/engine/backend/device.ts';
import type { Patch } from '../../../src/engine/run/change.ts';
import { grafted } from '../../../src/engine/run/graft.ts';
import { NOTHING } from '../../../src/engine/run/learned.ts';
import { run } from '../../../src/engine/run/run.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { problemsOfChange, turnBetween } from '../../../src/engine/run/turns.ts';
import { useDevice } from '../../devices.ts';
import { backendsOf, configOf, record, scripted, type Of, type Recording } from './scripted.ts';

const TURNS: Readonly<Record<string, Patch>> = {
  'another optimiser': { 'optimizer.id': 'sgd', 'optimizer.lr': 0.05 },
  'an optimiser with state': { 'optimizer.id': 'adam' },
  'another loss': { 'loss.id': 'mse' },
  'more data': { 'task.trainFraction': 0.8 },
  'mini-batches': { 'optimizer.batchSize': 7 },
  'adversarial training': { 'adversarial.train': 'pgd' },
  'a norm that is held': { 'constraint.norm': 'fixed' },
  'all weights rescaled': { 'weights.scale': 1.5 },
  'a rescaling and a live field': { 'weights.scale': 0.5, 'optimizer.weightDecay': 2 },
};

const STEP = 20;
const config = configOf({ steps: 40 });
const after = <E extends { readonly step: number }>(events: readonly E[], step: number): E[] => events.filter((event) => event.step > step);
const snapshotAt = (heard: Recording, step: number): Snapshot => (heard.of('snapshot').find((event) => event.step >= step) as Of<'snapshot'>).snapshot;
const last = (heard: Recording): Snapshot => heard.of('snapshot').at(-1).snapshot;

describe.each(Object.entries(TURNS))('%s', (_, patch) => {
  const plan = [{ step: STEP, patch }];

  test('is sound, is told, and makes another curve from there on, leaving no tensor behind', async () => {
    expect(problemsOfChange(config, patch)).toEqual([]);
    await useDevice('wasm');
    const before = memory().numTensors;
    const whole = await record(config, () => [], { plan });
    expect(memory().numTensors).toBe(before);
    const plain = await record(config);
    const upTo = (heard: Recording) => heard.of('metrics').filter(({ step }) => step <= STEP);
    expect(whole.of('changed')).toEqual([{ type: 'changed', step: STEP, patch }]);
    expect(upTo(whole)).toEqual(upTo(plain));
    expect(after(whole.of('metrics'), STEP)).not.toEqual(after(plain.of('metrics'), STEP));
    expect(last(whole).changes).toEqual(plan);
  });

  test('whoever goes on from before it, at it or after it has the same numbers', async () => {
    const whole = await record(config, () => [], { plan });
    const told = { step: STEP, on: 'wasm', measured: STEP, changes: plan, learned: NOTHING } as const;
    for (const from of [snapshotAt(whole, 10), snapshotAt(whole, STEP), snapshotAt(whole, STEP + 5)]) {
      const options = from.step <= STEP ? { from: { ...from, changes: [] }, told } : { from };
      const on = await record(config, () => [], options);
      expect(after(on.of('metrics'), from.step)).toEqual(after(whole.of('metrics'), Math.max(STEP, from.step)).filter(({ step }) => step > from.step));
      expect(last(on).parameters).toEqual(last(whole).parameters);
      expect(last(on).slots).toEqual(last(whole).slots);
    }
  });
});

test('a device that is lost after it, or before, changes nothing', async () => {
  const good = await useDevice('wasm');
  const plan = [{ step: STEP, patch: TURNS['another optimiser'] as Patch }];
  const plain = await record(config, () => [], { plan });
  for (const life of [12, 26]) {
    let reads = 0;
    const mortal: Device = {
      ...good,
      isGone: () => reads > life,
      read: (tensor) => (++reads > life ? Promise.reject(new DeviceLost('gone')) : good.read(tensor)),
    };
    const { host, heard } = scripted();
    await run(config, host, { backends: backendsOf(mortal, good).backends, backend: 'auto', plan });
    expect(heard.of('recovered')).toHaveLength(1);
    expect(heard.of('metrics')).toEqual(plain.of('metrics'));
    expect(heard.of('changed')).toEqual(plain.of('changed'));
    expect(last(heard).parameters).toEqual(last(plain).parameters);
  }
});

test('another optimiser begins as in a run of its own: without state, at its first update', async () => {
  const adam = configOf({ steps: 60, 'optimizer.id': 'adamw', 'optimizer.warmup': 5 });
  const first = configOf({ steps: 60, 'optimizer.id': 'sgd' });
  const patch = turnBetween(first, adam);
  expect(Object.keys(patch)).toContain('optimizer.beta2');
  const turned = await record(first, () => [], { plan: [{ step: STEP, patch }] });
  const { parameters } = await snapshotBy(first, STEP);
  // The same network, as if it were a fresh one.
  const fresh = await record(adam, () => [], {
    from: { step: 0, parameters, slots: [0, 1].map(() => parameters.map((p) => new Float32Array(p.length))), heldNorm: null, changes: [], learned: NOTHING },
  });
  const later = fresh.of('snapshot').find(({ step }) => step === 60 - STEP) ?? null;
  const ended = later?.snapshot ?? (await snapshotBy(adam, 60 - STEP, parameters));
  expect(last(turned).parameters).toEqual(ended.parameters);
});

/** The network after so many updates, from these parameters if they are given. */
async function snapshotBy(of: typeof config, step: number, parameters: Snapshot['parameters'] | null = null): Promise<Snapshot> {
  const slots = parameters === null ? [] : [0, 1].map(() => parameters.map((p) => new Float32Array(p.length)));
  const from = parameters === null ? null : { step: 0, parameters, slots, heldNorm: null, changes: [], learned: NOTHING };
  return last(await record({ ...of, steps: step }, () => [], { from }));
}

describe('a graft', () => {
  const { fround } = Math;

  test('rescales every weight in float32, the norm that is held with them, and leaves the state', async () => {
    const held = configOf({ steps: 20, 'constraint.norm': 'fixed' });
    const snapshot = await snapshotBy(held, 20);
    const made = grafted(snapshot, held, { step: 20, patch: { 'weights.scale': 0.3 } });
    expect(made.parameters.map((p) => [...p])).toEqual(snapshot.parameters.map((p) => [...p].map((x) => fround(x * 0.3))));
    expect([made.slots, made.heldNorm]).toEqual([snapshot.slots, (snapshot.heldNorm as number) * 0.3]);
  });

  test('keeps the state of what goes on, and clears that of what comes', async () => {
    const snapshot = await snapshotBy(configOf({ steps: 20, 'transforms.grokfast.factor': 2 }), 20);
    const own = configOf({ steps: 20, 'transforms.grokfast.factor': 2 });
    expect(snapshot.slots).toHaveLength(3);
    const made = grafted(snapshot, own, { step: 20, patch: { 'optimizer.id': 'sgd' } });
    expect(made.slots).toEqual([snapshot.parameters.map(({ length }) => new Float32Array(length)), snapshot.slots[2]]);
    const off = grafted(snapshot, own, { step: 20, patch: { 'transforms.grokfast.factor': 0, 'optimizer.batchSize': 5 } });
    expect(off.slots).toEqual(snapshot.slots.slice(0, 2));
  });
});

describe('what is refused', () => {
  test.each([
    ['another seed', { seed: 3 }, ['seed']],
    ['another start', { 'init.scale': 2 }, ['init.scale']],
    ['what is measured', { 'probes.evaluation.every': 7 }, ['probes.evaluation.every']],
    ['another width', { 'model.width': 16 }, ['model.width']],
    ['another model', { 'model.id': 'transformer' }, ['model.id']],
    ['another prime', { 'task.p': 11 }, ['task.p']],
    ['an optimiser that there is not', { 'optimizer.id': 'magic' }, ['optimizer.id']],
    ['a field that there is not', { 'optimizer.magic': 1 }, ['optimizer.magic']],
    ['a field of the optimiser that was', { 'optimizer.id': 'sgd', 'optimizer.beta2': 0.9 }, ['optimizer.beta2']],
    ['no rescaling to nothing', { 'weights.scale': 0 }, ['weights.scale']],
    ['several at once', { seed: 3, 'model.width': 16, 'optimizer.id': 'sgd' }, ['seed', 'model.width']],
  ] as const)('%s, by name', (_, patch, fields) => {
    expect(problemsOfChange(config, patch as Patch).map(({ field }) => field)).toEqual(fields);
  });

  test('a model whose parameters stay the same is another step, and is taken', () => {
    expect(problemsOfChange(config, { 'model.activation': 'tanh' })).toEqual([]);
  });
});

test('a change between two configs says all that differs but the length, and all of another entry', () => {
  const other = configOf({ steps: 99, 'optimizer.id': 'sgd', 'task.trainFraction': 0.7 });
  const patch = turnBetween(config, other);
  expect(patch).toMatchObject({ 'optimizer.id': 'sgd', 'task.trainFraction': 0.7 });
  expect(Object.hasOwn(patch, 'steps')).toBe(false);
  expect({ ...withPatch(config, patch), steps: 99 }).toEqual(other);
});
