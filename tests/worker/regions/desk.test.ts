/** The regions worker's work without a worker: what it answers, what it leaves, and that its answers are the network's own. */
import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { PiecewisePart } from '../../../src/engine/geometry/geometry.ts';
import { inputsOf } from '../../../src/engine/geometry/regions/network.ts';
import { models } from '../../../src/engine/models/index.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import { initialParameters } from '../../../src/engine/run/initial.ts';
import { createDesk } from '../../../src/worker/regions/desk.ts';
import type { Look, RegionsMessage, SliceSeen } from '../../../src/worker/regions/protocol.ts';
import { testFile } from '../../host.ts';
import { classOf, evaluate } from '../../reference/regions.ts';

function configOf(set: Readonly<Record<string, string | number>>): RunConfig {
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const MLP = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24 });
const TRANSFORMER = configOf({ 'task.p': 7, 'model.width': 16, 'model.ffn': 24 });
const DIGITS = configOf({ 'task.id': 'digits', 'task.trainSize': 40, 'task.valSize': 30, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24 });
const HOME: Look = {
  anchors: [
    { set: 'train', index: 0 },
    { set: 'train', index: 5 },
    { set: 'val', index: 1 },
  ],
  x: 0,
  y: 0,
  zoom: 1,
  aspect: 1,
};

interface Sitting {
  readonly desk: ReturnType<typeof createDesk>;
  readonly said: RegionsMessage[];
  /** Waits for a message of this kind that passes. */
  until<T extends RegionsMessage['type']>(
    type: T,
    test?: (message: Extract<RegionsMessage, { type: T }>) => boolean,
  ): Promise<Extract<RegionsMessage, { type: T }>>;
}

/** @param onTurn happens whenever the work lets messages in; `tick` is how long each look at the clock takes. */
function sit(onTurn: (desk: Sitting['desk'], turn: number) => void = () => undefined, tick = 0.5): Sitting {
  const said: RegionsMessage[] = [];
  let time = 0;
  let turns = 0;
  const desk: Sitting['desk'] = createDesk({
    post: (message) => said.push(message),
    file: testFile,
    now: () => (time += tick),
    turn: async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      onTurn(desk, ++turns);
    },
  });
  return {
    desk,
    said,
    async until(type, passes = () => true) {
      for (let wait = 0; wait < 2000; wait++) {
        const found = said.find((message): message is Extract<RegionsMessage, { type: typeof type }> => message.type === type && passes(message as never));
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`no «${type}»; said ${said.map((message) => JSON.stringify(message).slice(0, 80)).join(' ')}`);
    },
  };
}

function partOf(config: RunConfig, files: Parameters<typeof datasetOf>[1] = {}) {
  const dataset = datasetOf(config, files);
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  return { dataset, model, part: model.geometry.regions as PiecewisePart };
}

async function sliced(config: RunConfig, look = HOME): Promise<SliceSeen> {
  const { desk, until } = sit();
  desk.take({ type: 'look', look: 1, at: look });
  desk.take({ type: 'network', network: 1, config, at: null });
  return (await until('slice')).seen;
}

describe.each([
  ['MLP', MLP],
  ['transformer', TRANSFORMER],
  ['digits', DIGITS],
] as const)('%s', (name, config) => {
  test('a fresh network is cut; the three points have the answers the network gives them', async () => {
    const seen = await sliced(config);
    const { dataset, model, part } = partOf(config, { digits: await testFile('digits') });
    const parameters = initialParameters(config, model);
    const network = part.network(parameters);
    const d = inputsOf(network);
    expect(seen).toMatchObject({ look: 1, network: 1, step: 0, at: HOME, outputs: dataset.shape.outputs, dimension: d });
    expect(seen.slice.complete).toBe(true);
    expect(seen.slice.regions).toBeGreaterThan(20);
    expect(seen.part === null).toBe(name !== 'transformer');
    for (const { at, label, answer, near, pixels } of seen.anchors) {
      const { targets, count } = dataset[at.set];
      const points = part.points(parameters, dataset[at.set]);
      expect(points).toHaveLength(count * d);
      expect(label).toBe(targets[at.index]);
      expect(answer).toBe(classOf(evaluate(network, [...points.subarray(at.index * d, (at.index + 1) * d)])));
      expect(near).toBeGreaterThanOrEqual(1);
      expect(near).toBeLessThan(seen.slice.regions);
      expect(pixels?.length ?? null).toBe(name === 'digits' ? 64 : null);
    }
  });

  test('the examples nearby are near, the farthest first, and none of the three', async () => {
    const { nearby } = await sliced(config);
    const distances = Array.from({ length: nearby.count }, (_, i) => nearby.places[3 * i + 2] as number);
    expect(distances.toSorted((a, b) => b - a)).toEqual(distances);
    expect(Math.max(0, ...distances)).toBeLessThanOrEqual(1);
    const named = Array.from(nearby.indexes, (index, i) => `${nearby.sets[i] === 0 ? 'train' : 'val'} ${index}`);
    for (const { set, index } of HOME.anchors) expect(named).not.toContain(`${set} ${index}`);
  });
});

