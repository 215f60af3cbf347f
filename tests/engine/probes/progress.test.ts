/** Restricted and excluded loss: every operation and every prime of the registry, on small networks, against float64 by the definitions. */
import { describe, expect, test } from 'vitest';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { firstOf } from '../../../src/engine/data/examples.ts';
import { tablesOf } from '../../../src/engine/looks/circles/tables.ts';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { meaningful, measuring } from '../../../src/engine/probes/measuring.ts';
import { progress } from '../../../src/engine/probes/progress.ts';
import { modular, OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import { HOST_DEVICES, type HostDevice } from '../../devices.ts';
import { sharesByFrequency } from '../../reference/fourier.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';
import { projected, waveParts } from '../../reference/progress.ts';
import { columnsOf } from '../looks/circles/random.ts';
import { configOf, networkOf } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';
import { orderOf, waving } from './waving.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const ALL = Object.keys(OPERATIONS);
const ON = { 'probes.progress.measure': 'on' } as const;

/** Frequencies that a table of p numbers can hold as key ones. */
const some = (p: number): number[] => (p < 13 ? [2] : [2, (p % 4) + 3]);

function keysOf(network: NetworkAt, tokens: Int32Array): number[] {
  const [read, written] = Object.values(tablesOf(network, tokens)).map(({ table }) => sharesByFrequency(columnsOf(table))) as [number[], number[]];
  const least = Math.max(0.05, 2 / read.length);
  return read.flatMap((share, i) => (share > least && (written[i] as number) > least ? [i + 1] : []));
}

/** The network's logits over training and validation pairs, their answers, and the places of these. */
function pairsOf({ model, parameters, dataset }: NetworkAt, tokens: Int32Array) {
  const places = new Map([...tokens].map((token, e) => [token, e]));
  const logits = [dataset.train, dataset.val].flatMap((side) => {
    const flat = model.forward(parameters, side);
    const width = flat.length / side.count;
    return Array.from({ length: side.count }, (_, i) => [...flat.subarray(i * width, (i + 1) * width)]);
  });
  const answers = [dataset.train, dataset.val].flatMap(({ targets }) => [...targets]);
  return { logits, answers, places: answers.map((answer) => places.get(answer) ?? -1) };
}

function expected(network: NetworkAt, tokens: Int32Array, loss: string): { readonly restrictedLoss: number; readonly excludedLoss: number } {
  const { logits, answers, places } = pairsOf(network, tokens);
  const parts = waveParts(logits, places, keysOf(network, tokens), tokens.length);
  const whole = answers.flatMap((_, i) => ((places[i] as number) < 0 ? [] : [i]));
  const partOf = (i: number): readonly number[] => parts[places[i] as number] ?? [];
  const mean = (logits[0] as number[]).map((_, j) => whole.reduce((sum, i) => sum + ((logits[i]?.[j] as number) - (partOf(i)[j] as number)), 0) / whole.length);
  const of = LOSS_REFERENCE[loss] as (typeof LOSS_REFERENCE)[string];
  const trained = logits.slice(0, network.dataset.train.count).map((row, i) => row.map((x, j) => x - (partOf(i)[j] ?? 0)));
  return {
    restrictedLoss: of(
      whole.map((i) => mean.map((x, j) => x + (partOf(i)[j] as number))),
      whole.map((i) => answers[i] as number),
    ),
    excludedLoss: of(trained, answers),
  };
}

/** @returns how many key frequencies there were */
async function expectMeasured(network: NetworkAt, operation: string, on: HostDevice, loss = 'cross-entropy'): Promise<number> {
  const tokens = orderOf(operation, network.dataset.shape.outputs);
  const measured = await measuredBy(progress, network, on);
  const wanted = expected(network, tokens, loss);
  for (const key of ['restrictedLoss', 'excludedLoss'] as const) {
    const apart = Math.abs((measured[key] as number) - wanted[key]);
    expect(apart, `the ${key}`).toBeLessThan(1e-4 * Math.max(1, wanted[key]));
  }
  return keysOf(network, tokens).length;
}

/** Each operation at the small primes, and each of the others with one operation: the table of all pairs grows with p². */
const primesOf = (operation: string): number[] => PRIMES.filter((p, i) => p < 20 || i % ALL.length === ALL.indexOf(operation));

/** Where a table is large, its first pairs on either side, with answers that are not equally frequent. */
function cut(network: NetworkAt): NetworkAt {
  const { shape, ...sides } = network.dataset;
  const [train, val] = [sides.train, sides.val].map((side) => firstOf(side, Math.min(side.count, 1600))) as [Examples, Examples];
  return { ...network, dataset: { shape, train, val } };
}

test('each prime comes up', () => {
  expect([...new Set(ALL.flatMap(primesOf))].toSorted((a, b) => a - b)).toEqual(PRIMES);
});

test.each(ALL.map((operation) => [operation, primesOf(operation)] as const))('%s mod %j', async (operation, primes) => {
  let keys = 0;
  for (const p of primes) keys += await expectMeasured(cut(waving(p, operation, some(p))), operation, 'wasm');
  expect(keys).toBeGreaterThan(0);
});

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each(['add', 'multiply'])('%s: squared errors, and a transformer', async (operation) => {
    await expectMeasured(waving(13, operation, [2], { 'loss.id': 'mse' }), operation, on, 'mse');
    await expectMeasured(networkOf(configOf({ 'task.operation': operation, 'task.p': 11, 'model.width': 4, 'model.heads': 1, 'model.ffn': 2 })), operation, on);
  });
});

