/**
 * Every model × loss × activation, and every option of every model, against the plain float64 reference: the logits themselves, and the
 * gradient of every parameter tensor against central differences of the reference along random directions. The engine computes once per
 * token what the reference computes once per pair, so this also shows that the two are the same function.
 */
import { grads, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../../src/engine/data/batch.ts';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { losses } from '../../../src/engine/losses/index.ts';
import { foldingPays } from '../../../src/engine/models/transformer/folded.ts';
import { models } from '../../../src/engine/models/index.ts';
import { ACTIVATIONS, activations, type Activation } from '../../../src/engine/ops/activations.ts';
import { crossEntropy } from '../../../src/engine/ops/losses.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import type { Section } from '../../../src/engine/registry.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { HOST_DEVICES, useDevice, type HostDevice } from '../../devices.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';
import { ACTIVATION_REFERENCE, dot } from '../../reference/numbers.ts';
import { MODEL_REFERENCE } from '../references.ts';
import { lossOn, named, onDevice, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

type Overrides = Readonly<Record<string, Value>>;

interface Case {
  readonly model: string;
  readonly loss: string;
  readonly values: Overrides;
  /** Examples; 17 unless said otherwise. */
  readonly count?: number;
}

/** Wide enough, with as many examples, for the transformer to fold its last layer into tables; see models/transformer/folded.ts. */
const FOLDED = { values: { width: 16, heads: 2, ffn: 5 }, count: 40 } as const;

/** Small and not a multiple of four, so that vectorised kernels meet their tails; the last entries of 'both' are multiples. */
const SMALL: Readonly<Record<string, Overrides>> = {
  transformer: { width: 6, heads: 3, ffn: 7 },
  mlp: { width: 9, embedding: 5 },
};

/** Options that meet inside the network, in all combinations. */
const COMBINED: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>> = {
  transformer: { layerNorm: ['none', 'pre', 'post'], sequence: ['a b =', 'a op b ='], layers: [1, 2] },
  mlp: { input: ['one-hot', 'embedding'], depth: [1, 2, 3], bias: [true, false] },
};

function product(options: Readonly<Record<string, readonly Value[]>>): Overrides[] {
  return Object.entries(options).reduce<Overrides[]>((all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))), [{}]);
}

/** Models whose plain formulation stands among the references, for pairs of tokens. */
const REFERENCED = Object.keys(MODEL_REFERENCE);
/** Losses of classes. */
const CLASSIFYING = losses.entries.filter((loss) => loss.accepts(pairShape(5))).map(({ id }) => id);

function casesOf(model: string): Case[] {
  const small = SMALL[model] ?? {};
  const cases: Case[] = [];
  const { parameters } = models.get(model);
  for (const loss of CLASSIFYING)
    for (const activation of ACTIVATIONS) if (activation !== 'linear') cases.push({ model, loss, values: { ...small, activation } });
  for (const values of product(COMBINED[model] ?? {})) cases.push({ model, loss: 'cross-entropy', values: { ...small, ...values } });
  // Every other option at least once, also those that entries to come will have.
  for (const [name, p] of Object.entries(parameters)) {
    const values: readonly Value[] = p.kind === 'choice' ? p.choices.map((c) => c.value) : p.kind === 'flag' ? [true, false] : [];
    for (const value of values)
      if (name !== 'activation' && value !== p.default) cases.push({ model, loss: 'mse', values: { ...small, activation: 'tanh', [name]: value } });
  }
  if (model === 'transformer') {
    cases.push({ model, loss: 'cross-entropy', values: { width: 8, heads: 2, ffn: 8, layers: 3, layerNorm: 'pre', positions: 'sinusoidal', init: 'torch' } });
    cases.push({
      model,
      loss: 'cross-entropy',
      values: { width: 8, heads: 1, ffn: 5, layers: 2, sequence: 'a op b =', positions: 'sinusoidal', layerNorm: 'post', bias: false },
    });
  }
  if (model === 'transformer') {
    const folded = (loss: string, more: Overrides): Case => ({ model, loss, values: { ...FOLDED.values, ...more }, count: FOLDED.count });
    for (const activation of ACTIVATIONS) if (activation !== 'linear') cases.push(folded('cross-entropy', { activation }));
    cases.push(folded('mse', { activation: 'tanh', sequence: 'a op b =', positions: 'sinusoidal', bias: false }));
  }
  if (model === 'mlp') cases.push({ model, loss: 'mse', values: { width: 8, depth: 1, activation: 'quadratic', bias: false, init: 'gromov' } });
  return cases;
}

