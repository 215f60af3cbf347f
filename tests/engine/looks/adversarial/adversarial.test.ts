/** Attacks that a reader looks at, against slopes taken by differences of a plain float64 network that is no code of ours. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { adversarial } from '../../../../src/engine/looks/adversarial/adversarial.ts';
import type { AttackQuestion, AttackSeen } from '../../../../src/engine/looks/adversarial/question.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { useDevice } from '../../../devices.ts';
import { mlpInput, mlpLayers } from '../../../reference/mlp.ts';
import type { Vector } from '../../../reference/numbers.ts';
import { residualInput, runTransformer } from '../../../reference/transformer.ts';
import { mlpOptions, transformerOptions } from '../../references.ts';
import { named } from '../../small.ts';
import { configOf, DIGITS, networkOf, REGRESSION, seenBy, TRANSFORMER } from '../networks.ts';

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

const ASKED: AttackQuestion = { set: 'val', index: 3, epsilon: 0.1, method: 'fgsm', plane: 'circle' };

/** Weights that are not of an initialisation, so that answers differ. */
function shaken(config: RunConfig, size = 0.3): NetworkAt {
  const fresh = networkOf(config);
  const rng = new Rng(5, 'shaken');
  return networkOf(config, { step: 7, parameters: fresh.parameters.map((p) => p.map((x) => x + size * rng.normal())) });
}

const see = (network: NetworkAt, asked: Partial<AttackQuestion> = {}): AttackSeen => seenBy(adversarial, network, { ...ASKED, ...asked }, device).answer;

/** Logits at any point of the input space, and where an example lies. */
function referenceOf({ config, model, parameters, dataset: { shape } }: NetworkAt) {
  const at = named(model, [...parameters]);
  const vocabulary = shape.kind === 'tokens' ? shape.vocabulary : 0;
  if (config.model.id === 'transformer') {
    const options = transformerOptions(config.model, vocabulary);
    return {
      point: (input: number[]) => residualInput(options, at, input).flat(),
      logits: (x: Vector) => {
        const { width } = options;
        return runTransformer(
          options,
          at,
          Array.from({ length: x.length / width }, (_, t) => x.slice(t * width, (t + 1) * width)),
        ).logits;
      },
    };
  }
  const options = mlpOptions(config.model, vocabulary);
  return {
    point: (input: number[]) => (shape.kind === 'vectors' ? input : mlpInput(options, at, input)),
    logits: (x: Vector) => mlpLayers(options, at, x).at(-1),
  };
}

/** −log softmax of the right class. */
function lossOf(logits: Vector, right: number): number {
  const most = Math.max(...logits);
  return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - most), 0)) + most - (logits[right] as number);
}

const softmaxOf = (logits: Vector): Vector => logits.map((_, i) => Math.exp(-lossOf(logits, i)));

const SMOOTH = { 'model.activation': 'tanh' };
const CASES: Readonly<Record<string, RunConfig>> = {
  pixels: configOf({ 'task.id': 'digits', 'task.trainSize': 40, 'task.valSize': 30, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24, ...SMOOTH }),
  'one-hot tokens': configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 12, ...SMOOTH }),
  'embedded tokens': configOf({
    'task.p': 7,
    'model.id': 'mlp',
    'model.depth': 1,
    'model.width': 12,
    'model.input': 'embedding',
    'model.embedding': 5,
    ...SMOOTH,
  }),
  'a transformer': configOf({ 'task.p': 7, 'model.width': 16, 'model.ffn': 24, ...SMOOTH }),
};

