/** Which examples there are: all classes, and as many inputs as were wanted. */
import { expect, test } from 'vitest';
import { examples } from '../../../src/engine/looks/examples.ts';
import { DIGITS, MLP, MOLECULES, networkOf, REGRESSION, seenBy } from './networks.ts';

test('every class and token, and the first few examples', () => {
  const network = networkOf(MLP);
  const { train, val } = network.dataset;
  const { answer } = seenBy(examples, network, { train: 3, val: 1000 });
  expect(answer.shape).toEqual(network.dataset.shape);
  expect(answer.train).toEqual({
    count: train.count,
    classes: train.targets,
    tokens: train.inputs,
    first: { count: 3, inputs: train.inputs.slice(0, 6), targets: train.targets.slice(0, 3) },
  });
  expect(answer.val).toEqual({ count: val.count, classes: val.targets, tokens: val.inputs, first: val });
});

test('images come as they are, or not at all', () => {
  const network = networkOf(DIGITS);
  const { answer } = seenBy(examples, network, { train: 2, val: 0 });
  expect(answer.train.first.inputs).toEqual(network.dataset.train.inputs.slice(0, 128));
  expect(answer.val).toMatchObject({ count: 30, tokens: null, first: { count: 0, inputs: new Float32Array(0) } });
  expect(answer.val.classes).toEqual(network.dataset.val.targets);
});

test('graphs come with their edges and where they are drawn', () => {
  const network = networkOf(MOLECULES);
  const { train } = network.dataset;
  const { answer } = seenBy(examples, network, { train: 3, val: 0 });
  expect(examples.lacks(MOLECULES)).toBeNull();
  for (const part of ['inputs', 'targets', 'edges', 'places'] as const) {
    const [all, some] = [train[part] as Float32Array, answer.train.first[part]];
    expect(some).toEqual(all.slice(0, (3 * all.length) / train.count));
    expect(some?.buffer).not.toBe(all.buffer);
    expect(examples.transfer(answer)).toContain(some?.buffer);
  }
  expect([answer.train.tokens, answer.train.classes]).toEqual([null, null]);
});

test('values have no classes', () => {
  const { answer } = seenBy(examples, networkOf(REGRESSION), { train: 2, val: 0 });
  expect(answer.train.classes).toBeNull();
  expect(answer.train.first.targets).toHaveLength(10);
  expect(examples.lacks(REGRESSION)).toBeNull();
  expect(examples.lacks(DIGITS)).toBeNull();
});
