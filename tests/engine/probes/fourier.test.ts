/** Gini and key frequencies: every operation and prime of the registry, on random small networks, against float64 by the textbook. */
import { describe, expect, test } from 'vitest';
import { cycleOf } from '../../../src/engine/looks/circles/group.ts';
import { tablesOf } from '../../../src/engine/looks/circles/tables.ts';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { fourier } from '../../../src/engine/probes/fourier.ts';
import { chartsOf, meaningful, measuring } from '../../../src/engine/probes/measuring.ts';
import { modular, OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import { HOST_DEVICES, type HostDevice } from '../../devices.ts';
import { componentLengths, giniOf, participationOf, sharesByFrequency } from '../../reference/fourier.ts';
import { bareNetwork, columnsOf } from '../looks/circles/random.ts';
import { configOf } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';
import { orderOf, waving } from './waving.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const MODELS = [
  { 'model.width': 2, 'model.heads': 1, 'model.ffn': 3 },
  { 'model.id': 'mlp', 'model.depth': 1, 'model.width': 3 },
  { 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 2, 'model.width': 2 },
] as const;
const ON = { 'probes.fourier.measure': 'on' } as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

/** The seven numbers of a network whose tokens stand in this order. */
function expected(network: NetworkAt, tokens: Int32Array): number[] {
  const [rows, outputs] = Object.values(tablesOf(network, tokens)).map(({ table }) => columnsOf(table)) as [number[][], number[][]];
  const [read, written] = [sharesByFrequency(rows), sharesByFrequency(outputs)];
  const least = Math.max(0.05, 2 / read.length);
  const keys = read.flatMap((share, i) => (share > least && (written[i] as number) > least ? [i] : []));
  const held = (shares: readonly number[]): number => sum(keys.map((i) => shares[i] as number));
  return [
    giniOf(componentLengths(rows)),
    giniOf(componentLengths(outputs)),
    held(read),
    held(written),
    keys.length,
    participationOf(rows),
    participationOf(outputs),
  ];
}

async function expectMeasured(network: NetworkAt, tokens: Int32Array, on: HostDevice): Promise<number> {
  const measured = await measuredBy(fourier, network, on);
  expect(Object.keys(measured)).toEqual([
    'gini.rows',
    'gini.outputs',
    'keyShare.rows',
    'keyShare.outputs',
    'keyFrequencies',
    'participation.rows',
    'participation.outputs',
  ]);
  expected(network, tokens).forEach((value, i) => expect(Math.abs((Object.values(measured)[i] as number) - value)).toBeLessThan(1e-4));
  return measured['keyFrequencies'] as number;
}

describe.each(Object.keys(OPERATIONS))('%s', (operation) => {
  test('at every prime', async () => {
    let keys = 0;
    for (const [i, p] of PRIMES.entries()) {
      const network = bareNetwork(configOf({ 'task.operation': operation, 'task.p': p, ...MODELS[i % MODELS.length], seed: i + 1 }));
      keys += await expectMeasured(network, orderOf(operation, p), 'wasm');
    }
    // Narrow tables have some by chance.
    expect(keys).toBeGreaterThan(0);
  });
});

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each([
    ['add', 23],
    ['multiply', 23],
    ['add', 12],
  ] as const)('%s mod %i: a network of two waves has them as its key frequencies, and they are most of it', async (operation, p) => {
    const network = waving(p, operation, [3, 5]);
    expect(await expectMeasured(network, orderOf(operation, p), on)).toBe(2);
    const measured = await measuredBy(fourier, network, on);
    expect(measured['keyShare.rows']).toBeGreaterThan(0.9);
    expect(measured['gini.rows']).toBeGreaterThan(0.45);
  });

  test('a table of nothing has no keys and nothing unequal', async () => {
    const network = waving(7, 'add', [2]);
    const measured = await measuredBy(fourier, { ...network, parameters: network.parameters.map((values) => values.map(() => 0)) }, on);
    expect(Object.values(measured)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

test('the threshold is that of the circles: the multiplicative group at a prime has p − 1 elements', () => {
  expect(orderOf('multiply', 23)).toEqual(cycleOf('multiplication', 23)?.tokens);
});

test.each([
  ['images', { 'task.id': 'digits', 'model.id': 'mlp' }],
  ['permutations', { 'task.id': 's5' }],
  ['multiplication mod a composite number', { 'task.operation': 'multiply', 'task.p': 15 }],
  ['reviews', { 'task.id': 'reviews', 'model.id': 'lstm', 'task.trainSize': 60, 'task.valSize': 20 }],
  ['molecules', { 'task.id': 'molecules' }],
])('%s: it says why it means nothing, measures nothing and is not offered', (_, set) => {
  const config = configOf({ ...set, ...ON });
  expect(fourier.lacks?.(config)?.ja).toMatch(/[ぁ-ん]/);
  expect([...measuring(config).map(({ def }) => def.id), ...meaningful(config).map(({ id }) => id)]).not.toContain('fourier');
  expect(chartsOf(config).map(({ id }) => id)).not.toContain('gini');
});

test('it is off unless asked for; then its curves are called after the tables', () => {
  expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('fourier');
  const charts = chartsOf(configOf({ ...ON, 'model.id': 'mlp' })).slice(-3);
  expect(charts.map(({ id }) => id)).toEqual(['gini', 'keyShare', 'participation']);
  const [gini] = charts;
  expect(gini?.series.map(({ label }) => label.en)).toEqual(['first layer', 'neurons to answers']);
});