const CASES = REFERENCED.flatMap(casesOf);
const nameOf = ({ model, loss, values }: Case): string =>
  `${model} ${loss} ${Object.entries(values)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ')}`;

/** A tensor that is zero except in one parameter, where it is a random unit direction. */
function unit(size: number, rng: Rng): number[] {
  const direction = Array.from({ length: size }, () => rng.normal());
  const length = Math.hypot(...direction);
  return direction.map((x) => x / length);
}

test('every activation and every loss of classes has a reference, and every reference a model', () => {
  expect(Object.keys(ACTIVATION_REFERENCE).sort()).toEqual([...ACTIVATIONS].sort());
  for (const id of CLASSIFYING) expect(LOSS_REFERENCE).toHaveProperty([id]);
  expect(models.ids).toEqual(expect.arrayContaining(REFERENCED));
});

test.each(ACTIVATIONS)('%s and its derivative are the reference’s', (id) => {
  const [{ value, derivative }, reference] = [activations[id], ACTIVATION_REFERENCE[id] as (z: number) => number];
  for (const z of [-4.1, -1.3, -0.2, 0.1, 0.7, 2.9, 5.3]) {
    expect(value(z)).toBeCloseTo(reference(z), 12);
    // Central differences: error h²·f‴/6 plus rounding, both below 1e-9 at h = 1e-5 for these functions.
    expect(derivative(z)).toBeCloseTo((reference(z + 1e-5) - reference(z - 1e-5)) / 2e-5, 8);
  }
});

/** What an engine's device makes of a case. */
async function engineNumbers(device: HostDevice, section: Section, loss: string, values: readonly Float32Array[], vocabulary: number, examples: Examples) {
  const opened = await useDevice(device);
  const model = models.get(section.id).create(section, pairShape(vocabulary));
  const batch = planBatch(model.plan(examples.count), examples, model.constants, opened);
  const parameters = onDevice(model, values);
  const logits = tidy(() => model.logits(parameters, batch));
  const placed = lossOn(opened, loss);
  const lossTensor = tidy(() => placed.loss(logits, batch.targets));
  const gradients = grads((...p: Tensor[]) => placed.loss(model.logits(p, batch), batch.targets))(parameters);
  const result = {
    logits: await opened.read(logits),
    loss: (await opened.read(lossTensor))[0] as number,
    gradients: await Promise.all(gradients.map((g) => opened.read(g))),
  };
  for (const t of [...parameters, ...gradients, logits, lossTensor]) t.dispose();
  for (const owned of [batch, placed]) owned.dispose();
  return result;
}

// float32 carries 24 bits, 6e-8; sums of up to a hundred terms and a softmax cost some ten times that. The worst case measured over all
// these networks is below 2e-6 of the vector's length; 1e-5 leaves room for another order of summation.
const TOLERANCE = 1e-5;

test('the transformers that are meant to fold their last layer do, and small ones do not', () => {
  const { width, heads, ffn } = FOLDED.values;
  for (const vocabulary of [5, 7]) {
    for (const terms of [3, 4]) {
      const size = { rows: FOLDED.count, tableRows: 2 * vocabulary + terms - 2, terms, outputs: vocabulary };
      expect(foldingPays({ ...size, width, heads, ffn })).toBe(true);
      expect(foldingPays({ ...size, rows: 17, width: 6, heads: 3, ffn: 7 })).toBe(false);
    }
  }
});

