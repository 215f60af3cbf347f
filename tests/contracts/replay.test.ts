/** Replayed steps are the eager ones, to the bit: every model, loss and optimiser, on the WASM device. */
import { memory, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { eagerStepper, type Device, type Stepper } from '../../src/engine/backend/device.ts';
import { valueAt, type RunConfig } from '../../src/engine/config/config.ts';
import { liveFields } from '../../src/engine/config/live.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { defaultsOf, isLive, type Value } from '../../src/engine/parameters.ts';
import type { Change, Patch } from '../../src/engine/run/change.ts';
import { datasetOf } from '../../src/engine/run/data.ts';
import { checkSnapshot, type Snapshot } from '../../src/engine/run/snapshot.ts';
import { createTrainer, type Trainer } from '../../src/engine/run/trainer.ts';
import { activeTransforms } from '../../src/engine/transforms/active.ts';
import { transforms } from '../../src/engine/transforms/index.ts';
import type { TransformDef } from '../../src/engine/transforms/transform.ts';
import { useDevice } from '../devices.ts';

/** Makes the models quick; those that are not listed run at their defaults. */
const QUICK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transformer: { 'model.width': '8', 'model.heads': '2', 'model.ffn': '8' },
  mlp: { 'model.width': '8', 'model.embedding': '8' },
};

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), [...Object.entries({ 'task.p': '7', 'probes.localComplexity.measure': 'off' }), ...Object.entries(pairs)]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const quick = (model: string): Record<string, string> => ({ 'model.id': model, ...QUICK[model] });

/** Every way that a model's choices and flags can be set, one at a time. */
const variants = models.entries.flatMap(({ id, parameters }) =>
  Object.entries(parameters).flatMap(([name, parameter]): Record<string, string>[] => {
    const values = parameter.kind === 'choice' ? parameter.choices.map(({ value }) => value) : parameter.kind === 'flag' ? ['true', 'false'] : [];
    return values.map((value) => ({ ...quick(id), [`model.${name}`]: value }));
  }),
);

interface Watched {
  readonly device: Device;
  /** Steps that went kernel by kernel. */
  readonly taken: () => number;
  readonly obstacle: () => string | null;
}

/** The device, with an eye on its steppers; or one that never replays. */
function watched(device: Device, replays: boolean): Watched {
  let taken = 0;
  let last: Stepper | null = null;
  const stepper: Device['stepper'] = (step, scalars) => {
    const counted = (): void => {
      taken++;
      step();
    };
    last = replays ? device.stepper(counted, scalars) : eagerStepper(device.write, counted, scalars);
    return last;
  };
  return { device: { ...device, stepper }, taken: () => taken, obstacle: () => last?.obstacle ?? null };
}

/** Whether a field does something: it is no parameter of a transform that is off. */
function acts(config: RunConfig, path: string): boolean {
  return !path.startsWith('transforms.') || activeTransforms(config).some(({ id }) => path.startsWith(`transforms.${id}.`));
}

/** A change of everything that may change: half of what it is, or where that is nothing, a little. Nothing comes on by it. */
function movedIn(config: RunConfig): Patch {
  const fields = liveFields(config).filter(({ path }) => acts(config, path));
  return Object.fromEntries(
    fields.map(({ path, parameter: { min, max } }) => [path, Math.max((valueAt(config, path) as number) / 2, min + (max - min) / 1000)]),
  );
}

/** Everything that a run leaves: metrics after each leg, weights and moments at the end. What may change does after the second leg. */
async function run(config: RunConfig, { device }: Watched, legs: readonly number[]): Promise<unknown> {
  const before = memory().numTensors;
  const trainer = createTrainer(config, datasetOf(config), device, null);
  const curve = [await trainer.measure()];
  const held = memory().numTensors;
  for (const [i, count] of legs.entries()) {
    trainer.advance(count);
    expect(memory().numTensors).toBe(held);
    curve.push(await trainer.measure());
    if (i === 1) trainer.change({ step: trainer.step, patch: movedIn(config) });
  }
  const { parameters, slots } = await trainer.snapshot([]);
  trainer.dispose();
  expect(memory().numTensors).toBe(before);
  return { curve, parameters, slots };
}

/** Both runs end alike, and the replayed one took few steps kernel by kernel. */
async function expectSame(config: RunConfig, legs: readonly number[]): Promise<void> {
  const device = await useDevice('wasm');
  const [eager, replayed] = [watched(device, false), watched(device, true)];
  const [a, b] = [await run(config, eager, legs), await run(config, replayed, legs)];
  expect(b).toEqual(a);
  expect(replayed.obstacle()).toBeNull();
  expect(replayed.taken()).toBeLessThanOrEqual(3);
}

const combinations = models.ids.flatMap((model) => losses.ids.flatMap((loss) => optimizers.ids.map((optimizer) => ({ model, loss, optimizer }))));

test.each(combinations)('$model, $loss, $optimizer: 200 steps, whole and in batches', async ({ model, loss, optimizer }) => {
  const ids = { ...quick(model), 'loss.id': loss, 'optimizer.id': optimizer, 'optimizer.lr': '0.001' };
  await expectSame(configOf(ids), [1, 1, 5, 120, 73]);
  await expectSame(configOf({ ...ids, 'optimizer.batchSize': '7' }), [1, 1, 5, 120, 73]);
});

test.each(variants.map((pairs) => ({ pairs })))('$pairs: ten steps', async ({ pairs }) => {
  await expectSame(configOf(pairs), [4, 6]);
});

/** Every number of every loss, moved off its default. */
const lossVariants = losses.entries.flatMap(({ id, parameters }) =>
  Object.entries(parameters).flatMap(([name, p]) => (p.kind === 'number' ? [{ 'loss.id': id, [`loss.${name}`]: String(p.min + (p.max - p.min) / 3) }] : [])),
);