describe.each(Object.entries(CASES))('%s', (_, config) => {
  const network = shaken(config);
  const reference = referenceOf(network);
  const { domain = null } = network.dataset.shape.kind === 'vectors' ? network.dataset.shape : {};
  const [low, high] = domain ?? [-Infinity, Infinity];

  test('one step goes along the sign of the slope, as far as the radius and the data’s bounds let it', () => {
    const { example, centre, moved } = see(network);
    const point = reference.point([...example.inputs]);
    expect(Math.max(...point.map((x, j) => Math.abs(x - (centre[j] as number))))).toBeLessThan(1e-6);
    const right = example.targets[0] as number;
    const h = 1e-5;
    const slopes = point.map((_x, k) => {
      const at = (by: number): number => lossOf(reference.logits(point.map((x, j) => (j === k ? x + by : x))), right);
      return (at(h) - at(-h)) / (2 * h);
    });
    const steepest = Math.max(...slopes.map(Math.abs));
    // Where the slope is next to nothing float32 may see the other sign.
    const clear = slopes.flatMap((slope, k) => (Math.abs(slope) > 1e-3 * steepest ? [k] : []));
    expect(clear.length).toBeGreaterThan(slopes.length / 5);
    const wanted = clear.map((k) => Math.min(Math.max((point[k] as number) + ASKED.epsilon * Math.sign(slopes[k] as number), low), high));
    clear.forEach((k, i) => expect(moved[k]).toBeCloseTo(wanted[i] as number, 5));
  });

  test('what it says before and after is what the reference says at both points', () => {
    const { centre, moved, sure, before, after } = see(network, { method: 'pgd' });
    for (const [x, probabilities, said] of [
      [centre, sure.before, before],
      [moved, sure.after, after],
    ] as const) {
      const wanted = softmaxOf(reference.logits([...x]));
      wanted.forEach((share, i) => expect(probabilities[i]).toBeCloseTo(share, 4));
      expect(said).toMatchObject({ kind: 'class', answers: Int32Array.of(wanted.indexOf(Math.max(...wanted))) });
    }
  });

  test.each(['pgd', 'fgsm'] as const)('%s never leaves the ball or the bounds, reaches its edge, and makes the loss no smaller', (method) => {
    const losses: [was: number, is: number][] = [];
    for (const epsilon of [0.01, 0.1, 0.5]) {
      const { centre, moved, largest, example } = see(network, { epsilon, method });
      const by = [...moved].map((x, j) => Math.abs(x - (centre[j] as number)));
      expect(Math.max(...by)).toBeLessThanOrEqual(epsilon + 1e-6);
      expect(largest).toBeCloseTo(Math.max(...by), 9);
      expect(largest).toBeGreaterThan(0.9 * epsilon);
      for (const x of moved) expect(x >= low && x <= high).toBe(true);
      losses.push([centre, moved].map((x) => lossOf(reference.logits([...x]), example.targets[0] as number)) as [number, number]);
    }
    // Of one long step it is no law that the loss rises; of many, and of a short one, it does.
    const rising = method === 'pgd' ? losses : losses.slice(0, 1);
    for (const [was, is] of rising) expect(is).toBeGreaterThan(was);
  });

  test.each(['pgd', 'fgsm'] as const)('a radius of 0 changes nothing by %s', (method) => {
    const { centre, moved, largest, before, after, sure } = see(network, { epsilon: 0, method });
    expect(moved).toEqual(centre);
    expect(largest).toBe(0);
    expect(after).toEqual(before);
    expect(sure.after).toEqual(sure.before);
  });
});

test('ten steps find what is at least as bad as one does, at a radius where one step is far too long', () => {
  const network = shaken(CASES['pixels'] as RunConfig);
  const ofRight = (method: AttackQuestion['method']): number => {
    const { after } = see(network, { epsilon: 0.3, method });
    return after.kind === 'class' ? (after.ofRight[0] as number) : Number.NaN;
  };
  expect(ofRight('pgd')).toBeLessThanOrEqual(ofRight('fgsm') + 1e-6);
});

test('a network without slopes is named, and stays where it is', () => {
  const fresh = networkOf(DIGITS);
  const dead = networkOf(DIGITS, { step: 0, parameters: fresh.parameters.map((p) => p.map(() => 0)) });
  expect(see(dead, { method: 'fgsm' })).toMatchObject({ still: true, largest: 0 });
  expect(see(shaken(DIGITS)).still).toBe(false);
});

