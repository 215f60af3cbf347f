/** Norm and cosine of the gradient against central differences in float64. */
import { describe, expect, test } from 'vitest';
import { gradient } from '../../../src/engine/probes/gradient.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { modular, OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import { slopesOf } from '../../reference/slopes.ts';
import { HOST_DEVICES, type HostDevice } from '../../devices.ts';
import { configOf, networkOf } from '../looks/networks.ts';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { lossOf } from './lossOf.ts';
import { measuredBy } from './measured.ts';

const length = (x: Float64Array): number => Math.hypot(...x);

async function expectMeasured(network: NetworkAt, on: HostDevice): Promise<void> {
  const { at, loss } = lossOf(network);
  const slopes = slopesOf(loss, at);
  const measured = await measuredBy(gradient, network, on);
  expect(Object.keys(measured)).toEqual(['gradientNorm', 'gradientCosine']);
  expect(Math.abs((measured['gradientNorm'] as number) / length(slopes) - 1)).toBeLessThan(1e-4);
  const cosine = -slopes.reduce((sum, x, i) => sum + x * (at[i] as number), 0) / (length(slopes) * length(at));
  expect(Math.abs((measured['gradientCosine'] as number) - cosine)).toBeLessThan(1e-4);
}

const tiny = { 'model.id': 'mlp', 'model.depth': 1, 'model.width': 2 } as const;

test.each(Object.keys(OPERATIONS))('%s', async (operation) => {
  for (const p of [5, 7]) await expectMeasured(networkOf(configOf({ 'task.operation': operation, 'task.p': p, ...tiny, 'init.scale': 3 })), 'wasm');
});

test('every prime, each with another operation: the first of its pairs', async () => {
  const { stops } = modular.parameters['p'] as { readonly stops: readonly number[] };
  const operations = Object.keys(OPERATIONS);
  for (const [i, p] of stops.filter((prime) => prime > 7 && prime < 48).entries()) {
    const config = configOf({ 'task.operation': operations[i % operations.length] as string, 'task.p': p, ...tiny, 'model.width': 1 });
    await expectMeasured(networkOf(config), 'wasm');
  }
});

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each([
    ['a transformer', { 'task.p': 5, 'model.width': 2, 'model.heads': 1, 'model.ffn': 2 }],
    ['squared errors', { 'task.p': 5, ...tiny, 'loss.id': 'mse' }],
    ['StableMax', { 'task.p': 5, ...tiny, 'loss.id': 'stablemax' }],
    ['values', { 'task.id': 'teacher-student', 'task.trainSize': 20, 'loss.id': 'mse', ...tiny }],
  ] as const)('%s', async (_, set) => expectMeasured(networkOf(configOf(set)), on));

  test('where nothing is left of a gradient its norm is small and the cosine a number', async () => {
    const network = networkOf(configOf({ 'task.p': 5, ...tiny }));
    const sure = { ...network, parameters: network.parameters.map((values) => values.map((x) => 1e-20 * x)) };
    const measured = await measuredBy(gradient, sure, on);
    expect(Object.values(measured).every(Number.isFinite)).toBe(true);
  });
});

test('it is off unless asked for', () => expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('gradient'));