test.each(lossVariants.map((pairs) => ({ pairs })))('$pairs: ten steps', async ({ pairs }) => {
  await expectSame(configOf({ ...quick('mlp'), ...pairs }), [4, 6, 10]);
});

/** A config's pairs with a transform on, as its example has it. */
const switchedOn = ({ id, example = {} }: TransformDef): Record<string, string> =>
  Object.fromEntries(Object.entries(example).map(([name, value]) => [`transforms.${id}.${name}`, String(value)]));

const chains: readonly (readonly TransformDef[])[] = [...transforms.entries.map((def) => [def]), transforms.entries];

test.each(chains.flatMap((chain) => optimizers.ids.map((optimizer) => ({ ids: chain.map(({ id }) => id), optimizer }))))(
  '$ids before $optimizer: 40 steps, whole and in batches',
  async ({ ids, optimizer }) => {
    const on = Object.assign({}, ...ids.map((id) => switchedOn(transforms.get(id)))) as Record<string, string>;
    const pairs = { ...quick('mlp'), ...on, 'optimizer.id': optimizer, 'optimizer.lr': '0.001' };
    await expectSame(configOf(pairs), [1, 1, 5, 33]);
    await expectSame(configOf({ ...pairs, 'optimizer.batchSize': '7' }), [1, 1, 5, 33]);
  },
);

test('a held norm', async () => {
  await expectSame(configOf({ ...quick('mlp'), 'constraint.norm': 'fixed' }), [3, 7]);
});

test.each([
  { model: 'transformer', batchSize: 'full' },
  { model: 'mlp', batchSize: '7' },
])('$model, batches of $batchSize: adversarial training, whose random starts differ from step to step', async ({ model, batchSize }) => {
  const ids = { ...quick(model), 'adversarial.train': 'pgd', 'adversarial.steps': '3', 'optimizer.batchSize': batchSize };
  await expectSame(configOf(ids), [1, 1, 5, 20]);
  const device = await useDevice('wasm');
  const [random, still] = [
    await run(configOf(ids), watched(device, true), [9]),
    await run(configOf({ ...ids, 'adversarial.randomStart': 'false' }), watched(device, true), [9]),
  ];
  expect(still).not.toEqual(random);
});

describe('what a run goes through', () => {
  const config = configOf(quick('transformer'));

  test('it goes on from a snapshot', async () => {
    const device = await useDevice('wasm');
    const dataset = datasetOf(config);
    const whole = createTrainer(config, dataset, device, null);
    whole.advance(20);
    const half = createTrainer(config, dataset, device, null);
    half.advance(10);
    const rest = createTrainer(config, dataset, device, await half.snapshot([]));
    half.dispose();
    rest.advance(10);
    expect(await rest.snapshot([])).toEqual(await whole.snapshot([]));
    for (const trainer of [whole, rest]) trainer.dispose();
  });

  test.each(transforms.entries.filter(({ parameters }) => Object.values(parameters).some(isLive)).map((def) => [def.id, def] as const))(
    '%s comes on and goes off again, and a snapshot in between goes on the same',
    async (_, def) => {
      const device = await useDevice('wasm');
      const dataset = datasetOf(config);
      const patch = (values: Readonly<Record<string, Value>>): Patch =>
        Object.fromEntries(Object.keys(def.example ?? {}).map((name) => [`transforms.${def.id}.${name}`, values[name] as number]));
      const changes: Change[] = [
        { step: 10, patch: patch(def.example ?? {}) },
        { step: 30, patch: patch(defaultsOf(def.parameters)) },
        { step: 40, patch: patch(def.example ?? {}) },
      ];
      const before = memory().numTensors;
      const train = (on: Device, from: Snapshot | null, more: readonly Change[]): Trainer => {
        const trainer = createTrainer(config, dataset, on, from);
        for (const change of more) trainer.change(change);
        return trainer;
      };
      const [whole, eager, plain] = [train(device, null, changes), train(watched(device, false).device, null, changes), train(device, null, [])];
      for (const trainer of [whole, eager, plain]) trainer.advance(50);
      const end = await whole.snapshot([]);
      expect(end).toEqual(await eager.snapshot([]));
      expect(end.parameters).not.toEqual((await plain.snapshot([])).parameters);
      expect(checkSnapshot(end, config)).toEqual([]);
      for (const stop of [5, 20, 35, 45]) {
        const half = train(device, null, changes);
        half.advance(stop);
        const snapshot = await half.snapshot([]);
        half.dispose();
        expect(snapshot.changes).toEqual(changes.filter(({ step }) => step < stop));
        expect(checkSnapshot(snapshot, config)).toEqual([]);
        const rest = train(device, snapshot, changes.slice(snapshot.changes.length));
        rest.advance(50 - stop);
        expect(await rest.snapshot([])).toEqual(end);
        rest.dispose();
      }
      for (const trainer of [whole, eager, plain]) trainer.dispose();
      expect(memory().numTensors).toBe(before);
    },
  );

  test('the heap grows under it', async () => {
    const device = await useDevice('wasm');
    const trainers = [watched(device, false), watched(device, true)].map((w) => createTrainer(config, datasetOf(config), w.device, null));
    for (const trainer of trainers) trainer.advance(10);
    const large = tensor(new Float32Array(1 << 25));
    for (const trainer of trainers) trainer.advance(10);
    const [a, b] = [await trainers[0]?.snapshot([]), await trainers[1]?.snapshot([])];
    expect(b).toEqual(a);
    large.dispose();
    for (const trainer of trainers) trainer.dispose();
  });
});