test.each(['add', 'subtract', 'multiply', 'divide'])(
  '%s: in a group’s table it is the projection on the waves over the pairs, as in the paper',
  (operation) => {
    const network = waving(13, operation, [2, 3]);
    const tokens = orderOf(operation, 13);
    const { logits, places } = pairsOf(network, tokens);
    const inGroup = places.flatMap((place, i) => (place < 0 ? [] : [i]));
    const [own, at] = [inGroup.map((i) => logits[i] as number[]), inGroup.map((i) => places[i] as number)];
    // Of twelve the last frequency has no sine.
    const frequencies = tokens.length === 12 ? [2, 3, 6] : [2, 3];
    const parts = waveParts(logits, places, frequencies, tokens.length);
    projected(own, at, frequencies, tokens.length).forEach((row, i) => row.forEach((x, j) => expect(parts[at[i] as number]?.[j]).toBeCloseTo(x, 8)));
  },
);

test('without key frequencies it guesses when restricted, and excluded is the training loss', async () => {
  const network = waving(13, 'add', [2]);
  const flat = { ...network, parameters: network.parameters.map((values, i) => (i === 0 ? values.map((_, at) => Math.sin(at * at)) : values)) };
  expect(keysOf(flat, orderOf('add', 13))).toEqual([]);
  const { logits, answers } = pairsOf(flat, orderOf('add', 13));
  const measured = await measuredBy(progress, flat, 'wasm');
  expect(measured['excludedLoss']).toBeCloseTo(LOSS_REFERENCE['cross-entropy']?.(logits.slice(0, flat.dataset.train.count), answers) as number, 4);
  expect(measured['restrictedLoss']).toBeGreaterThan(Math.log(13) - 1e-4);
});

test.each([
  ['images', { 'task.id': 'digits', 'model.id': 'mlp' }, /something else/],
  ['permutations', { 'task.id': 's5' }, /irreducible/],
  ['multiplication mod a composite number', { 'task.operation': 'multiply', 'task.p': 15 }, /not a prime/],
  ['random answers', { 'task.labelNoise': 0.1 }, /random/],
])('%s: it says why it means nothing, and measures nothing', (_, set, words) => {
  const config = configOf({ ...set, ...ON });
  expect(progress.lacks?.(config)?.en).toMatch(words);
  expect([...measuring(config).map(({ def }) => def.id), ...meaningful(config).map(({ id }) => id)]).not.toContain('progress');
  expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('progress');
});
