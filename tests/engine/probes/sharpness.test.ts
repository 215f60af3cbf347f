/** Sharpness against the power method on central differences in float64. */
import { describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { sharpness } from '../../../src/engine/probes/sharpness.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES } from '../../devices.ts';
import { sharpestOf } from '../../reference/slopes.ts';
import { configOf, networkOf } from '../looks/networks.ts';
import { lossOf } from './lossOf.ts';
import { measuredBy } from './measured.ts';

const iterated = (times: number): typeof sharpness =>
  ({
    ...sharpness,
    example: {},
    parameters: { ...sharpness.parameters, iterations: { ...sharpness.parameters['iterations'], default: times } },
  }) as typeof sharpness;

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each([
    ['tanh, classes', { 'task.p': 5, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 3, 'model.activation': 'tanh', 'init.scale': 2 }],
    ['squares, squared errors', { 'task.p': 5, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 3, 'model.activation': 'quadratic', 'loss.id': 'mse' }],
    [
      'values',
      {
        'task.id': 'teacher-student',
        'task.trainSize': 20,
        'model.id': 'mlp',
        'model.depth': 1,
        'model.width': 3,
        'model.activation': 'tanh',
        'loss.id': 'mse',
      },
    ],
  ] as const)('%s', async (_, set) => {
    const network: NetworkAt = networkOf(configOf(set));
    const { at, loss } = lossOf(network);
    const wanted = sharpestOf(loss, at, 60);
    const measured = (await measuredBy(iterated(60), network, on))['sharpness'] as number;
    expect(wanted).toBeGreaterThan(0);
    expect(Math.abs(measured / wanted - 1)).toBeLessThan(0.01);
  });
});

test('after two iterations it is vᵀHv of the second direction, which is no length', async () => {
  const network = networkOf(configOf({ 'task.p': 5, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 3, 'model.activation': 'tanh', 'init.scale': 2 }));
  const { at, loss } = lossOf(network);
  const rng = new Rng(1, 'sharpness');
  const first = Float64Array.from(network.parameters.flatMap(({ length }) => [...rng.normals(length, 1)]));
  for (const times of [1, 2]) {
    const wanted = sharpestOf(loss, at, times, first);
    expect(Math.abs(((await measuredBy(iterated(times), network, 'wasm'))['sharpness'] as number) / wanted - 1)).toBeLessThan(0.02);
  }
});

test('it is off unless asked for, and says what it takes', () => {
  expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('sharpness');
  expect(sharpness.parameters['measure']?.help.en).toContain('as long as 40 steps');
});
