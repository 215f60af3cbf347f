/** Replayed steps are the eager ones, to the bit: every model, loss and optimiser, on the WASM device. */
import { NOTHING } from '../../src/engine/run/learned.ts';
import { memory, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { eagerStepper, type Device, type Stepper } from '../../src/engine/backend/device.ts';
import { valueAt, type RunConfig } from '../../src/engine/config/config.ts';
import { liveFields } from '../../src/engine/config/live.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { defaultsOf, isLive, type Value } from '../../src/engine/parameters.ts';
import type { Entry, Registry } from '../../src/engine/registry.ts';
import { quiet } from '../../src/engine/probes/measuring.ts';
import type { Change, Patch } from '../../src/engine/run/change.ts';
import { checkSnapshot, type Snapshot } from '../../src/engine/run/snapshot.ts';
import { createTrainer, type Trainer } from '../../src/engine/run/trainer.ts';
import { activeTransforms } from '../../src/engine/transforms/active.ts';
import { transforms } from '../../src/engine/transforms/index.ts';
import type { TransformDef } from '../../src/engine/transforms/transform.ts';
import { useDevice } from '../devices.ts';
import { exampleConfig, fitOf, fits, meetings, smallDataset, type Ids, type Pairs } from './examples.ts';

/** Nothing but losses and accuracies is measured: the rest is no part of a step. */
const configOf = (ids: Ids, more: Pairs = {}): RunConfig => quiet(exampleConfig(ids, more));

/** Every way that the choices and flags of a kind of entry can be set, one at a time, and its shares at the middle of their range. */
const variantsOf = (section: 'model' | 'optimizer', { entries }: Registry<Entry>) =>
  entries.flatMap(({ id, parameters }) =>
    Object.entries(parameters).flatMap(([name, parameter]) => {
      const values =
        parameter.kind === 'choice'
          ? parameter.choices.map(({ value }) => value)
          : parameter.kind === 'flag'
            ? ['true', 'false']
            : parameter.kind === 'line' || parameter.integer === true || parameter.scale === 'log'
              ? []
              : [String((parameter.min + parameter.max) / 2)];
      return values.map((value) => ({ section, id, pairs: { [`${section}.${name}`]: value } }));
    }),
  );
const optimizerVariants = variantsOf('optimizer', optimizers);
const modelVariants = variantsOf('model', models);
/** The same with all else as a backend's gradients are tested. */
const testedVariants = modelVariants.map(({ id, pairs, ...rest }) => {
  const tested = Object.entries(models.get(id).selfTest ?? {}).map(([name, value]) => [`model.${name}`, String(value)]);
  return { ...rest, id, pairs: { ...Object.fromEntries(tested), ...pairs } as Pairs };
});
const variants = [...modelVariants, ...testedVariants, ...optimizerVariants];

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
  const trainer = createTrainer(config, smallDataset(config), device, null);
  const curve = [await trainer.measure()];
  const held = memory().numTensors;
  for (const [i, count] of legs.entries()) {
    trainer.advance(count);
    expect(memory().numTensors).toBe(held);
    curve.push(await trainer.measure());
    if (i === 1) trainer.change({ step: trainer.step, patch: movedIn(config) });
  }
  const { parameters, slots } = await trainer.snapshot(NOTHING);
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

const SLOW: Pairs = { 'optimizer.lr': '0.001' };
const combinations = meetings.flatMap((ids) => optimizers.ids.map((optimizer) => ({ ...ids, optimizer })));

test.each(combinations)('$model, $loss, $optimizer: 200 steps, whole and in batches', async (ids) => {
  await expectSame(configOf(ids, SLOW), [1, 1, 5, 120, 73]);
  await expectSame(configOf(ids, { ...SLOW, 'optimizer.batchSize': '7' }), [1, 1, 5, 120, 73]);
});

test.each(fits)('$model, $loss on $task: 20 steps', async (ids) => {
  await expectSame(configOf(ids, SLOW), [1, 1, 5, 13]);
});

test.each(variants)('$id, $pairs: ten steps, whole and in batches', async ({ section, id, pairs }) => {
  await expectSame(configOf(fitOf(section, id), pairs), [4, 6]);
  await expectSame(configOf(fitOf(section, id), { ...pairs, 'optimizer.batchSize': '7' }), [4, 6]);
});

test.each(variants)('$id, $pairs: it goes on from a snapshot in the middle of an epoch', async ({ section, id, pairs }) => {
  const device = await useDevice('wasm');
  const before = memory().numTensors;
  const config = configOf(fitOf(section, id), { ...pairs, 'optimizer.batchSize': '3' });
  const start = (from: Snapshot | null): Trainer => createTrainer(config, smallDataset(config), device, from);
  const [whole, half] = [start(null), start(null)];
  whole.advance(19);
  half.advance(8);
  const snapshot = await half.snapshot(NOTHING);
  expect(checkSnapshot(snapshot, config)).toEqual([]);
  const rest = start(snapshot);
  rest.advance(11);
  const end = await whole.snapshot(NOTHING);
  expect(await rest.snapshot(NOTHING)).toEqual(end);
  // One that is elsewhere goes back, with the step that it has ready.
  const held = memory().numTensors;
  expect(rest.goTo(snapshot)).toBe(true);
  rest.advance(11);
  expect(await rest.snapshot(NOTHING)).toEqual(end);
  expect(memory().numTensors).toBe(held);
  for (const trainer of [whole, half, rest]) trainer.dispose();
  expect(memory().numTensors).toBe(before);
});

/** Every number of every loss, moved off its default. */
const lossVariants = losses.entries.flatMap(({ id, parameters }) =>
  Object.entries(parameters).flatMap(([name, p]) =>
    p.kind === 'number' ? [{ loss: id, pairs: { [`loss.${name}`]: String(p.min + (p.max - p.min) / 3) } }] : [],
  ),
);

test.each(lossVariants)('$loss, $pairs: 20 steps', async ({ loss, pairs }) => {
  await expectSame(configOf(fitOf('loss', loss), pairs), [4, 6, 10]);
});

/** A config's pairs with a transform on, as its example has it. */
const switchedOn = ({ id, example = {} }: TransformDef): Record<string, string> =>
  Object.fromEntries(Object.entries(example).map(([name, value]) => [`transforms.${id}.${name}`, String(value)]));

const chains: readonly (readonly TransformDef[])[] = [...transforms.entries.map((def) => [def]), transforms.entries];

test.each(chains.flatMap((chain) => optimizers.ids.map((optimizer) => ({ ids: chain.map(({ id }) => id), optimizer }))))(
  '$ids before $optimizer: 40 steps, whole and in batches',
  async ({ ids, optimizer }) => {
    const on = Object.assign({}, ...ids.map((id) => switchedOn(transforms.get(id)))) as Record<string, string>;
    const fit = fitOf('optimizer', optimizer);
    await expectSame(configOf(fit, { ...SLOW, ...on }), [1, 1, 5, 33]);
    await expectSame(configOf(fit, { ...SLOW, ...on, 'optimizer.batchSize': '7' }), [1, 1, 5, 33]);
  },
);

test.each(models.ids)('%s: a held norm', async (model) => {
  await expectSame(configOf(fitOf('model', model), { 'constraint.norm': 'fixed' }), [3, 7]);
});

const attacked = models.ids.flatMap((model) => ['full', '7'].map((batchSize) => ({ model, batchSize })));

test.each(attacked)('$model, batches of $batchSize: adversarial training, whose random starts differ from step to step', async ({ model, batchSize }) => {
  const fit = fitOf('model', model);
  const pairs = { 'adversarial.train': 'pgd', 'adversarial.steps': '3', 'optimizer.batchSize': batchSize };
  await expectSame(configOf(fit, pairs), [1, 1, 5, 20]);
  const device = await useDevice('wasm');
  const [random, still] = [
    await run(configOf(fit, pairs), watched(device, true), [9]),
    await run(configOf(fit, { ...pairs, 'adversarial.randomStart': 'false' }), watched(device, true), [9]),
  ];
  expect(still).not.toEqual(random);
});

describe('what a run goes through', () => {
  const config = configOf(fits[0] as Ids);

  test.each(optimizerVariants)('it goes on from a snapshot: $id, $pairs', async ({ section, id, pairs }) => {
    const device = await useDevice('wasm');
    const own = configOf(fitOf(section, id), { ...pairs, 'optimizer.warmup': '3', 'optimizer.scheduleSteps': '5' });
    const dataset = smallDataset(own);
    const whole = createTrainer(own, dataset, device, null);
    whole.advance(20);
    const half = createTrainer(own, dataset, device, null);
    half.advance(10);
    const rest = createTrainer(own, dataset, device, await half.snapshot(NOTHING));
    half.dispose();
    rest.advance(10);
    expect(await rest.snapshot(NOTHING)).toEqual(await whole.snapshot(NOTHING));
    for (const trainer of [whole, rest]) trainer.dispose();
  });

  test.each(transforms.entries.filter(({ parameters }) => Object.values(parameters).some(isLive)).map((def) => [def.id, def] as const))(
    '%s comes on and goes off again, and a snapshot in between goes on the same',
    async (_, def) => {
      const device = await useDevice('wasm');
      const dataset = smallDataset(config);
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
      const end = await whole.snapshot(NOTHING);
      expect(end).toEqual(await eager.snapshot(NOTHING));
      expect(end.parameters).not.toEqual((await plain.snapshot(NOTHING)).parameters);
      expect(checkSnapshot(end, config)).toEqual([]);
      for (const stop of [5, 20, 35, 45]) {
        const half = train(device, null, changes);
        half.advance(stop);
        const snapshot = await half.snapshot(NOTHING);
        half.dispose();
        expect(snapshot.changes).toEqual(changes.filter(({ step }) => step < stop));
        expect(checkSnapshot(snapshot, config)).toEqual([]);
        const rest = train(device, snapshot, changes.slice(snapshot.changes.length));
        rest.advance(50 - stop);
        expect(await rest.snapshot(NOTHING)).toEqual(end);
        // It has made other changes by now, or none: then it may go back.
        expect(rest.goTo(snapshot)).toBe(snapshot.changes.length === changes.length);
        rest.dispose();
      }
      for (const trainer of [whole, eager, plain]) trainer.dispose();
      expect(memory().numTensors).toBe(before);
    },
  );

  test('the heap grows under it', async () => {
    const device = await useDevice('wasm');
    const trainers = [watched(device, false), watched(device, true)].map((w) => createTrainer(config, smallDataset(config), w.device, null));
    for (const trainer of trainers) trainer.advance(10);
    const large = tensor(new Float32Array(1 << 25));
    for (const trainer of trainers) trainer.advance(10);
    const [a, b] = [await trainers[0]?.snapshot(NOTHING), await trainers[1]?.snapshot(NOTHING)];
    expect(b).toEqual(a);
    large.dispose();
    for (const trainer of trainers) trainer.dispose();
  });
});
