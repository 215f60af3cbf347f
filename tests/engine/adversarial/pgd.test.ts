/** PGD: its gradient against float64, its points against the box, and what training on them passes on to the weights. */
import { memory, tensor1d, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { adversarialParameters } from '../../../src/engine/adversarial/parameters.ts';
import { boxOf, inputGradient, logitsAt, pgd, type Attack, type Victim } from '../../../src/engine/adversarial/pgd.ts';
import { planBatch } from '../../../src/engine/data/batch.ts';
import { inputWidth, type DatasetShape, type Examples, type VectorShape } from '../../../src/engine/data/dataset.ts';
import { blank } from '../../../src/engine/data/examples.ts';
import { models } from '../../../src/engine/models/index.ts';
import type { Model } from '../../../src/engine/models/model.ts';
import { crossEntropy } from '../../../src/engine/ops/losses.ts';
import { defaultsOf, type Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { adversarialObjective, type Training } from '../../../src/engine/run/objective.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';
import { mlpInput, mlpLayers } from '../../reference/mlp.ts';
import type { NamedParameters, Vector } from '../../reference/numbers.ts';
import { residualInput, runTransformer } from '../../reference/transformer.ts';
import { mlpOptions, transformerOptions } from '../references.ts';
import { lossOn, named, onDevice, pairsOf, randomExamples, randomParameters, sectionOf, NO_CHANCE } from '../small.ts';

const COUNT = 7;
const P = 5;

const PIXELS: VectorShape = { kind: 'vectors', dimension: 6, image: null, domain: [0, 1], outputs: 4, target: { kind: 'class' } };

interface Case {
  readonly model: 'mlp' | 'transformer';
  readonly shape: DatasetShape;
  readonly values: Readonly<Record<string, Value>>;
}

const CASES: readonly Case[] = [
  { model: 'mlp', shape: PIXELS, values: { width: 9, depth: 2, activation: 'tanh' } },
  { model: 'mlp', shape: PIXELS, values: { width: 9, depth: 1, activation: 'relu', bias: false } },
  { model: 'mlp', shape: pairShape(P), values: { width: 9, depth: 2, activation: 'gelu' } },
  { model: 'mlp', shape: pairShape(P), values: { width: 6, depth: 1, activation: 'quadratic', input: 'embedding', embedding: 3 } },
  { model: 'transformer', shape: pairShape(P), values: { width: 6, heads: 3, ffn: 7, activation: 'tanh' } },
  {
    model: 'transformer',
    shape: pairShape(P),
    values: { width: 6, heads: 2, ffn: 5, activation: 'gelu', layers: 2, layerNorm: 'pre', positions: 'sinusoidal' },
  },
  { model: 'transformer', shape: pairShape(P), values: { width: 4, heads: 1, ffn: 5, activation: 'tanh', layers: 2, layerNorm: 'post', sequence: 'a op b =' } },
];
const nameOf = ({ model, shape, values }: Case): string => `${model} on ${shape.kind} ${Object.values(values).join(' ')}`;
const NAMED = CASES.map((c) => [nameOf(c), c] as const);

function examplesOf(shape: DatasetShape, rng: Rng): Examples {
  if (shape.kind === 'tokens') return randomExamples(COUNT, P, P, rng);
  const targets = Int32Array.from({ length: COUNT }, () => rng.integer(shape.outputs));
  return { count: COUNT, inputs: Float32Array.from({ length: COUNT * inputWidth(shape) }, () => rng.uniform()), targets };
}

/** Where the examples lie, and the logits at a point, in float64. */
function referenceOf({ model, values }: Case): { points(at: NamedParameters, examples: Examples): Vector[]; logits(at: NamedParameters, x: Vector): Vector } {
  const section = sectionOf(models.get(model), values);
  const tokensOf = (examples: Examples): number[][] => pairsOf(examples);
  if (model === 'transformer') {
    const options = transformerOptions(section, P);
    return {
      points: (at, examples) => tokensOf(examples).map((tokens) => residualInput(options, at, tokens).flat()),
      logits: (at, x) => {
        const positions = x.length / options.width;
        return runTransformer(
          options,
          at,
          Array.from({ length: positions }, (_, t) => x.slice(t * options.width, (t + 1) * options.width)),
        ).logits;
      },
    };
  }
  const options = mlpOptions(section, P);
  return {
    points: (at, examples) =>
      examples.inputs instanceof Float32Array
        ? Array.from({ length: COUNT }, (_, i) => [...examples.inputs.subarray(i * PIXELS.dimension, (i + 1) * PIXELS.dimension)])
        : tokensOf(examples).map((tokens) => mlpInput(options, at, tokens)),
    logits: (at, x) => mlpLayers(options, at, x).at(-1),
  };
}

interface Scene {
  readonly model: Model;
  readonly float32: Float32Array[];
  readonly examples: Examples;
  readonly victim: Victim;
  readonly centre: Tensor2D;
  dispose(): void;
}

async function sceneOf(deviceName: (typeof HOST_DEVICES)[number], { model: id, shape, values }: Case): Promise<Scene> {
  const device = await useDevice(deviceName);
  const model = models.get(id).create(sectionOf(models.get(id), values), shape);
  const float32 = randomParameters(model, new Rng(1, id));
  const examples = examplesOf(shape, new Rng(2, id));
  const parameters = onDevice(model, float32);
  const batch = planBatch(model.geometry.pointPlan(COUNT), examples, model.constants, device);
  const inputs = planBatch(model.geometry.inputPlan(COUNT), blank(COUNT), model.constants, device);
  const centre = tidy(() => model.geometry.points(parameters, batch));
  return {
    model,
    float32,
    examples,
    victim: { geometry: model.geometry, parameters, inputs, targets: batch.targets },
    centre,
    dispose() {
      for (const t of [...parameters, centre]) t.dispose();
      for (const owned of [batch, inputs]) owned.dispose();
    },
  };
}

const crossEntropyOf = LOSS_REFERENCE['cross-entropy'] as (logits: Vector[], labels: readonly number[]) => number;

describe.each(HOST_DEVICES)('on %s', (deviceName) => {
  test.each(NAMED)('%s: the gradient in the input is the float64 reference’s slope', async (_name, which) => {
    await useDevice(deviceName);
    const before = memory().numTensors;
    const scene = await sceneOf(deviceName, which);
    const reference = referenceOf(which);
    const at = named(scene.model, scene.float32);
    const points = reference.points(at, scene.examples);
    const read = (t: Tensor): number[] => [...t.dataSync<'float32'>()];
    expect(Math.hypot(...read(scene.centre).map((x, i) => x - (points.flat()[i] as number)))).toBeLessThan(1e-5 * Math.hypot(...points.flat()));

    const gradient = inputGradient(scene.victim, scene.centre);
    const [numbers, d] = [read(gradient), points[0]?.length as number];
    const labels = [...scene.examples.targets];
    const lossAt = (x: Vector, i: number): number => crossEntropyOf([reference.logits(at, x)], [labels[i] as number]) / COUNT;
    const h = which.values['activation'] === 'relu' ? 1e-7 : 1e-5;
    const slopes = points.flatMap((point, i) =>
      point.map((_, k) => {
        const moved = (by: number): Vector => point.map((x, j) => (j === k ? x + by : x));
        return (lossAt(moved(h), i) - lossAt(moved(-h), i)) / (2 * h);
      }),
    );
    expect(slopes).toHaveLength(COUNT * d);
    expect(Math.hypot(...slopes)).toBeGreaterThan(1e-3);
    expect(Math.hypot(...numbers.map((g, i) => g - (slopes[i] as number)))).toBeLessThan(2e-5 * Math.hypot(...slopes));
    gradient.dispose();
    scene.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test.each(NAMED)('%s: every point of an attack is in the ball and the domain, the loss is higher there, and chance repeats itself', async (_name, which) => {
    const scene = await sceneOf(deviceName, which);
    const device = await useDevice(deviceName);
    const counters = tensor1d([0, 0]);
    const lossOf = (x: Tensor2D): number => tidy(() => crossEntropy(logitsAt(scene.victim, x), scene.victim.targets as Tensor1D).dataSync()[0] as number);
    const clean = lossOf(scene.centre);
    const centre = scene.centre.dataSync<'float32'>();
    const box = boxOf(0.1, which.shape);
    const attacked = (start: Attack['start']): { points: Float32Array; loss: number } => {
      const made = pgd(scene.victim, scene.centre, { box, stepSize: 0.025, steps: 6, start });
      const result = { points: Float32Array.from(made.dataSync<'float32'>()), loss: lossOf(made) };
      if (made !== scene.centre) made.dispose();
      return result;
    };
    const held = memory().numTensors;
    const random = (seed: number, counter: number): ReturnType<typeof attacked> => {
      device.write(counters, Float32Array.of(9, counter));
      return attacked({ seed, counters, at: 1 });
    };
    for (const { points, loss } of [attacked(null), random(1, 0), random(1, 1)]) {
      expect(loss).toBeGreaterThan(clean);
      const [low, high] = which.shape.kind === 'vectors' ? [0, 1] : [-Infinity, Infinity];
      points.forEach((x, i) => {
        expect(Math.abs(x - (centre[i] as number))).toBeLessThanOrEqual(0.1 + 1e-6);
        expect(x >= low && x <= high).toBe(true);
      });
    }
    expect(random(1, 0).points).toEqual(random(1, 0).points);
    expect(random(1, 1).points).not.toEqual(random(1, 0).points);
    expect(random(2, 0).points).not.toEqual(random(1, 0).points);
    expect(memory().numTensors).toBe(held);
    counters.dispose();
    scene.dispose();
  });

  test.each(NAMED)('%s: training takes its gradient at the attacked points, and embeddings learn through them', async (_name, which) => {
    const device = await useDevice(deviceName);
    const before = memory().numTensors;
    const scene = await sceneOf(deviceName, which);
    const values = { ...defaultsOf(adversarialParameters), train: 'pgd', epsilon: 0.05, stepSize: 0.02, steps: 3, randomStart: false } as const;
    const loss = lossOn(device, 'cross-entropy');
    const training: Training = { model: scene.model, shape: which.shape, loss, device, chance: NO_CHANCE };
    const counters = tensor1d([0]);
    const objective = adversarialObjective(training, scene.examples, values, { seed: 1, counters, at: 0 });
    const gradients = objective.gradients(scene.victim.parameters);

    // The move that the attack found, held still, in float64.
    const found = pgd(scene.victim, scene.centre, { box: boxOf(0.05, which.shape), stepSize: 0.02, steps: 3, start: null });
    const centre = scene.centre.dataSync<'float32'>();
    const move = Float64Array.from(found.dataSync<'float32'>(), (x, i) => x - (centre[i] as number));
    found.dispose();
    const reference = referenceOf(which);
    const labels = [...scene.examples.targets];
    const lossOf = (parameters: readonly ArrayLike<number>[]): number => {
      const at = named(scene.model, parameters);
      const points = reference.points(at, scene.examples);
      const d = points[0]?.length as number;
      return crossEntropyOf(
        points.map((point, i) =>
          reference.logits(
            at,
            point.map((x, k) => x + (move[i * d + k] as number)),
          ),
        ),
        labels,
      );
    };
    const h = which.values['activation'] === 'relu' ? 1e-7 : 1e-5;
    const rng = new Rng(3, 'directions');
    const whole = Math.hypot(...gradients.map((g) => Math.hypot(...g.dataSync<'float32'>())));
    scene.float32.forEach((data, i) => {
      const direction = Array.from(data, () => rng.normal() / Math.sqrt(data.length));
      const moved = (by: number): ArrayLike<number>[] =>
        scene.float32.map((other, j) => (i === j ? Array.from(data, (x, k) => x + by * (direction[k] as number)) : other));
      const slope = (lossOf(moved(h)) - lossOf(moved(-h))) / (2 * h);
      const along = (gradients[i] as Tensor).dataSync<'float32'>().reduce((sum, g, k) => sum + g * (direction[k] as number), 0);
      expect(Math.abs(along - slope), `${scene.model.parameters[i]?.name}`).toBeLessThan(3e-5 * whole);
    });
    for (const t of [...gradients, counters]) t.dispose();
    objective.dispose();
    scene.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('answers that are values are attacked by their squared error, and where there is no slope nothing moves', async () => {
    const shape: VectorShape = { ...PIXELS, outputs: 2, target: { kind: 'value', tolerance: 0.1 } };
    const device = await useDevice(deviceName);
    const model = models.get('mlp').create(sectionOf(models.get('mlp'), { width: 9, depth: 1, activation: 'relu' }), shape);
    const rng = new Rng(5, 'values');
    const examples: Examples = { count: COUNT, inputs: Float32Array.from({ length: COUNT * 6 }, () => rng.uniform()), targets: rng.normals(2 * COUNT, 1) };
    const batch = planBatch(model.geometry.pointPlan(COUNT), examples, model.constants, device);
    const inputs = planBatch(model.geometry.inputPlan(COUNT), blank(COUNT), model.constants, device);
    const centre = model.geometry.points([], batch);
    const attack: Attack = { box: boxOf(0.1, shape), stepSize: 0.05, steps: 3, start: null };
    const live = onDevice(model, randomParameters(model, rng));
    const dead = onDevice(
      model,
      model.parameters.map(({ shape: dims }) => new Float32Array(dims.reduce((a, b) => a * b, 1))),
    );
    const [moved, unmoved] = [live, dead].map((parameters) => pgd({ geometry: model.geometry, parameters, inputs, targets: batch.targets }, centre, attack));
    expect(moved?.dataSync()).not.toEqual(centre.dataSync());
    expect(unmoved?.dataSync()).toEqual(centre.dataSync());
    for (const t of [...live, ...dead, centre, moved, unmoved]) t?.dispose();
    for (const owned of [batch, inputs]) owned.dispose();
  });
});
