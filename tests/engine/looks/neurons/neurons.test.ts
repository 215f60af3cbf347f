/** The look as a whole: on random small networks against the two-dimensional transform, and on networks whose neurons are known. */
import { describe, expect, test } from 'vitest';
import { cycleOf } from '../../../../src/engine/looks/circles/group.ts';
import { agreementOf } from '../../../../src/engine/looks/neurons/clock.ts';
import { singleOf } from '../../../../src/engine/looks/neurons/groups.ts';
import { neurons, sorted, thumbnailOf } from '../../../../src/engine/looks/neurons/neurons.ts';
import type { NeuronsQuestion, NeuronsShown } from '../../../../src/engine/looks/neurons/question.ts';
import { pairsOf } from '../../../../src/engine/looks/pairs/pairs.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { modular, OPERATIONS } from '../../../../src/engine/tasks/modular.ts';
import { waveAlone, waveByTransform } from '../../../reference/pairWaves.ts';
import { bareNetwork } from '../circles/random.ts';
import { configOf, seenBy } from '../networks.ts';
import { writtenDown } from './written.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const ASKED: NeuronsQuestion = { under: null, layer: null, sort: 'frequency', from: 0, count: 64, neuron: null };

function seen(network: NetworkAt, question: Partial<NeuronsQuestion> = {}): NeuronsShown {
  const { answer } = seenBy(neurons, network, { ...ASKED, ...question });
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

/** Activations (n²) of one neuron by the whole pass, position by position. */
function activationsOf({ model, parameters }: NetworkAt, tokens: Int32Array, site: string, neuron: number): number[] {
  let found: number[] = [];
  model.forward(parameters, pairsOf(tokens), {
    [site]: (values, shape) => {
      const width = shape.at(-1) as number;
      const stride = values.length / (shape[0] as number);
      found = Array.from({ length: shape[0] as number }, (_, i) => values[(i + 1) * stride - width + neuron] as number);
    },
    // So that nothing is folded.
    [model.sites[0]?.id as string]: () => undefined,
  });
  return found;
}

describe.each(Object.keys(OPERATIONS).map((operation, i) => [operation, i] as const))('%s', (operation, i) => {
  test('frequencies and shares at primes up to 31, and at a larger one', () => {
    const large = PRIMES.filter((p) => p > 31 && p < 100);
    for (const p of [...PRIMES.filter((prime) => prime <= 31), large[(5 * i) % large.length] as number]) {
      const network = bareNetwork(
        configOf({ 'task.operation': operation, 'task.p': p, 'model.width': 4, 'model.heads': 2, 'model.ffn': 2, 'model.activation': 'gelu', seed: p }),
      );
      const { tokens, under, frequencies, shares } = seen(network, { count: 1 });
      const multiplies = operation === 'multiply' || operation === 'divide';
      expect([under, tokens]).toEqual([multiplies ? 'multiplication' : 'addition', cycleOf(under, p)?.tokens]);
      const neuron = p % 2;
      const { frequency, share } = waveByTransform(activationsOf(network, tokens, 'layer0.activations', neuron), tokens.length);
      expect(Math.abs((shares[neuron] as number) - share), `mod ${p}`).toBeLessThan(1e-6);
      expect(frequencies[neuron], `mod ${p}`).toBe(frequency);
    }
  });
});

test.each([
  ['two layers of a transformer, the first', { 'model.layers': 2, 'model.width': 8, 'model.ffn': 5 }, 0, 'layer0.activations'],
  ['two layers of a transformer, the last', { 'model.layers': 2, 'model.width': 8, 'model.ffn': 5, 'model.layerNorm': 'pre' }, 1, 'layer1.activations'],
  ['two layers of an MLP, the first', { 'model.id': 'mlp', 'model.depth': 2, 'model.width': 6 }, 0, 'hidden1.activations'],
  ['two layers of an MLP, the last', { 'model.id': 'mlp', 'model.depth': 2, 'model.width': 6, 'model.activation': 'gelu' }, 1, 'hidden2.activations'],
] as const)('%s: pictures and waves are of its activations', (_, set, layer, site) => {
  const network = bareNetwork(configOf({ 'task.p': 11, ...set }));
  const answer = seen(network, { layer, neuron: 3, sort: 'number', from: 2, count: 2 });
  expect([answer.layer, answer.layers.length, answer.from]).toEqual([layer, 2, 2]);
  expect(answer.layers[layer]).toEqual(network.model.sites.find(({ id }) => id === site)?.label);
  const expected = activationsOf(network, answer.tokens, site, 3);
  answer.one.values.forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 5));
  waveAlone(expected, 11, answer.frequencies[3] as number).forEach((value, i) => expect(answer.one.fit[i]).toBeCloseTo(value, 5));
  expect(answer.thumbnails.map(({ neuron }) => neuron)).toEqual([2, 3]);
  const { levels, low, high } = answer.thumbnails[1] as NeuronsShown['thumbnails'][number];
  expect([low, high]).toEqual([Math.min(...expected), Math.max(...expected)].map((x) => expect.closeTo(x, 8)));
  levels.forEach((level, i) => expect(Math.abs(low + (level / 255) * (high - low) - (expected[i] as number))).toBeLessThanOrEqual(0.51 * ((high - low) / 255)));
  // Only the last of an MLP's layers is what the answers are made of; behind a norm none is.
  expect(answer.clock.out === null).toBe(site !== 'hidden2.activations');
});

