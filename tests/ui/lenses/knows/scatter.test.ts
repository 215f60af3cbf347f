/** Predictions against the truth: where points stand, what they come to, and which is meant. */
import { expect, test } from 'vitest';
import { answers as asked } from '../../../../src/engine/looks/answers.ts';
import { examples as look } from '../../../../src/engine/looks/examples.ts';
import {
  bandOf,
  distance,
  domainOf,
  dotAfter,
  dotsOf,
  measureOf,
  nearestDot,
  outsideOf,
  pathOf,
  placeOf,
  scoreOf,
  type Dot,
} from '../../../../src/ui/lenses/knows/scatter.ts';
import { configOf, MOLECULES, networkOf, REGRESSION, seenBy } from '../../../engine/looks/networks.ts';

const ALL = { train: 1000, val: 1000 };
const dot = (truth: number, said: number, told = false): Dot => ({ example: 0, output: 0, told, truth, said });

test('every value of every example is a point, in the unit of its measure, those told first', () => {
  const network = networkOf(REGRESSION);
  const [sample, said] = [seenBy(look, network, ALL).answer, seenBy(asked, network, ALL).answer];
  const dots = dotsOf(sample, said, { unit: '', shift: 10, scale: 2 });
  const { train, val } = network.dataset;
  expect(dots).toHaveLength(5 * (train.count + val.count));
  expect(dots.filter(({ told }) => told)).toHaveLength(5 * train.count);
  expect(dots[7]).toMatchObject({ example: 1, output: 2, told: true, truth: 10 + 2 * (train.targets[7] as number) });
  expect(dots.at(-1)?.said).toBe(10 + 2 * ((said.val.kind === 'value' ? said.val.values.at(-1) : undefined) ?? Number.NaN));
});

test('of molecules the measure is the property’s own, whatever the scale of the answers', () => {
  const raw = networkOf(MOLECULES);
  const standard = networkOf(configOf({ 'task.id': 'molecules', 'task.trainSize': 12, 'task.valSize': 10, 'task.scale': 'standard', 'model.width': 8 }));
  const truths = [raw, standard].map((network) =>
    dotsOf(seenBy(look, network, ALL).answer, seenBy(asked, network, ALL).answer, measureOf(network.config.task)).map(({ truth }) => truth),
  );
  truths[0]?.forEach((truth, i) => expect(truths[1]?.[i]).toBeCloseTo(truth, 3));
  expect(measureOf(MOLECULES.task).unit).toBe('a₀³');
  expect(measureOf(REGRESSION.task)).toEqual({ unit: '', shift: 0, scale: 1 });
  // A quarter of the standard deviation, in the unit.
  for (const { config, dataset } of [raw, standard]) expect(bandOf(dataset.shape, measureOf(config.task))).toBeCloseTo(9.39595 / 4, 4);
  expect(bandOf(networkOf(REGRESSION).dataset.shape, measureOf(REGRESSION.task))).toBeNull();
});

test('what it comes to: how far off, and how many are close enough', () => {
  const network = networkOf(MOLECULES);
  const sample = seenBy(look, network, ALL).answer;
  const say = (set: 'train' | 'val', off: number) => ({ kind: 'value', values: Float32Array.from(sample[set].first.targets, (x) => x + off) }) as const;
  const said = { train: say('train', 1), val: say('val', -3) };
  const score = scoreOf(sample, said, dotsOf(sample, said, measureOf(MOLECULES.task)));
  expect([score.told.count, score.told.right, score.new.count, score.new.right]).toEqual([12, 12, 10, 0]);
  expect([score.told.off, score.new.off].map((off) => distance(off, measureOf(MOLECULES.task)))).toEqual(['1 a₀³', '3 a₀³']);
  expect(distance(0.01234, { unit: '', shift: 0, scale: 1 })).toBe('0.012');
});

test('an exact prediction stands on the diagonal, one that lies beyond on the edge', () => {
  expect(placeOf(dot(0.25, 0.25), [0, 1], 100)).toEqual({ x: 25, y: 75 });
  expect(placeOf(dot(0.25, 0.75), [0, 1], 100)).toEqual({ x: 25, y: 25 });
  expect([placeOf(dot(0.5, 40), [0, 1], 100).y, placeOf(dot(0.5, -40), [0, 1], 100).y, placeOf(dot(0.5, Number.NaN), [0, 1], 100).y]).toEqual([0, 100, 100]);
  expect(outsideOf([dot(0.5, 40), dot(0.5, 0.5), dot(0.5, Number.NaN)], [0, 1])).toBe(2);
});

test('the axes are of what is true alone, with room around it', () => {
  const [low, high] = domainOf([dot(3, 900), dot(9, -900)]);
  expect(low).toBeLessThan(3);
  expect(low).toBeGreaterThan(2);
  expect(high).toBeGreaterThan(9);
  expect(high).toBeLessThan(10.1);
});

test('told and never told have paths of their own, with other signs', () => {
  const dots = [dot(0.5, 0.5, true), dot(0.5, 0.25), dot(0.5, 0.75)];
  expect(pathOf(dots, true, [0, 1], 100)).toMatch(/^M50\.0 50\.0m-3 -3h6/);
  expect(pathOf(dots, false, [0, 1], 100).match(/M50\.0 (75|25)\.0m-3 0a3/g)).toHaveLength(2);
});

test('the nearest within reach is meant; keys go through them in the order of the truth', () => {
  const dots = [dot(0.9, 0.9), dot(0.1, 0.1), dot(0.5, 0.5)];
  expect(nearestDot(dots, [0, 1], 100, { x: 52, y: 47 }, 10)).toBe(2);
  expect(nearestDot(dots, [0, 1], 100, { x: 30, y: 70 }, 10)).toBeNull();
  expect(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'x'].map((key) => dotAfter(key, dots, 2))).toEqual([1, 0, 1, 0, 1, null]);
  expect(dotAfter('ArrowRight', dots, 0)).toBe(0);
  expect(dotAfter('toString', dots, 0)).toBeNull();
});
