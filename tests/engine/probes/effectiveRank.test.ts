/** Effective rank against singular values by another method, for every operation and prime of the registry. */
import { describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { deadNeurons } from '../../../src/engine/probes/deadNeurons.ts';
import { effectiveRank } from '../../../src/engine/probes/effectiveRank.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { effectiveRankOf as onHost } from '../../../src/engine/probes/rank/singular.ts';
import { modular, OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import { effectiveRankOf, singularValuesOf } from '../../reference/singular.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { bareNetwork } from '../looks/circles/random.ts';
import { configOf, DIGITS, MLP, MOLECULES, networkOf, REGRESSION, TRANSFORMER } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops;
const SMALL = { 'model.width': 4, 'model.heads': 2, 'model.ffn': 6 };

const rowsOf = (values: ArrayLike<number>, [rows, columns]: readonly [number, number]): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => values[i * columns + j] as number));

const shapeOf = ({ model }: NetworkAt, i: number): readonly number[] => model.parameters[i]?.shape ?? [];

function expected(network: NetworkAt): [string, number][] {
  return network.parameters.flatMap((values, i): [string, number][] => {
    const shape = shapeOf(network, i);
    if (shape.length !== 2 || Math.min(...shape) < 2) return [];
    const matrix = rowsOf(values, shape as [number, number]);
    // The reference turns columns: the fewer, the quicker.
    const lying = matrix.length < (matrix[0]?.length ?? 0) ? matrix[0]?.map((_, j) => matrix.map((row) => row[j] as number)) : matrix;
    return [[`effectiveRank.${network.model.parameters[i]?.name}`, effectiveRankOf(lying as number[][])]];
  });
}

async function expectMeasured(network: NetworkAt, on: 'wasm' | 'cpu'): Promise<void> {
  const measured = await measuredBy(effectiveRank, network, on);
  const wanted = expected(network);
  expect(Object.keys(measured)).toEqual(wanted.map(([key]) => key));
  for (const [key, value] of wanted) expect(Math.abs((measured[key] as number) - value), `rank ${key}`).toBeLessThan(1e-4);
}

test.each(Object.keys(OPERATIONS).map((operation, i) => [operation, PRIMES.filter((_, at) => at % Object.keys(OPERATIONS).length === i)] as const))(
  '%s mod %j',
  async (operation, primes) => {
    for (const p of primes) {
      // No operation but those that divide wants a prime above 2.
      await expectMeasured(bareNetwork(configOf({ 'task.operation': operation, 'task.p': Math.max(3, p), ...SMALL, seed: p })), 'wasm');
    }
  },
);

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each(Object.entries({ MLP, TRANSFORMER, DIGITS, REGRESSION, MOLECULES }))('%s', async (_, config) => expectMeasured(networkOf(config), on));
});

test.each([
  ['equal values', [3, 0, 0, 0, 3, 0, 0, 0, 3], 3, 3, 3],
  ['a single direction', [1, 2, 3, 2, 4, 6], 2, 3, 1],
  ['two of three', [1, 0, 0, 0, 1, 0, 0, 0, 0], 3, 3, 2],
  ['nothing', [0, 0, 0, 0], 2, 2, 0],
  ['shares 3 : 1', [3, 0, 0, 1], 2, 2, 4 / 3 ** 0.75],
] as const)('%s', (_, values, rows, columns, rank) => expect(onHost(Float32Array.from(values), rows, columns)).toBeCloseTo(rank, 6));

test('the reference knows its business: σ² of a matrix are the roots of its characteristic equation', () => {
  const [first, second] = singularValuesOf([
    [2, 1],
    [0, 3],
  ]) as [number, number];
  expect([first * second, first ** 2 + second ** 2]).toEqual([expect.closeTo(6, 10), expect.closeTo(14, 10)]);
});

test('it is off unless asked for', () => expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('effectiveRank'));

test('in a run it stands beside what others measure, each number under its own key', async () => {
  const config = configOf({ 'task.p': 7, 'model.width': 8, 'model.ffn': 8, 'probes.effectiveRank.measure': 'on', 'probes.deadNeurons.measure': 'on' });
  const network = networkOf(config);
  const trainer = createTrainer(config, network.dataset, await useDevice('wasm'), null);
  const { values } = await trainer.measure();
  trainer.dispose();
  for (const [key, value] of expected(network)) expect(Math.abs((values[key] as number) - value), `rank ${key}`).toBeLessThan(1e-4);
  // The probe behind it in the same reading.
  expect(values['deadNeurons']).toBeCloseTo((await measuredBy(deadNeurons, network, 'wasm'))['deadNeurons'] as number, 6);
});
