/**
 * What every entry states and makes stays what it was. References elsewhere say whether it is right; this notices that it moved at all: a slider's
 * stop, a file's name, an index, a bit of an initial weight. Where a change is meant, `npx vitest run --project unit tests/contracts/kept.test.ts -u`
 * takes it over, and the difference is read before it is kept. A new entry is written down by itself.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import { costOf } from '../../src/engine/cost/cost.ts';
import type { DatasetShape, Examples } from '../../src/engine/data/dataset.ts';
import { arraysOf } from '../../src/engine/data/examples.ts';
import { madeUp } from '../../src/engine/data/madeUp.ts';
import type { Plan } from '../../src/engine/data/plan.ts';
import { models } from '../../src/engine/models/index.ts';
import type { Model } from '../../src/engine/models/model.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { exampleOf, type Entry, type Registry, type Section } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { datasetOf } from '../../src/engine/run/data.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { exampleConfig, filesOf, fitOf, meetings } from './examples.ts';
import { moved } from './moved.ts';

const CLASS = { kind: 'class' } as const;
const VALUE = { kind: 'value', tolerance: 0.5 } as const;

/** Data of every kind, none of any task. */
const SHAPES: Readonly<Record<string, DatasetShape>> = {
  pairs: { kind: 'tokens', arity: 2, vocabulary: 7, target: CLASS, outputs: 7 },
  triples: { kind: 'tokens', arity: 3, vocabulary: 5, target: CLASS, outputs: 4 },
  valued: { kind: 'tokens', arity: 2, vocabulary: 6, target: VALUE, outputs: 3 },
  points: { kind: 'vectors', dimension: 5, image: null, domain: null, target: VALUE, outputs: 2 },
  images: { kind: 'vectors', dimension: 6, image: { rows: 2, columns: 3 }, domain: [0, 1], target: CLASS, outputs: 4 },
  graphs: { kind: 'graphs', nodes: 5, features: 3, neighbours: 3, edgeTypes: 2, target: VALUE, outputs: 2 },
};
const COUNT = 9;

const digest = (numbers: ArrayLike<number>): string => createHash('sha1').update(Float64Array.from(numbers)).digest('hex').slice(0, 12);

/** What an entry's functions answer, by name: those that only state something. */
const ASKED: Readonly<Record<string, (answer: (x: never) => unknown) => unknown>> = {
  appliesTo: (applies) => Object.values(SHAPES).map((shape) => applies(shape as never)),
  accepts: (accepts) => Object.values(SHAPES).map((shape) => accepts(shape as never)),
  // Of a file of the reader's there is no name before it is opened.
  files: (files) => files({ file: '' } as never),
  measures: (measures) => Object.values(SHAPES).map((shape) => stated(measures(shape as never))),
  notes: (notes) => Object.values(SHAPES).map((shape) => Object.keys(notes(shape as never) as object)),
  valid: (valid) => [-1, 0, 0.5, 1, 2, 3, 4, 9, 15, 31, 97, 100].map((x) => valid(x as never)),
};

/** Words for people may be put otherwise. */
const isText = (value: object): boolean => 'en' in value && 'ja' in value;

function stated(value: unknown, name = ''): unknown {
  if (typeof value === 'function') return ASKED[name]?.(value as never);
  if (Array.isArray(value)) return value.map((one) => stated(one));
  if (ArrayBuffer.isView(value)) return digest(value as Float32Array);
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return undefined;
  const parts = Object.entries(value).filter(([key]) => !['symbol', 'reference', 'advanced'].includes(key));
  return Object.fromEntries(parts.map(([key, part]) => [key, stated(part, key)]).filter(([, part]) => part !== undefined));
}

const registries: readonly Registry<Entry>[] = [...Object.values<Registry<Entry>>(REGISTRIES), ...Object.values<Registry<Entry>>(SETS)];

test('the lists of entries', () => {
  expect(registries.map(({ kind }) => kind)).toMatchSnapshot();
});

test.each(registries.flatMap(({ kind, entries }) => entries.map((entry) => [`${kind} ${entry.id}`, entry] as const)))('%s states', (_, entry) => {
  expect(JSON.stringify(stated(entry), null, 1)).toMatchSnapshot();
});

