/** Gradient symmetricity and distance irrelevance, at every prime, by their definitions in float64. */
import { describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { circuit } from '../../../src/engine/probes/circuit.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { modular } from '../../../src/engine/tasks/modular.ts';
import { HOST_DEVICES, type HostDevice } from '../../devices.ts';
import { slopesOf } from '../../reference/slopes.ts';
import { configOf, networkOf } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';

const TRIPLES = 100;

/** Mean over the same triples of the cosine between both gradients: the embeddings of one example at a time are moved. */
function symmetricity({ model, parameters, dataset }: NetworkAt, operands: readonly [number, number], width: number): number {
  const p = dataset.shape.outputs;
  const rng = new Rng(1, 'triples');
  const asked = Array.from({ length: 2 * TRIPLES }, () => rng.integer(p));
  const answers = Array.from({ length: TRIPLES }, () => rng.integer(p));
  const cosines = answers.map((answer, i) => {
    const example = { count: 1, inputs: Int32Array.from(asked.slice(2 * i, 2 * i + 2)), targets: new Int32Array(1) };
    let point: Float64Array | null = null;
    model.forward(parameters, example, { embedding: (values) => void (point = Float64Array.from(values)) });
    const logit = (x: Float64Array): number => model.forward(parameters, example, { embedding: () => x })[answer] as number;
    const slopes = slopesOf(logit, point as unknown as Float64Array);
    const [ofA, ofB] = operands.map((at) => slopes.subarray(at * width, (at + 1) * width)) as [Float64Array, Float64Array];
    const dot = ofA.reduce((sum, x, j) => sum + x * (ofB[j] as number), 0);
    return dot / (Math.hypot(...ofA) * Math.hypot(...ofB));
  });
  return cosines.reduce((sum, x) => sum + x, 0) / TRIPLES;
}

const deviation = (x: readonly number[]): number => {
  const mean = x.reduce((sum, one) => sum + one, 0) / x.length;
  return Math.sqrt(x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length);
};

function irrelevance({ model, parameters, dataset }: NetworkAt): number {
  const p = dataset.shape.outputs;
  const pairs = Array.from({ length: p * p }, (_, i) => [Math.floor(i / p), i % p] as const);
  const logits = model.forward(parameters, { count: p * p, inputs: Int32Array.from(pairs.flat()), targets: new Int32Array(p * p) });
  const right = pairs.map(([a, b], i) => logits[i * p + ((a + b) % p)] as number);
  const ofDistance = (d: number): number => deviation(right.filter((_, i) => ((pairs[i]?.[0] as number) + d) % p === (pairs[i]?.[1] as number)));
  return Array.from({ length: p }, (_, d) => ofDistance(d)).reduce((sum, x) => sum + x, 0) / p / deviation(right);
}

async function expectMeasured(network: NetworkAt, operands: readonly [number, number], width: number, on: HostDevice): Promise<void> {
  const measured = await measuredBy(circuit, network, on);
  expect(Object.keys(measured)).toEqual(['gradientSymmetricity', 'distanceIrrelevance']);
  expect(Math.abs((measured['gradientSymmetricity'] as number) - symmetricity(network, operands, width))).toBeLessThan(1e-4);
  expect(Math.abs((measured['distanceIrrelevance'] as number) - irrelevance(network))).toBeLessThan(1e-4);
}

// Without corners, which a finite difference would cut.
const mlpOf = (p: number) =>
  configOf({
    'task.p': p,
    'model.id': 'mlp',
    'model.input': 'embedding',
    'model.embedding': 3,
    'model.depth': 1,
    'model.width': 5,
    'model.activation': 'tanh',
    seed: p,
  });

test('at every prime', async () => {
  const { stops } = modular.parameters['p'] as { readonly stops: readonly number[] };
  for (const p of stops.filter((prime) => prime > 3 && prime < 120)) await expectMeasured(networkOf(mlpOf(p)), [0, 1], 3, 'wasm');
});

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each([
    ['a b =', [0, 1]],
    ['a op b =', [0, 2]],
  ] as const)('a transformer that reads %s', async (sequence, operands) => {
    const config = configOf({ 'task.p': 7, 'model.sequence': sequence, 'model.width': 4, 'model.heads': 2, 'model.ffn': 4, 'model.activation': 'gelu' });
    await expectMeasured(networkOf(config), operands, 4, on);
  });
});

test.each([
  ['subtraction', { 'task.operation': 'subtract' }, /something else/],
  ['S5', { 'task.id': 's5' }, /something else/],
  ['random answers', { 'task.labelNoise': 0.1 }, /random/],
  ['tokens one-hot', { 'model.id': 'mlp' }, /embedding/],
  ['a sum of embeddings', { 'model.id': 'mlp', 'model.input': 'sum' }, /embedding/],
])('%s: it says why it means nothing', (_, set, words) => {
  const config = configOf({ ...set, 'probes.circuit.measure': 'on' });
  expect(circuit.lacks?.(config)?.en).toMatch(words);
  expect(measuring(config).map(({ def }) => def.id)).not.toContain('circuit');
});

test('it is off unless asked for', () => expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('circuit'));
