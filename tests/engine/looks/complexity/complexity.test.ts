/** Local complexity of single points, against vertices pushed one by one through a plain float64 network that is no code of ours, and against the probe. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { orthonormalFrame } from '../../../../src/engine/geometry/localComplexity.ts';
import { complexity } from '../../../../src/engine/looks/complexity/complexity.ts';
import type { ComplexitySeen } from '../../../../src/engine/looks/complexity/question.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { localComplexity as probe } from '../../../../src/engine/probes/localComplexity.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { useDevice } from '../../../devices.ts';
import { mlpInput, mlpLayers } from '../../../reference/mlp.ts';
import type { Vector } from '../../../reference/numbers.ts';
import { mlpOptions } from '../../references.ts';
import { named } from '../../small.ts';
import { measuredBy } from '../../probes/measured.ts';
import { configOf, DIGITS, MOLECULES, networkOf, seenBy, TRANSFORMER } from '../networks.ts';

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

function shaken(config: RunConfig): NetworkAt {
  const rng = new Rng(5, 'shaken');
  return networkOf(config, { step: 7, parameters: networkOf(config).parameters.map((p) => p.map((x) => x + 0.1 * rng.normal())) });
}

const see = (network: NetworkAt, detail: 'quick' | 'whole' = 'whole'): ComplexitySeen => seenBy(complexity, network, { detail }, device).answer;

/** Neurons of each layer whose pre-activation has another sign at some vertex than at the first. */
function countedAt(
  { config, model, parameters, dataset: { shape } }: NetworkAt,
  input: number[],
  radius: number,
  directions: number,
  logits: boolean,
): number[] {
  const options = mlpOptions(config.model, shape.kind === 'tokens' ? shape.vocabulary : 0);
  const at = named(model, [...parameters]);
  const point: Vector = shape.kind === 'vectors' ? input : mlpInput(options, at, input);
  const d = point.length;
  const frame = orthonormalFrame(directions, d, new Rng(config.seed, 'frame'));
  const vertices = [1, -1].flatMap((sign) =>
    Array.from({ length: directions }, (_, k) => point.map((x, j) => x + sign * radius * (frame[k * d + j] as number))),
  );
  const layers = vertices.map((vertex) => mlpLayers(options, at, vertex));
  const depth = (layers[0] as Vector[]).length - (logits ? 0 : 1);
  return Array.from({ length: depth }, (_, layer) => {
    const first = (layers[0] as Vector[])[layer] as Vector;
    return first.filter((z, i) => layers.some((other) => ((other[layer] as Vector)[i] as number) >= 0 !== z >= 0)).length;
  });
}

const SETTINGS = { 'probes.localComplexity.radius': 0.4, 'probes.localComplexity.directions': 9 };
const PAIRS = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24, ...SETTINGS });
const PICTURES = configOf({
  'task.id': 'digits',
  'task.trainSize': 40,
  'task.valSize': 30,
  'model.id': 'mlp',
  'model.depth': 3,
  'model.width': 24,
  ...SETTINGS,
  'probes.localComplexity.countLogits': true,
});

test('of every pair, in its place in the table, what float64 counts', () => {
  const network = shaken(PAIRS);
  const { table, layers, train, val, radius, directions } = see(network);
  expect([layers, radius, directions, table?.stride, table?.size]).toEqual([2, 0.4, 9, 1, 7]);
  const { dataset } = network;
  let wrong = 0;
  for (const [set, told] of [
    ['train', 1],
    ['val', 0],
  ] as const) {
    const { inputs, count } = dataset[set];
    for (let i = 0; i < count; i++) {
      const [a, b] = [inputs[2 * i] as number, inputs[2 * i + 1] as number];
      expect(table?.told[7 * a + b]).toBe(told);
      countedAt(network, [a, b], radius, directions, false).forEach((wanted, layer) => {
        // A sign so close to 0 that float32 sees the other one is rare.
        wrong += Math.abs((table?.counts[49 * layer + 7 * a + b] as number) - wanted);
      });
    }
  }
  expect(wrong).toBeLessThanOrEqual(1);
  expect(table?.counts.some((count) => count > 0)).toBe(true);
  const sum = (values: Float32Array): number => values.reduce((all, one) => all + one, 0);
  expect(sum(train.counts) + sum(val.counts)).toBe(sum(table?.counts.filter((count) => count >= 0) as Float32Array));
  expect(train.means.map((mean) => Math.round(1e6 * mean * train.count) / 1e6)).toEqual(
    [0, 1].map((layer) => sum(train.counts.subarray(layer * train.count, (layer + 1) * train.count))),
  );
});

test('of pictures one by one, the outputs as a last layer where the probe counts them', () => {
  const network = shaken(PICTURES);
  const { table, layers, train, val, countLogits } = see(network);
  expect([table, layers, countLogits, train.count, val.count]).toEqual([null, 4, true, 40, 30]);
  const { inputs } = network.dataset.val;
  let wrong = 0;
  for (let i = 0; i < 10; i++) {
    countedAt(network, [...inputs.subarray(64 * i, 64 * i + 64)], 0.4, 9, true).forEach((wanted, layer) => {
      wrong += Math.abs((val.counts[layer * val.count + i] as number) - wanted);
    });
  }
  expect(wrong).toBeLessThanOrEqual(1);
});

describe('its means are the probe’s, on as many points', () => {
  test.each([
    ['a transformer', TRANSFORMER],
    ['pictures', DIGITS],
    ['molecules', MOLECULES],
  ])('%s', async (_, config) => {
    const network = { ...shaken({ ...config, seed: 1 }) };
    const curve = await measuredBy(probe, network, 'cpu');
    const seen = see(network);
    const points = Math.min(64, network.dataset.train.count, network.dataset.val.count);
    const meanOf = ({ count, counts }: ComplexitySeen['train']): number => {
      let sum = 0;
      for (let layer = 0; layer < seen.layers; layer++) for (let i = 0; i < points; i++) sum += counts[layer * count + i] as number;
      return sum / points;
    };
    expect(meanOf(seen.train)).toBeCloseTo(curve['localComplexity.train'] as number, 4);
    expect(meanOf(seen.val)).toBeCloseTo(curve['localComplexity.val'] as number, 4);
  });
});

test('in a hurry every so many-th pair stands for its neighbours, with the same number', () => {
  const network = shaken(configOf({ 'task.p': 97, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 512 }));
  const { table, train, val } = see(network, 'quick');
  const stride = table?.stride as number;
  expect(stride).toBeGreaterThan(1);
  expect(table?.size).toBe(Math.ceil(97 / stride));
  expect(train.count + val.count).toBe((table?.size as number) ** 2);
  expect(table?.counts.some((count) => count < 0)).toBe(false);
});

test('a radius of 0 folds nothing', () => {
  const { train, val } = see(shaken(configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.width': 24, 'probes.localComplexity.radius': 0 })));
  expect([...train.counts, ...val.counts].some((count) => count !== 0)).toBe(false);
});