test('values have no probabilities, and are right within the tolerance', () => {
  const network = shaken(REGRESSION);
  const { before, after, sure, right } = see(network, { epsilon: 0.5 });
  expect([before.kind, after.kind, sure.before.length]).toEqual(['value', 'value', 0]);
  expect(right).toEqual({ before: false, after: false });
});

describe('the plane of tokens', () => {
  const network = shaken(configOf({ 'task.p': 7, 'model.width': 16, 'model.ffn': 24 }), 0.05);
  const table = named(network.model, [...network.parameters]).get('embedding');
  const rows = Array.from({ length: 7 }, (_, t) => [
    ...(network.parameters[network.model.parameters.findIndex(({ name }) => name === 'embedding')] as Float32Array).subarray(16 * t, 16 * t + 16),
  ]);

  test('every token is cast on two directions at a right angle, the moved ones as well', () => {
    expect(table).toBeDefined();
    for (const kind of ['circle', 'principal'] as const) {
      const { plane, centre, moved, example } = see(network, { plane: kind });
      expect(plane?.kind).toBe(kind);
      const places = plane?.places as Float32Array;
      // Distances in the plane are never longer than those of the embeddings.
      for (let a = 0; a < 7; a++) {
        for (let b = 0; b < a; b++) {
          const apart = Math.hypot((places[2 * a] as number) - (places[2 * b] as number), (places[2 * a + 1] as number) - (places[2 * b + 1] as number));
          const whole = Math.hypot(...(rows[a] as number[]).map((x, j) => x - (rows[b]?.[j] as number)));
          expect(apart).toBeLessThanOrEqual(whole + 1e-5);
        }
      }
      plane?.moved.forEach(({ token, from, to, nearest }, operand) => {
        expect(token).toBe(example.inputs[operand]);
        expect(from[0]).toBeCloseTo(places[2 * token] as number, 5);
        expect(from[1]).toBeCloseTo(places[2 * token + 1] as number, 5);
        const there = (rows[token] as number[]).map((x, j) => x + (moved[16 * operand + j] as number) - (centre[16 * operand + j] as number));
        const distances = rows.map((row) => Math.hypot(...row.map((x, j) => x - (there[j] as number))));
        expect(nearest).toBe(distances.indexOf(Math.min(...distances)));
        expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeLessThanOrEqual(Math.hypot(...there.map((x, j) => x - (rows[token]?.[j] as number))) + 1e-5);
        expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeGreaterThan(0);
      });
    }
  });

  test('of the strongest frequency it has the circle’s own places', () => {
    // Tokens on a circle of frequency 2, nothing else.
    const index = network.model.parameters.findIndex(({ name }) => name === 'embedding');
    const parameters = network.parameters.map((p, i) =>
      i === index
        ? p.map((_, j) =>
            j % 16 === 0 ? Math.cos((4 * Math.PI * Math.floor(j / 16)) / 7) : j % 16 === 1 ? Math.sin((4 * Math.PI * Math.floor(j / 16)) / 7) : 0,
          )
        : p,
    );
    const { plane } = see({ ...network, parameters });
    expect(plane?.frequency).toBe(2);
    for (let t = 0; t < 7; t++) expect(Math.hypot(plane?.places[2 * t] as number, plane?.places[2 * t + 1] as number)).toBeCloseTo(1, 5);
    const turns = Array.from(plane?.order ?? []).map((token) => (2 * token) % 7);
    expect(turns).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('where inputs are no embeddings there is none', () => {
    expect(see(shaken(CASES['one-hot tokens'] as RunConfig)).plane).toBeNull();
    expect(see(shaken(DIGITS)).plane).toBeNull();
    expect(see(networkOf(TRANSFORMER)).plane).not.toBeNull();
  });
});
