import { memory, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../src/engine/backend/device.ts';
import { planBatch } from '../../../src/engine/data/batch.ts';
import type { Examples, GraphShape } from '../../../src/engine/data/dataset.ts';
import { madeUp } from '../../../src/engine/data/madeUp.ts';
import { models } from '../../../src/engine/models/index.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { adversarialObjective, plainObjective, type Objective, type Training } from '../../../src/engine/run/objective.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { useDevice } from '../../devices.ts';
import { lossOn, onDevice, randomExamples, randomParameters, sectionOf, NO_CHANCE } from '../small.ts';

const shape = pairShape(5);
const model = models.get('mlp').create(sectionOf(models.get('mlp'), { width: 6, depth: 1 }), shape);
const values = randomParameters(model, new Rng(1, 'parameters'));
const [before, after] = ['before', 'after'].map((name) => randomExamples(8, 5, 5, new Rng(1, name))) as [
  ReturnType<typeof randomExamples>,
  ReturnType<typeof randomExamples>,
];

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

async function gradients(objective: Objective): Promise<number[][]> {
  const parameters = onDevice(model, values);
  const made = tidy(() => objective.gradients(parameters));
  const numbers = await Promise.all(made.map(async (t) => [...(await device.read(t))]));
  for (const t of [...made, ...parameters]) t.dispose();
  return numbers;
}

describe.each(['plain', 'adversarial'])('%s', (kind) => {
  const objectiveOf = (examples: typeof before): Objective => {
    const training: Training = { model, shape, loss: lossOn(device, 'cross-entropy'), device, chance: NO_CHANCE };
    if (kind === 'plain') return plainObjective(training, planBatch(model.plan(8), examples, model.constants, device));
    const attack = { train: 'pgd', epsilon: 0.1, stepSize: 0.05, steps: 2, randomStart: false } as const;
    return adversarialObjective(training, examples, attack, { seed: 1, counters: tensor1d([0]), at: 0 });
  };

  test('other examples take the place of the first', async () => {
    const objective = objectiveOf(before);
    const first = await gradients(objective);
    objective.refill(after);
    const second = await gradients(objective);
    expect(second).not.toEqual(first);
    expect(second).toEqual(await gradients(objectiveOf(after)));
  });
});

describe('an attack that does not move trains as nothing does', () => {
  const vectors = { kind: 'vectors', dimension: 3, image: null, domain: [-2, 2], outputs: 5, target: { kind: 'class' } } as const;
  const points = { count: 8, inputs: Float32Array.from({ length: 24 }, (_, i) => Math.sin(i)), targets: before.targets };
  test.each([
    ['tokens', shape, before],
    ['vectors', vectors, points],
  ])('on %s', async (_, of, examples) => {
    const held = memory().numTensors;
    const own = models.get('mlp').create(sectionOf(models.get('mlp'), { width: 6, depth: 1 }), of);
    const loss = lossOn(device, 'cross-entropy');
    const training: Training = { model: own, shape: of, loss, device, chance: NO_CHANCE };
    const counters = tensor1d([0]);
    const attack = { train: 'pgd', epsilon: 0.1, stepSize: 0.05, steps: 0, randomStart: false } as const;
    const attacked = adversarialObjective(training, examples, attack, { seed: 1, counters, at: 0 });
    const batch = planBatch(own.plan(8), examples, own.constants, device);
    const plain = plainObjective(training, batch);
    const parameters = onDevice(own, randomParameters(own, new Rng(1, 'parameters')));
    const numbers = (objective: Objective): number[] => {
      const made = tidy(() => objective.gradients(parameters));
      const all = made.flatMap((t) => [...t.dataSync<'float32'>()]);
      for (const t of made) t.dispose();
      return all;
    };
    const [mine, theirs] = [numbers(attacked), numbers(plain)];
    expect(mine.some((x) => x !== 0)).toBe(true);
    for (const [i, x] of mine.entries()) expect(x).toBeCloseTo(theirs[i] as number, 5);
    for (const owned of [attacked, plain, batch, loss, counters, ...parameters]) owned.dispose();
    expect(memory().numTensors).toBe(held);
  });
});

test('graphs that take the place of others bring their own edges', async () => {
  const of: GraphShape = { kind: 'graphs', nodes: 5, features: 3, neighbours: 3, edgeTypes: 2, target: { kind: 'value', tolerance: 1 }, outputs: 1 };
  const own = models.get('graph').create(sectionOf(models.get('graph'), { width: 6, edgeWidth: 3 }), of);
  const training: Training = { model: own, shape: of, loss: lossOn(device, 'mse'), device, chance: NO_CHANCE };
  const attack = { train: 'pgd', epsilon: 0.1, stepSize: 0.05, steps: 2, randomStart: false } as const;
  const [first, second] = [1, 2].map((seed) => madeUp(of, 8, new Rng(seed, 'graphs'))) as [Examples, Examples];
  const made = (examples: Examples): Objective => adversarialObjective(training, examples, attack, { seed: 1, counters: tensor1d([0]), at: 0 });
  const parameters = onDevice(own, randomParameters(own, new Rng(1, 'parameters')));
  const numbers = (objective: Objective): number[] => tidy(() => objective.gradients(parameters).flatMap((t) => [...t.dataSync<'float32'>()]));
  const refilled = made(first);
  const stale = numbers(refilled);
  refilled.refill(second);
  expect(numbers(refilled)).toEqual(numbers(made(second)));
  expect(stale).not.toEqual(numbers(made(second)));
  expect(stale).toEqual(numbers(made(first)));
});