function planned({ indexes, fill }: Plan, examples: Examples): unknown {
  const forward = Object.fromEntries(indexes.map(({ name, rows, terms }) => [name, new Int32Array(rows * terms).fill(-1)]));
  fill(examples, forward);
  return indexes.map((index) => [...Object.values(index), digest(forward[index.name] as Int32Array)].join(' '));
}

/** Every number in it that nothing on a device has touched. */
function madeOf(model: Model, shape: DatasetShape): unknown {
  const examples = madeUp(shape, COUNT, new Rng(5, 'kept'));
  const values = model.parameters.map(({ name, init }) => init(new Rng(7, name)));
  const hooks = Object.fromEntries(model.sites.map(({ id }) => [id, () => undefined]));
  return {
    parameters: model.parameters.map(({ name, shape: size }, i) => `${name} ${size.join('×')} ${digest(values[i] as Float32Array)}`),
    constants: model.constants.map(({ name, shape: size, values: numbers }) => `${name} ${size.join('×')} ${digest(numbers)}`),
    sites: model.sites.map(({ id, axes }) => `${id}: ${axes.map(({ kind, size, names = [] }) => [kind, size, ...names].join(' ')).join(', ')}`),
    labels: new Set(model.sites.map(({ label }) => label.en)).size,
    plan: planned(model.plan(COUNT), examples),
    points: planned(model.geometry.pointPlan(COUNT), examples),
    work: [model.work(COUNT), model.work(7 * COUNT), model.geometry.work(COUNT, COUNT), model.geometry.work(5 * COUNT, COUNT)].map((work) =>
      Object.values(work).join(' '),
    ),
    dimension: model.geometry.dimension,
    regions: 'none' in model.geometry.regions ? 'none' : 'some',
    forward: [model.forward(values, examples), model.forward(values, examples, hooks)].map((numbers) => digest(numbers.map((x) => Number(x.toPrecision(9))))),
  };
}

describe.each(Object.entries(SHAPES))('on %s', (_, shape) => {
  const readers = models.entries.filter((def) => def.accepts(shape));
  const sections = readers.flatMap((def) =>
    [...moved(def.parameters, exampleOf(def)), ...moved(def.parameters, { ...exampleOf(def), ...def.selfTest }, [])].flatMap(([what, values]) => {
      const section = { ...values, id: def.id } as Section;
      return (def.check?.(section, shape) ?? []).length > 0 ? [] : [[`${def.id}, ${what}`, def, section] as const];
    }),
  );
  test.each(sections)('%s makes', (_what, def, section) => {
    expect(JSON.stringify(madeOf(def.create(section, shape), shape), null, 1)).toMatchSnapshot();
  });
});

test.each(tasks.entries.map((def) => [def.id, def] as const))('the data of %s, its example and each of its values moved', (id, def) => {
  const made = moved(def.parameters, exampleOf(def)).flatMap(([what, values]) => {
    if ((def.check?.(values as never) ?? []).length > 0) return [];
    const config = exampleConfig(fitOf('task', id), { seed: '3' });
    const { shape, train, val } = datasetOf({ ...config, task: { ...values, id } }, filesOf(id));
    const sides = [train, val].map((side) => `${side.count} ${arraysOf(side).map(digest).join(' ')}`);
    return [`${what}: ${JSON.stringify(stated(shape))} ${sides.join(', ')}`];
  });
  expect(made.join('\n')).toMatchSnapshot();
});

const numbersOf = (cost: ReturnType<typeof costOf>): string =>
  [cost.step, cost.first].map(({ multiplyAdds, numbers }) => `${multiplyAdds} ${numbers}`).join(', ') + `, ${cost.bytes} bytes`;

const MORE = {
  plain: {},
  'small batches': { 'optimizer.id': 'adamw', 'optimizer.batchSize': '4' },
  attacked: { 'adversarial.train': 'pgd', 'adversarial.steps': '3', 'probes.robustness.measure': 'on' },
};

test.each(meetings.map((ids) => [`${ids.model} with ${ids.loss}`, ids] as const))('what %s takes', (_, ids) => {
  const costs = Object.entries(MORE).map(([name, more]) => `${name}: ${numbersOf(costOf(exampleConfig(ids, more)))}`);
  expect(costs.join('\n')).toMatchSnapshot();
});

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('what preset %s takes', (_, { config }) => {
  expect(numbersOf(costOf(config))).toMatchSnapshot();
});
