/**
 * Local complexity against its definition: closed form in layer 1, brute force in float64 on both models, the published means at
 * initialisation, and the two cases in which it must not move.
 */
import { tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../src/engine/data/batch.ts';
import { blank } from '../../../src/engine/data/examples.ts';
import { rowsOf as hullRows } from '../../../src/engine/geometry/hull.ts';
import { localComplexity, orthonormalFrame, randomPointsLike, signedFrame, uniformIn } from '../../../src/engine/geometry/localComplexity.ts';
import { models } from '../../../src/engine/models/index.ts';
import type { Model } from '../../../src/engine/models/model.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import type { Section } from '../../../src/engine/registry.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { HOST_DEVICES, useDevice, type HostDevice } from '../../devices.ts';
import { mlpInput, mlpLayers } from '../../reference/mlp.ts';
import { dot, type NamedParameters } from '../../reference/numbers.ts';
import { residualInput, runTransformer } from '../../reference/transformer.ts';
import { mlpOptions, transformerOptions } from '../references.ts';
import { named, onDevice, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

const rowsOf = (flat: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat).slice(i * width, (i + 1) * width));

describe('the frame', () => {
  test.each([
    [1, 1],
    [5, 5],
    [25, 784],
    [20, 21],
  ])('%i rows in %i dimensions are orthonormal to 1e-6', (directions, dimension) => {
    const rows = rowsOf(orthonormalFrame(directions, dimension, new Rng(1, 'frame')), dimension);
    expect(rows).toHaveLength(directions);
    rows.forEach((row, i) => rows.forEach((other, j) => expect(Math.abs(dot(row, other) - (i === j ? 1 : 0))).toBeLessThan(1e-6)));
  });

  test('it is the same for the same seed, and does not fit where there is no room', () => {
    expect(orthonormalFrame(4, 9, new Rng(2, 'frame'))).toEqual(orthonormalFrame(4, 9, new Rng(2, 'frame')));
    expect(orthonormalFrame(4, 9, new Rng(2, 'frame'))).not.toEqual(orthonormalFrame(4, 9, new Rng(3, 'frame')));
    expect(() => orthonormalFrame(6, 5, new Rng(1, 'frame'))).toThrow('6 orthonormal directions');
  });

  test('the hull’s vertices are x ± r·v_k, point by point', async () => {
    const device = await useDevice('cpu');
    const frame = orthonormalFrame(2, 3, new Rng(1, 'frame'));
    const [v1, v2] = rowsOf(frame, 3) as [number[], number[]];
    const points = [
      [1, 2, 3],
      [-4, 0.5, 6],
    ];
    const [signed, x] = [signedFrame(frame, 2, 0.25), tensor2d(points)];
    const vertices = tidy(() => hullRows({ points: x, offsets: signed }));
    const expected = points.flatMap((point) => [
      ...[v1, v2].map((v) => point.map((c, i) => c + 0.25 * (v[i] as number))),
      ...[v1, v2].map((v) => point.map((c, i) => c - 0.25 * (v[i] as number))),
    ]);
    const got = rowsOf(await device.read(vertices), 3);
    expected.forEach((row, i) => row.forEach((c, j) => expect(got[i]?.[j]).toBeCloseTo(c, 6)));
    for (const t of [signed, x, vertices]) t.dispose();
  });
});

interface Setup {
  readonly model: Model;
  readonly parameters: readonly Tensor[];
  readonly frame: Float32Array;
  readonly directions: number;
  readonly countLogits: boolean;
}

/** The engine's count at each point, in two passes of which the second goes over some points again. */
async function measured(
  deviceName: HostDevice,
  { model, parameters, frame, directions, countLogits }: Setup,
  points: number[][],
  radius: number,
): Promise<number[]> {
  const device = await useDevice(deviceName);
  const chunk = Math.ceil((2 * points.length) / 3);
  const inputCount = chunk * 2 * directions;
  const inputs = planBatch(model.geometry.inputPlan(inputCount), blank(inputCount), model.constants, device);
  const [signed, x] = [signedFrame(frame, directions, radius), tensor2d(points)];
  const counts = localComplexity(parameters, x, { geometry: model.geometry, frame: signed, countLogits, chunk, inputs: [inputs] });
  const result = [...(await device.read(counts))];
  for (const t of [signed, x, counts]) t.dispose();
  inputs.dispose();
  return result;
}

function build(id: string, values: Readonly<Record<string, Value>>, vocabulary: number, classes: number): { section: Section; model: Model } {
  const section = sectionOf(models.get(id), values);
  return { section, model: models.get(id).create(section, { ...pairShape(vocabulary), outputs: classes }) };
}

/** The definition, in float64. `tie` is how close to zero the closest pre-activation of any vertex comes, relative to its layer. */
function bruteForce(layersAt: (x: number[]) => number[][], points: number[][], frame: number[][], radius: number): { counts: number[]; tie: number } {
  let tie = Number.POSITIVE_INFINITY;
  const counts = points.map((point) => {
    const vertices = [1, -1].flatMap((sign) => frame.map((v) => point.map((c, i) => c + sign * radius * (v[i] as number))));
    const all = vertices.map((vertex) => layersAt(vertex));
    return (all[0] as number[][]).reduce((total, layer, l) => {
      const size = Math.hypot(...layer) / Math.sqrt(layer.length);
      return (
        total +
        layer.filter((first, i) => {
          for (const layers of all) tie = Math.min(tie, Math.abs(layers[l]?.[i] as number) / size);
          return all.some((layers) => Math.sign(layers[l]?.[i] as number) !== Math.sign(first));
        }).length
      );
    }, 0);
  });
  return { counts, tie };
}

describe.each(HOST_DEVICES)('on %s', (device) => {
  test.each([1, 2, 3])('layer 1 is |w·x + b| < r·max|w·v|, count for count, network %i', async (seed) => {
    await useDevice(device);
    const { model } = build('mlp', { depth: 1, width: 60 }, 11, 7);
    const rng = new Rng(seed, 'closed form');
    const values = randomParameters(model, rng);
    const [a, b, bias] = values as [Float32Array, Float32Array, Float32Array];
    const columns = Array.from({ length: 60 }, (_, h) => [...rowsOf(a, 60), ...rowsOf(b, 60)].map((row) => row[h] as number));
    const frame = orthonormalFrame(9, 22, rng.split('frame'));
    const points = Array.from({ length: 10 }, () => [...rng.normals(22, 1)]);
    const radius = 0.3;
    let closest = Number.POSITIVE_INFINITY;
    const expected = points.map(
      (x) =>
        columns.filter((w, h) => {
          const reach = radius * Math.max(...rowsOf(frame, 22).map((v) => Math.abs(dot(w, v))));
          const distance = Math.abs(dot(w, x) + (bias[h] as number));
          closest = Math.min(closest, Math.abs(distance - reach));
          return distance < reach;
        }).length,
    );
    // No neuron is so close to the border that float32 (22 products of size 1: 2e-6) could decide otherwise.
    expect(closest).toBeGreaterThan(1e-5);
    expect(Math.min(...expected)).toBeGreaterThan(0);
    const parameters = onDevice(model, values);
    expect(await measured(device, { model, parameters, frame, directions: 9, countLogits: false }, points, radius)).toEqual(expected);
    for (const t of parameters) t.dispose();
  });

  test.each([
    { id: 'mlp', values: { depth: 2, width: 13 } },
    { id: 'mlp', values: { depth: 3, width: 8, activation: 'leakyRelu', input: 'embedding', embedding: 6 } },
    { id: 'mlp', values: { depth: 1, width: 11, activation: 'quadratic', bias: false } },
    { id: 'transformer', values: { width: 6, heads: 2, ffn: 13 } },
    { id: 'transformer', values: { width: 8, heads: 2, ffn: 9, layers: 2, sequence: 'a op b =', layerNorm: 'pre' } },
    { id: 'transformer', values: { width: 6, heads: 3, ffn: 7, layers: 3, layerNorm: 'post', positions: 'sinusoidal', activation: 'gelu' } },
  ])('$id $values: points and counts are brute force’s', async ({ id, values }) => {
    const opened = await useDevice(device);
    const vocabulary = 7;
    const { section, model } = build(id, values, vocabulary, vocabulary);
    const { geometry } = model;
    const rng = new Rng(1, JSON.stringify(values));
    const float32 = randomParameters(model, rng, 0.5);
    const reference = named(model, float32);
    const examples = randomExamples(6, vocabulary, vocabulary, rng);
    const parameters = onDevice(model, float32);

    const batch = planBatch(geometry.pointPlan(examples.count), examples, model.constants, opened);
    const pointTensor = tidy(() => geometry.points(parameters, batch));
    const points = rowsOf(await opened.read(pointTensor), geometry.dimension);
    const expectedPoints = pairsOf(examples).map((tokens) =>
      id === 'mlp'
        ? mlpInput(mlpOptions(section, vocabulary), reference, tokens)
        : residualInput(transformerOptions(section, vocabulary), reference, tokens).flat(),
    );
    expect(points.map((row) => row.length)).toEqual(expectedPoints.map((row) => row.length));
    expectedPoints.forEach((row, i) => row.forEach((c, j) => expect(points[i]?.[j]).toBeCloseTo(c, 5)));

    const frame = orthonormalFrame(5, geometry.dimension, rng.split('frame'));
    for (const countLogits of [false, true]) {
      const layersAt = layersOf(id, section, vocabulary, reference, countLogits);
      let largest = 0;
      for (const radius of [0.05, 0.8]) {
        const { counts, tie } = bruteForce(layersAt, points, rowsOf(frame, geometry.dimension), radius);
        // Far from ties for float32, whose errors through three layers stay near 1e-6 of a layer's size.
        expect(tie).toBeGreaterThan(1e-5);
        expect(await measured(device, { model, parameters, frame, directions: 5, countLogits }, points, radius)).toEqual(counts);
        largest = Math.max(largest, ...counts);
      }
      expect(largest).toBeGreaterThan(0);
    }
    for (const t of [...parameters, pointTensor]) t.dispose();
    batch.dispose();
  });

  test.each(['mlp', 'transformer'])('%s: nothing changes sign within a radius of 0', async (id) => {
    await useDevice(device);
    const { model } = build(id, { width: 8, heads: 2, ffn: 16 }, 7, 7);
    const rng = new Rng(1, 'zero');
    const parameters = onDevice(model, randomParameters(model, rng));
    const { dimension } = model.geometry;
    const points = Array.from({ length: 8 }, () => [...rng.normals(dimension, 1)]);
    const setup = { model, parameters, frame: orthonormalFrame(5, dimension, rng), directions: 5, countLogits: true };
    expect(await measured(device, setup, points, 0)).toEqual(points.map(() => 0));
    expect(Math.max(...(await measured(device, setup, points, 1)))).toBeGreaterThan(0);
    for (const t of parameters) t.dispose();
  });

  test('it does not change when the last linear layer is scaled, nor when any layer of a network without biases is', async () => {
    await useDevice(device);
    // Factors that are powers of two: float32 then rounds as before, and equality is exact.
    for (const [bias, layers] of [
      [true, ['output']],
      [false, ['hidden1', 'hidden2', 'output']],
    ] as const) {
      const { model } = build('mlp', { depth: 2, width: 24, bias }, 7, 7);
      const rng = new Rng(5, 'scale');
      const values = randomParameters(model, rng);
      const points = Array.from({ length: 8 }, () => [...rng.normals(14, 1)]);
      const frame = orthonormalFrame(6, 14, rng);
      const counts = async (scaled: string | null, factor: number): Promise<number[]> => {
        const parameters = onDevice(
          model,
          values.map((array, i) => (scaled !== null && model.parameters[i]?.name.startsWith(`${scaled}.`) ? array.map((x) => x * factor) : array)),
        );
        const result = await measured(device, { model, parameters, frame, directions: 6, countLogits: true }, points, 0.2);
        for (const t of parameters) t.dispose();
        return result;
      };
      const plain = await counts(null, 1);
      expect(Math.max(...plain)).toBeGreaterThan(0);
      for (const layer of layers) for (const factor of [8, 0.125]) expect(await counts(layer, factor)).toEqual(plain);
    }
  });
});

/** What local complexity looks at in the reference: the MLPs' pre-activations (of all positions but in the last layer), and the logits. */
function layersOf(id: string, section: Section, vocabulary: number, parameters: NamedParameters, countLogits: boolean): (x: number[]) => number[][] {
  if (id === 'mlp') return (x) => mlpLayers(mlpOptions(section, vocabulary), parameters, x).slice(0, countLogits ? undefined : -1);
  const options = transformerOptions(section, vocabulary);
  return (x) => {
    const { logits, preactivations } = runTransformer(options, parameters, rowsOf(x, options.width));
    const hidden = preactivations.map((positions, layer) => (layer === options.layers - 1 ? positions.at(-1) : positions.flat()));
    return countLogits ? [...hidden, logits] : hidden;
  };
}

/**
 * Humayun et al. 2024: PyTorch's default initialisation × 8, width 200, P = 25, r = .05, logits counted, on Gaussian inputs of norm 9.2;
 * depth counts linear layers, the output among them.
 */
test.each([
  [2, 2.02],
  [3, 4.05],
  [4, 5.91],
  [5, 7.88],
  [6, 9.63],
])('at initialisation a network of depth %i has a mean of %d', async (depth, expected) => {
  await useDevice('wasm');
  const [directions, perSeed] = [25, 60];
  const seeds = [1, 2, 3, 4, 5];
  let total = 0;
  for (const seed of seeds) {
    const rng = new Rng(seed, `depth ${depth}`);
    const { model } = build('mlp', { depth: depth - 1, width: 200 }, 392, 10);
    const parameters = onDevice(
      model,
      model.parameters.map(({ name, init }) => init(rng.split(name)).map((x) => x * 8)),
    );
    const points = Array.from({ length: perSeed }, () => {
      const x = [...rng.normals(784, 1)];
      const norm = Math.hypot(...x);
      return x.map((c) => (c * 9.2) / norm);
    });
    const frame = orthonormalFrame(directions, 784, rng.split('frame'));
    const counts = await measured('wasm', { model, parameters, frame, directions, countLogits: true }, points, 0.05);
    total += counts.reduce((sum, c) => sum + c, 0) / perSeed;
    for (const t of parameters) t.dispose();
  }
  // At depth 2 the count of a point is close to Poisson: 300 points give a standard error of 4 %, and the deeper ones less; 8 % is two of them.
  expect(Math.abs(total / seeds.length / expected - 1), `${total / seeds.length}`).toBeLessThan(0.08);
});

test('random points have the mean and the spread of the points they stand beside', async () => {
  const device = await useDevice('cpu');
  const rng = new Rng(1, 'like');
  const [like, noise] = [
    tensor2d(
      rng.normals(4000, 0.5).map((x) => x + 3),
      [400, 10],
    ),
    tensor2d(rng.normals(4000, 1), [400, 10]),
  ];
  const points = randomPointsLike(like, noise);
  const numbers = [...(await device.read(points))];
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
  // Standard errors over 4000 numbers: .008 and .006; five of each, since `like` has its own.
  expect(Math.abs(mean - 3)).toBeLessThan(0.04);
  expect(Math.abs(spread - 0.5)).toBeLessThan(0.03);
  for (const t of [like, noise, points]) t.dispose();
});

test('random points in a domain fill it evenly and stay in it', () => {
  const points = uniformIn([-2, 6], 20_000, new Rng(3, 'points'));
  const mean = points.reduce((sum, x) => sum + x, 0) / points.length;
  const variance = points.reduce((sum, x) => sum + (x - mean) ** 2, 0) / points.length;
  expect(Math.min(...points)).toBeGreaterThanOrEqual(-2);
  expect(Math.max(...points)).toBeLessThan(6);
  expect(Math.abs(mean - 2)).toBeLessThan(0.05);
  expect(Math.abs(variance - 64 / 12)).toBeLessThan(0.15);
});