test('the data is offered once, and again when it changes', async () => {
  const { desk, said, until } = sit();
  desk.take({ type: 'look', look: 1, at: HOME });
  desk.take({ type: 'network', network: 1, config: MLP, at: null });
  const offered = await until('offered');
  const { dataset } = partOf(MLP);
  expect(offered.train).toEqual({ count: dataset.train.count, classes: dataset.train.targets, tokens: dataset.train.inputs });
  await until('slice');
  desk.take({ type: 'network', network: 2, config: MLP, at: null });
  await until('slice', ({ seen }) => seen.network === 2);
  expect(said.filter(({ type }) => type === 'offered')).toHaveLength(1);
  desk.take({ type: 'network', network: 3, config: configOf({ 'task.p': 5, 'model.id': 'mlp', 'model.width': 8 }), at: null });
  await until('slice', ({ seen }) => seen.network === 3);
  expect(said.filter(({ type }) => type === 'offered')).toHaveLength(2);
});

test('given parameters are used, and must fit', async () => {
  const { desk, until } = sit();
  const { model } = partOf(MLP);
  const zeros = model.parameters.map(({ shape }) => new Float32Array(shape.reduce((n, size) => n * size, 1)));
  desk.take({ type: 'look', look: 1, at: HOME });
  desk.take({ type: 'network', network: 1, config: MLP, at: { step: 12, parameters: zeros } });
  const { seen } = await until('slice');
  expect([seen.step, seen.slice.regions, seen.anchors[0].answer]).toEqual([12, 1, 0]);
  desk.take({ type: 'network', network: 2, config: MLP, at: { step: 12, parameters: zeros.slice(1) } });
  expect((await until('failed')).what).toContain('fit');
  // It goes on with the next one.
  desk.take({ type: 'network', network: 3, config: MLP, at: null });
  await until('slice', (message) => message.seen.network === 3);
});

test('another look ends the work on the one before; another network waits', async () => {
  let looked = false;
  const { desk, said, until } = sit((d, turn) => {
    if (turn === 1) d.take({ type: 'network', network: 2, config: MLP, at: null });
    if (turn === 3 && !looked) {
      looked = true;
      d.take({ type: 'look', look: 2, at: { ...HOME, zoom: 4 } });
    }
  }, 20);
  desk.take({ type: 'look', look: 1, at: HOME });
  desk.take({ type: 'network', network: 1, config: configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 3, 'model.width': 96 }), at: null });
  const { seen } = await until('slice', (message) => message.seen.network === 2);
  expect(seen.look).toBe(2);
  expect(said.filter((message) => message.type === 'slice' && message.seen.look === 1)).toEqual([]);
});

test('a long slice says how far it is', async () => {
  const { desk, said, until } = sit(() => undefined, 120);
  desk.take({ type: 'look', look: 1, at: HOME });
  desk.take({ type: 'network', network: 1, config: configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 3, 'model.width': 96 }), at: null });
  await until('slice');
  const shares = said.flatMap((message) => (message.type === 'progress' ? [message.covered] : []));
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
});

test('points that span no plane, and networks without regions, are answered with a reason', async () => {
  const { desk, until } = sit();
  const twice = { set: 'train', index: 3 } as const;
  desk.take({ type: 'look', look: 1, at: { ...HOME, anchors: [twice, twice, { set: 'val', index: 0 }] } });
  desk.take({ type: 'network', network: 1, config: MLP, at: null });
  expect((await until('flat')).problem.en).toContain('same place');
  desk.take({ type: 'network', network: 2, config: configOf({ 'model.id': 'mlp', 'model.activation': 'gelu' }), at: null });
  expect((await until('none')).why.en).toContain('GELU');
});

test('regression has regions and no classes', async () => {
  const seen = await sliced(configOf({ 'task.id': 'teacher-student', 'loss.id': 'mse', 'model.id': 'mlp', 'model.width': 16 }));
  expect(seen.outputs).toBe(0);
  expect(new Set(seen.slice.classes)).toEqual(new Set([0]));
  expect(seen.slice.boundary).toHaveLength(0);
  expect(seen.slice.classes).toHaveLength(seen.slice.regions);
  expect(seen.anchors[0]).toMatchObject({ label: null, answer: null });
  expect(seen.places).toEqual([]);
});
