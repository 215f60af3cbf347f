/** What holds for every task, model, loss, optimiser and probe at work: it trains, its numbers are finite, and it leaves nothing behind. */
import { memory, tidy, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { RegistrySection } from '../../src/engine/config/config.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { REGISTRIES } from '../../src/engine/config/registries.ts';
import { planBatch } from '../../src/engine/data/batch.ts';
import { planInputs } from '../../src/engine/geometry/inputs.ts';
import { cycleIn } from '../../src/engine/looks/circles/lacks.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { placeLoss } from '../../src/engine/losses/placed.ts';
import { models } from '../../src/engine/models/index.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { defaultsOf } from '../../src/engine/parameters.ts';
import { probes } from '../../src/engine/probes/index.ts';
import { chartsOf, meaningful, measuring, pacing, quiet } from '../../src/engine/probes/measuring.ts';
import { onValues } from '../probes.ts';
import type { ProbeContext } from '../../src/engine/probes/probe.ts';
import type { Entry, Registry } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { isScheduled } from '../../src/engine/run/schedule.ts';
import { createTrainer } from '../../src/engine/run/trainer.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { useDevice } from '../devices.ts';
import { exampleConfig, fits, readings, smallDataset } from './examples.ts';

const combinations = fits.flatMap((ids) => optimizers.ids.map((optimizer) => ({ ...ids, optimizer })));

test('every task has a model, and every model and loss a task', () => {
  for (const [section, all] of Object.entries({ task: tasks.ids, model: models.ids, loss: losses.ids }))
    expect(new Set(combinations.map((ids) => ids[section as 'task' | 'model' | 'loss']))).toEqual(new Set(all));
});

/** Parameters that mean something for some data only, with everything that their entry fits. */
const conditional = Object.entries<Registry<Entry>>(REGISTRIES).flatMap(([section, { entries }]) =>
  entries.flatMap(({ id, parameters }) =>
    Object.entries(parameters).flatMap(([name, parameter]) =>
      parameter.appliesTo === undefined
        ? []
        : fits.filter((ids) => ids[section as RegistrySection] === id).map((ids) => ({ path: `${section}.${name}`, parameter, ids, ...ids })),
    ),
  ),
);

test.each(conditional)('$path means something for $task with $model and $loss just where it says so', async ({ path, parameter, ids }) => {
  const device = await useDevice('wasm');
  const values = parameter.kind === 'choice' ? parameter.choices.map(({ value }) => value) : parameter.kind === 'number' ? [parameter.min, parameter.max] : [];
  const outcomes = new Set<string>();
  for (const value of values) {
    const config = exampleConfig(ids, { [path]: String(value) });
    const trainer = createTrainer(config, smallDataset(config), device, null);
    trainer.advance(1);
    const { values: numbers } = await trainer.measure();
    outcomes.add(JSON.stringify([numbers['train.loss'], numbers['val.loss'], numbers['weightNorm']]));
    trainer.dispose();
  }
  const { task } = exampleConfig(ids);
  expect(outcomes.size > 1).toBe(parameter.appliesTo?.(tasks.get(ids.task).shape(task)));
});

test.each(combinations)('$task, $model, $loss, $optimizer: three steps, finite, nothing left', async (ids) => {
  const device = await useDevice('wasm');
  const config = exampleConfig(ids);
  const dataset = smallDataset(config);
  const before = memory().numTensors;
  const trainer = createTrainer(config, dataset, device, null);
  const first = await trainer.measure();
  trainer.advance(3);
  expect(trainer.step).toBe(3);
  const last = await trainer.measure();
  for (const { values } of [first, last]) {
    expect(Object.keys(values).length).toBeGreaterThan(4);
    for (const [key, value] of Object.entries(values)) expect(Number.isFinite(value), `${key} is ${value}`).toBe(true);
    for (const share of [values['train.accuracy'], values['val.accuracy']]) expect(share !== undefined && share >= 0 && share <= 1).toBe(true);
  }
  expect(last.values['train.loss']).not.toBe(first.values['train.loss']);
  expect(last.values['weightNorm']).not.toBe(first.values['weightNorm']);
  trainer.dispose();
  expect(memory().numTensors).toBe(before);
});

describe.each(readings)('model $model on $task', (ids) => {
  const id = ids.model;
  const config = exampleConfig(ids);
  const { shape, train } = smallDataset(config);
  const model = models.get(id).create(config.model, shape);

  test('names its parameters once each, and initialises them to their size by seed', () => {
    const names = model.parameters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, shape: dims, init } of model.parameters) {
      const values = init(new Rng(1, name));
      expect(values.length).toBe(dims.reduce((n, k) => n * k, 1));
      expect(init(new Rng(1, name))).toEqual(values);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  test('making it makes no tensor', () => {
    const before = memory().numTensors;
    models.get(id).create(config.model, shape);
    expect(memory().numTensors).toBe(before);
  });

  test('its geometry has the dimension it says, and as many pre-activation rows as inputs', async () => {
    const device = await useDevice('wasm');
    const before = memory().numTensors;
    const { geometry } = model;
    const parameters = model.parameters.map(({ name, shape: dims, init }) => tensor(init(new Rng(1, name)), [...dims]));
    const batch = planBatch(geometry.pointPlan(train.count), train, model.constants, device);
    const inputs = planInputs(model, train, device);
    const shapes = tidy(() => {
      const points = geometry.points(parameters, batch);
      expect(points.shape).toEqual([train.count, geometry.dimension]);
      return [false, true].map((logits) => geometry.preactivations(parameters, points, inputs, logits).map((z) => z.shape));
    });
    for (const list of shapes) for (const [rows] of list) expect(rows).toBe(train.count);
    expect(shapes[1]).toEqual([...(shapes[0] as number[][]), [train.count, shape.outputs]]);
    for (const t of parameters) t.dispose();
    for (const owned of [batch, inputs]) owned.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('the logits at the examples’ points are the logits of the examples', async () => {
    const device = await useDevice('wasm');
    const { geometry } = model;
    const parameters = model.parameters.map(({ name, shape: dims, init }) => tensor(init(new Rng(1, name)), [...dims]));
    const [batch, examples] = [geometry.pointPlan(train.count), model.plan(train.count)].map((plan) => planBatch(plan, train, model.constants, device)) as [
      ReturnType<typeof planBatch>,
      ReturnType<typeof planBatch>,
    ];
    const inputs = planInputs(model, train, device);
    const direct = tidy(() => model.logits(parameters, examples));
    const through = tidy(() => geometry.preactivations(parameters, geometry.points(parameters, batch), inputs, true).at(-1));
    const [a, b] = [await device.read(direct), await device.read(through)];
    const size = Math.max(...a.map(Math.abs));
    // The same sums in another order, in float32.
    a.forEach((x, i) => expect(Math.abs(x - (b[i] as number))).toBeLessThan(1e-5 * size));
    for (const t of [...parameters, direct, through]) t.dispose();
    for (const owned of [batch, examples, inputs]) owned.dispose();
  });
});

describe.each(readings)('probes of $model on $task', (ids) => {
  const config = exampleConfig(ids);

  test('each measures as many finite numbers as it has keys, none twice, under its own names, and what it draws, and leaves nothing', async () => {
    const device = await useDevice('wasm');
    const before = memory().numTensors;
    const dataset = smallDataset(config);
    const model = models.get(ids.model).create(config.model, dataset.shape);
    const batches = [dataset.train, dataset.val].map((examples) => planBatch(model.plan(examples.count), examples, model.constants, device));
    const parameters = model.parameters.map(({ name, shape, init }) => tensor(init(new Rng(1, name)), [...shape]));
    const loss = placeLoss(config.loss, device);
    const context: ProbeContext = {
      device,
      model,
      loss,
      dataset,
      train: batches[0] as ProbeContext['train'],
      val: batches[1] as ProbeContext['val'],
      parameterNames: model.parameters.map(({ name }) => name),
      cycle: cycleIn(config),
      rng: (stream) => new Rng(1, stream),
    };
    const all: string[] = [];
    const untouched = await Promise.all(parameters.map((t) => device.read(t)));
    for (const def of meaningful(config)) {
      const atFirst = memory().numTensors;
      const probe = def.create({ ...config.probes[def.id], ...onValues(def) }, context);
      const held = memory().numTensors;
      const measured = probe.measure(parameters);
      expect(measured.shape, `probe ${def.id}: measure returns as many numbers as there are keys`).toEqual([probe.onHost?.reads ?? probe.keys.length]);
      const read = await device.read(measured);
      const numbers = Float64Array.from(probe.onHost?.reduce(read) ?? read);
      expect(numbers, `probe ${def.id}: a number for each key`).toHaveLength(probe.keys.length);
      expect(numbers.every(Number.isFinite), `numbers of ${def.id}`).toBe(true);
      measured.dispose();
      expect(memory().numTensors, `probe ${def.id}: measure leaves tensors; wrap it in tidy`).toBe(held);
      expect(await Promise.all(parameters.map((t) => device.read(t))), `probe ${def.id}: measure changes the parameters`).toEqual(untouched);
      const own = Object.fromEntries(probe.keys.map((key, i) => [key, numbers[i] as number]));
      const derived = probe.derive?.(own) ?? {};
      for (const key of [...probe.keys, ...Object.keys(derived)])
        expect(def.names, `probe ${def.id}: names lacks that of «${key}»`).toContain(key.split('.')[0]);
      all.push(...probe.keys, ...Object.keys(derived));
      // Whatever it draws, and whatever divergence is read off, it reports.
      const charts = def.charts({ ...config.probes[def.id], ...onValues(def) }, { shape: dataset.shape, model });
      const keys = [...probe.keys, ...Object.keys(derived)];
      for (const key of [...charts.flatMap(({ series }) => series.map((s) => s.key)), ...Object.keys(def.vital ?? {})])
        expect(keys, `probe ${def.id}: it draws or watches «${key}» and does not report it`).toContain(key);
      // A fraction is one.
      const reported: Readonly<Record<string, number>> = { ...own, ...derived };
      for (const { id, y, series } of charts) {
        if (y.kind !== 'fraction') continue;
        const outside = series.filter(({ key }) => !((reported[key] as number) >= 0 && (reported[key] as number) <= 1 + 1e-6)).map(({ key }) => key);
        expect(outside, `probe ${def.id}: chart ${id} shows fractions, and these are not in 0 … 1`).toEqual([]);
      }
      probe.dispose();
      expect(memory().numTensors, `probe ${def.id}: dispose leaves tensors`).toBe(atFirst);
    }
    expect(new Set(all).size).toBe(all.length);
    for (const t of parameters) t.dispose();
    for (const owned of [...batches, loss]) owned.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test.each(meaningful(config).filter(({ off }) => off !== undefined))(
    '$id makes no numbers and no charts where it is off, and both where it is on',
    async (def) => {
      const device = await useDevice('wasm');
      for (const on of [true, false]) {
        const values = on ? onValues(def) : (def.off ?? {});
        const parsed = parseConfig({ ...config, probes: { ...config.probes, [def.id]: { ...config.probes[def.id], ...values } } });
        if (!parsed.ok) throw new Error('refused');
        const trainer = createTrainer(parsed.config, smallDataset(config), device, null);
        const keys = Object.keys((await trainer.measure()).values);
        trainer.dispose();
        expect(keys.some((key) => def.names.includes(key.split('.')[0] as string))).toBe(on);
        expect(chartsOf(parsed.config).some(({ series }) => series.some(({ key }) => def.names.includes(key.split('.')[0] as string)))).toBe(on);
        expect(measuring(quiet(parsed.config)).map(({ def: { id } }) => id)).not.toContain(def.id);
      }
    },
  );
});

test('exactly one paces: its schedule is the run’s, so it is due at the first and the last step', () => {
  expect(probes.entries.filter(({ paces }) => paces === true)).toHaveLength(1);
  const pace = pacing();
  for (const steps of [1, 137, 5000]) for (const step of [0, steps]) expect(isScheduled(pace.schedule(defaultsOf(pace.parameters)), step, steps)).toBe(true);
  expect(pace.off).toBeUndefined();
});

test.each(probes.entries.map((def) => [def.id, def] as const))('%s is due at some evaluation of a run, by its values alone', (id, def) => {
  const pace = pacing();
  const values = { ...defaultsOf(def.parameters), ...def.example, ...onValues(def) };
  const steps = 1000;
  const due = (): number[] =>
    Array.from({ length: steps + 1 }, (_, step) => step).filter((step) =>
      [pace.schedule(defaultsOf(pace.parameters)), def.schedule(values)].every((schedule) => isScheduled(schedule, step, steps)),
    );
  expect(due().length, `probe ${id}: never due`).toBeGreaterThan(0);
  expect(due()).toEqual(due());
});

test('no two claim the same name', () => {
  const names = probes.entries.flatMap((def) => def.names);
  expect(new Set(names).size).toBe(names.length);
});