const WAVES = [
  { frequency: 2, a: 0.1, b: 0.35 },
  { frequency: 5, a: -0.2, b: 0.05 },
  { frequency: 5, a: 0.45, b: 0.45 },
  { frequency: 1, a: 0, b: -0.4 },
] as const;

test.each([
  ['add', 13, 1],
  ['subtract', 13, -1],
  ['multiply', 17, 1],
] as const)('a network that is written down for %s mod %i has the frequencies and phases that it was given', (operation, p, sign) => {
  const order = cycleOf(operation === 'multiply' ? 'multiplication' : 'addition', p)?.tokens as Int32Array;
  const answer = seen(writtenDown(p, WAVES, { operation, sign, order }));
  expect([...answer.frequencies]).toEqual(WAVES.map(({ frequency }) => frequency));
  answer.shares.forEach((share) => expect(share).toBeCloseTo(1, 5));
  const { a, b, out } = answer.clock;
  WAVES.forEach((wave, j) => {
    expect(a.phases[j]).toBeCloseTo(wave.a, 5);
    expect(b.phases[j]).toBeCloseTo(wave.b, 5);
    expect(Math.cos(2 * Math.PI * ((out?.phases[j] as number) - wave.a - sign * wave.b))).toBeCloseTo(1, 8);
    expect([a.amplitudes[j], b.amplitudes[j], out?.amplitudes[j]]).toEqual([2, 1.5, 0.5].map((x) => expect.closeTo(x, 5)));
  });
  expect([...answer.order]).toEqual([3, 0, ...[1, 2].toSorted((x, y) => (answer.shares[y] as number) - (answer.shares[x] as number) || x - y)]);
  const agreement = agreementOf(answer.clock, singleOf(answer));
  expect(agreement?.sign).toBe(sign);
  expect(agreement?.degrees.at(-1)).toBeLessThan(1e-3);
});

test('neurons that are constant have no frequency and come last; what is asked beyond the end is the last', () => {
  const network = writtenDown(11, WAVES);
  const dead = { ...network, parameters: network.parameters.map((values, i) => (i < 2 ? values.map((x, at) => (at % 4 === 1 ? 0 : x)) : values)) };
  const { frequencies, shares, order, clock, one } = seen(dead);
  expect([frequencies[1], shares[1], order.at(-1), clock.a.amplitudes[1], one.neuron]).toEqual([0, 0, 1, 0, order[0]]);
  const beyond = seen(dead, { from: 99, neuron: 99, layer: 7 });
  expect([beyond.from, beyond.thumbnails.map(({ neuron }) => neuron), beyond.one.neuron, beyond.layer]).toEqual([3, [1], order[0], 0]);
  expect(seen(dead, { neuron: 1 }).one.fit.every((value) => value === 0)).toBe(true);
});

test('a network too large to be held shows the same', () => {
  const network = bareNetwork(configOf({ 'task.p': 101, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 1000, 'model.bias': false }));
  const answer = seen(network, { count: 2, neuron: 999, sort: 'number', from: 500 });
  const [u, v] = network.parameters as [Float32Array, Float32Array];
  const expected = (i: number): number => Math.max(0, (u[Math.floor(i / 101) * 1000 + 999] as number) + (v[(i % 101) * 1000 + 999] as number));
  expect(answer.one.values.every((value, i) => Math.abs(value - expected(i)) < 1e-6)).toBe(true);
  expect(answer.thumbnails.map(({ neuron }) => neuron)).toEqual([500, 501]);
});

test('composite moduli are not multiplied; activations that are no numbers are told', () => {
  const network = bareNetwork(configOf({ 'task.p': 15, 'model.width': 4, 'model.ffn': 4 }));
  const problem = (of: NetworkAt, under: NeuronsQuestion['under'] = null): string => {
    const { answer } = seenBy(neurons, of, { ...ASKED, under });
    return 'problem' in answer ? answer.problem.en : '';
  };
  expect(problem(network, 'multiplication')).toContain('15 is not a prime');
  expect(problem(network)).toBe('');
  const broken = { ...network, parameters: network.parameters.map((values) => values.map(() => Number.NaN)) };
  expect(problem(broken)).toContain('diverged');
});

test('sorted by frequency, the purest first and constant ones last; or by number', () => {
  const [frequencies, shares] = [Int32Array.of(3, 0, 1, 3, 1, 0), Float32Array.of(0.5, 0, 0.2, 0.9, 0.2, 0)];
  expect([...sorted(frequencies, shares, 'frequency')]).toEqual([2, 4, 3, 0, 1, 5]);
  expect([...sorted(frequencies, shares, 'number')]).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a picture has 256 levels between its least and largest value; of one value it is blank', () => {
  expect(thumbnailOf(3, Float64Array.of(-1, 0, 1, 3))).toEqual({ neuron: 3, levels: Uint8Array.of(0, 64, 128, 255), low: -1, high: 3 });
  expect([...thumbnailOf(0, Float64Array.of(2, 2)).levels]).toEqual([0, 0]);
});
