/** Answers and how sure they are, against the plain float64 reference; and against the accuracy that a run reports. */
import { expect, test } from 'vitest';
import { answers, type SetAnswers } from '../../../src/engine/looks/answers.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { useDevice } from '../../devices.ts';
import { softmax } from '../../reference/numbers.ts';
import { mlpLayers } from '../../reference/mlp.ts';
import { MODEL_REFERENCE, mlpOptions } from '../references.ts';
import { named, pairsOf } from '../small.ts';
import { configOf, MLP, networkOf, REGRESSION, seenBy, TRANSFORMER } from './networks.ts';

function classesOf(set: SetAnswers) {
  if (set.kind !== 'class') throw new Error('the answers are values');
  return set;
}

test.each([
  ['MLP', MLP],
  ['transformer', TRANSFORMER],
])('%s: the largest output, its probability and that of the right answer', (_, config) => {
  const network = networkOf(config);
  const { model, parameters, dataset } = network;
  const { answer } = seenBy(answers, network, { train: 1000, val: 5 });
  const reference = MODEL_REFERENCE[config.model.id] as (typeof MODEL_REFERENCE)[string];
  for (const [set, count] of [
    ['train', dataset.train.count],
    ['val', 5],
  ] as const) {
    const { answers: said, probabilities, ofRight } = classesOf(answer[set]);
    expect([said.length, probabilities.length, ofRight.length]).toEqual([count, count, count]);
    reference(config.model, 7, named(model, parameters), pairsOf(dataset[set]).slice(0, count)).forEach((logits, i) => {
      const p = softmax(logits);
      expect(said[i]).toBe(p.indexOf(Math.max(...p)));
      expect(probabilities[i]).toBeCloseTo(Math.max(...p), 6);
      expect(ofRight[i]).toBeCloseTo(p[dataset[set].targets[i] as number] as number, 6);
    });
  }
});

test('answers that are values are the outputs', () => {
  const network = networkOf(REGRESSION);
  const { model, parameters, dataset } = network;
  const { answer } = seenBy(answers, network, { train: 3, val: 0 });
  expect(answer.val).toEqual({ kind: 'value', values: new Float32Array(0) });
  const expected = Array.from({ length: 3 }, (_, i) => {
    const x = [...dataset.train.inputs.subarray(5 * i, 5 * i + 5)];
    return mlpLayers(mlpOptions(REGRESSION.model, 0), named(model, parameters), x).at(-1);
  }).flat();
  const said = answer.train.kind === 'value' ? [...answer.train.values] : [];
  expect(said).toHaveLength(15);
  expected.forEach((y, i) => expect(said[i]).toBeCloseTo(y, 5));
});

test('the share of right ones is the accuracy of the run at that step', async () => {
  const config = configOf({ 'task.p': 11, 'task.split': 'pairs', 'model.id': 'mlp', 'model.width': 32 });
  const device = await useDevice('wasm');
  const { dataset } = networkOf(config);
  const trainer = createTrainer(config, dataset, device, null);
  const accuracies: number[] = [];
  for (const steps of [0, 10, 30]) {
    trainer.advance(steps);
    const { values } = await trainer.measure();
    const at = await trainer.parameters();
    const { answer } = seenBy(answers, networkOf(config, at), { train: 1000, val: 1000 });
    for (const set of ['train', 'val'] as const) {
      const { answers: said } = classesOf(answer[set]);
      const right = said.filter((a, i) => a === dataset[set].targets[i]).length / said.length;
      expect(right).toBeCloseTo(values[`${set}.accuracy`] as number, 5);
      accuracies.push(right);
    }
  }
  trainer.dispose();
  expect(new Set(accuracies).size).toBeGreaterThan(3);
});

test('many are answered in parts, with a word after each: the same as all at once', () => {
  const network = networkOf(configOf({ 'task.p': 139, 'task.trainFraction': 0.3, 'model.id': 'mlp', 'model.width': 8 }));
  const { train, val } = network.dataset;
  expect(val.count).toBeGreaterThan(1900);
  const { answer, shares } = seenBy(answers, network, { train: train.count, val: val.count });
  expect(shares.length).toBe(Math.ceil((train.count + val.count) / 16384));
  expect(shares.length).toBe(2);
  expect(shares.at(-1)).toBe(1);
  const logits = network.model.forward(network.parameters, val);
  const { outputs } = network.dataset.shape;
  classesOf(answer.val).answers.forEach((said, i) => {
    const row = [...logits.subarray(i * outputs, (i + 1) * outputs)];
    expect(said).toBe(row.indexOf(Math.max(...row)));
  });
});

test.each([
  ['small', 2000, 16384],
  ['large', 1e6, 1500],
  ['huge', 2.6e7, 57],
  ['endless', 9e9, 1],
])('a %s network is asked as many at a time as take about as long', (_, each, size) => {
  const network = networkOf(configOf({ 'task.p': 53, 'model.id': 'mlp', 'model.width': 8 }));
  const { train, val, shape } = network.dataset;
  const asked: number[] = [];
  const model = {
    ...network.model,
    work: (count: number) => ({ multiplyAdds: each * count, numbers: 0 }),
    forward(__: unknown, { count }: { readonly count: number }) {
      asked.push(count);
      return new Float64Array(count * shape.outputs);
    },
  };
  const { answer, shares } = seenBy(answers, { ...network, model }, { train: 1e6, val: 1e6 });
  const all = train.count + val.count;
  expect(asked).toEqual(Array.from({ length: Math.ceil(all / size) }, (__, i) => Math.min(size, all - i * size)));
  expect(shares).toEqual(asked.map((__, i) => Math.min(1, ((i + 1) * size) / all)));
  // Of equals the first is the answer, and all are as likely.
  const { answers: said, probabilities, ofRight } = classesOf(answer.val);
  expect(new Set(said)).toEqual(new Set([0]));
  for (const one of [probabilities, ofRight]) expect([one.length, ...new Set(one)]).toEqual([val.count, Math.fround(1 / shape.outputs)]);
});
