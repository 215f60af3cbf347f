/** A reader's own sentence: what of it is read, and what the network says. */
import { expect, test } from 'vitest';
import { own } from '../../../src/engine/looks/own.ts';
import { networkOf, configOf, MLP, seenBy } from './networks.ts';

const REVIEWS = configOf({ 'task.id': 'reviews', 'task.trainSize': 60, 'task.valSize': 20, 'model.id': 'lstm', 'model.width': 8, 'model.embedding': 8 });

test('the network is asked with the words of its own training sentences', () => {
  const network = networkOf(REVIEWS);
  const sentence = network.dataset.texts?.train[3] as string;
  const { answer } = seenBy(own, network, { written: `${sentence} zyzzyva` });
  const arity = network.dataset.train.inputs.length / network.dataset.train.count;
  const example = network.dataset.train.inputs.slice(3 * arity, 4 * arity);
  const [a, b] = network.model.forward(network.parameters, { count: 1, inputs: example, targets: Int32Array.of(0) }) as unknown as [number, number];
  expect(answer.probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(a - b)), 6);
  expect((answer.probabilities[0] as number) + (answer.probabilities[1] as number)).toBeCloseTo(1, 6);
  expect(answer.shown).toBe(example.filter((token) => token > 0).length);
  expect(answer.pulls.map((_, i) => Number(example[i] === 0 && answer.pulls[i] !== 0))).toEqual(new Float32Array(arity));
  expect(answer.pulls.some((pull) => pull !== 0)).toBe(true);
  expect(answer.parts.at(-1)).toEqual({ text: 'zyzzyva', seen: false });
  expect(answer.parts.filter(({ seen }) => !seen)).toHaveLength(1);
});

test('of nothing known it says what it says to nothing', () => {
  const network = networkOf(REVIEWS);
  const [empty, unknown] = ['', 'zyzzyva!'].map((written) => seenBy(own, network, { written }).answer);
  expect([empty?.shown, unknown?.shown]).toEqual([0, 0]);
  expect(unknown?.probabilities).toEqual(empty?.probabilities);
});

test('only where a task reads texts, and no book', () => {
  expect(own.lacks(REVIEWS)).toBeNull();
  expect(own.lacks(MLP)?.en).toContain('no words');
  expect(own.parseQuestion({ written: 'x'.repeat(2001) })).toBeNull();
});