describe.each(REFERENCED)('%s', (id) => {
  test.each(CASES.filter((c) => c.model === id).map((c) => [nameOf(c), c] as const))('%s', async (name, { model: modelId, loss, values, count = 17 }) => {
    const vocabulary = name.length % 2 === 0 ? 5 : 7;
    const section = sectionOf(models.get(modelId), values);
    const model = models.get(modelId).create(section, pairShape(vocabulary));
    const float32 = randomParameters(model, new Rng(1, name));
    const examples = randomExamples(count, vocabulary, vocabulary, new Rng(2, name));
    const pairs = pairsOf(examples);
    const labels = [...examples.targets];

    const logitsOf = (at: readonly ArrayLike<number>[]): number[][] =>
      (MODEL_REFERENCE[modelId] as (typeof MODEL_REFERENCE)[string])(section, vocabulary, named(model, at), pairs);
    const lossOf = (at: readonly ArrayLike<number>[]): number => (LOSS_REFERENCE[loss] as (typeof LOSS_REFERENCE)[string])(logitsOf(at), labels);
    const logits = logitsOf(float32).flat();
    const value = lossOf(float32);

    // Two random directions in every parameter tensor. Where the activation has a kink, so small a step that none is crossed.
    const h = activations[section['activation'] as Activation].piecewiseLinear ? 1e-7 : 1e-5;
    const rng = new Rng(3, name);
    const slopes = float32.flatMap((data, i) =>
      [0, 1].map(() => {
        const direction = unit(data.length, rng);
        const moved = (by: number): ArrayLike<number>[] =>
          float32.map((other, j) => (i === j ? Array.from(data, (x, k) => x + by * (direction[k] as number)) : other));
        return { i, direction, slope: (lossOf(moved(h)) - lossOf(moved(-h))) / (2 * h) };
      }),
    );

    for (const device of HOST_DEVICES) {
      const engine = await engineNumbers(device, section, loss, float32, vocabulary, examples);
      const size = Math.hypot(...logits);
      expect(Math.hypot(...logits.map((z, i) => z - (engine.logits[i] as number))), `logits on ${device}`).toBeLessThan(TOLERANCE * size);
      expect(Math.abs(engine.loss - value), `loss on ${device}`).toBeLessThan(TOLERANCE * Math.max(1, value));
      const whole = Math.hypot(...engine.gradients.map((g) => Math.hypot(...g)));
      expect(whole).toBeGreaterThan(1e-3);
      for (const { i, direction, slope } of slopes) {
        const gradient = engine.gradients[i] as Float32Array;
        expect(gradient.length).toBe(direction.length);
        // A tensor's gradient may be tiny beside the others (keys and queries): its error is measured against the whole as well.
        const scale = Math.hypot(...gradient) + 0.01 * whole;
        expect(Math.abs(dot(direction, [...gradient]) - slope) / scale, `gradient of ${model.parameters[i]?.name} on ${device}`).toBeLessThan(TOLERANCE);
      }
    }
  });
});

test.each(HOST_DEVICES)('a batch that is refilled is the batch made anew, on %s', async (name) => {
  const device = await useDevice(name);
  const small = REFERENCED.map((id) => ({ id, values: SMALL[id], count: 11 }));
  for (const { id, values, count } of [...small, { id: 'transformer', ...FOLDED }]) {
    const section = sectionOf(models.get(id), values);
    const model = models.get(id).create(section, pairShape(7));
    const parameters = onDevice(model, randomParameters(model, new Rng(1, id)));
    const [before, after] = [1, 2].map((seed) => randomExamples(count, 7, 7, new Rng(seed, 'refill')));
    if (before === undefined || after === undefined) throw new Error('two sets of examples');
    const gradientsOf = async (batch: ReturnType<typeof planBatch>): Promise<Float32Array[]> => {
      const made = grads((...p: Tensor[]) => crossEntropy(model.logits(p, batch), batch.targets as Tensor1D))(parameters);
      const numbers = await Promise.all(made.map((g) => device.read(g)));
      for (const t of made) t.dispose();
      return numbers;
    };
    const refilled = planBatch(model.plan(count), before, model.constants, device);
    const stale = await gradientsOf(refilled);
    refilled.refill(after);
    const anew = planBatch(model.plan(count), after, model.constants, device);
    const expected = await gradientsOf(anew);
    expect(stale).not.toEqual(expected);
    expect(await gradientsOf(refilled)).toEqual(expected);
    for (const batch of [refilled, anew]) batch.dispose();
    for (const t of parameters) t.dispose();
  }
});
