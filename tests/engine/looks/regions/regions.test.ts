/** The slice through three examples: its answers are the network's own. */
import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../../src/engine/geometry/regions/network.ts';
import type { PiecewisePart } from '../../../../src/engine/geometry/geometry.ts';
import { NEAR, REACH, type RegionsQuestion, type SliceSeen } from '../../../../src/engine/looks/regions/question.ts';
import { regionsNear } from '../../../../src/engine/geometry/regions/near.ts';
import { regions, viewOf } from '../../../../src/engine/looks/regions/regions.ts';
import { classOf, evaluate } from '../../../reference/regions.ts';
import { configOf, DIGITS, MLP, networkOf, REGRESSION, seenBy, TRANSFORMER } from '../networks.ts';

const HOME: RegionsQuestion = {
  anchors: [
    { set: 'train', index: 0 },
    { set: 'train', index: 5 },
    { set: 'val', index: 1 },
  ],
  x: 0,
  y: 0,
  zoom: 1,
  aspect: 1,
};

function sliced(...[network, question = HOME]: [ReturnType<typeof networkOf>, RegionsQuestion?]): SliceSeen {
  const { answer } = seenBy(regions, network, question);
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

describe.each([
  ['MLP', MLP],
  ['transformer', TRANSFORMER],
  ['digits', DIGITS],
] as const)('%s', (name, config) => {
  const network = networkOf(config);
  const seen = sliced(network);

  test('a fresh network is cut; the three points have the answers the network gives them', () => {
    const { dataset, model, parameters } = network;
    const part = model.geometry.regions as PiecewisePart;
    const piecewise = part.network(parameters);
    const d = inputsOf(piecewise);
    expect(seen).toMatchObject({ outputs: dataset.shape.outputs, dimension: d });
    expect(seen.slice.complete).toBe(true);
    expect(seen.slice.regions).toBeGreaterThan(20);
    expect(seen.part === null).toBe(name !== 'transformer');
    expect(seen.anchors.map(({ at }) => at)).toEqual(HOME.anchors);
    for (const { at, x, y, label, answer, near, pixels } of seen.anchors) {
      const points = part.points(parameters, dataset[at.set]);
      expect(points).toHaveLength(dataset[at.set].count * d);
      expect(label).toBe(dataset[at.set].targets[at.index]);
      expect(answer).toBe(classOf(evaluate(piecewise, [...points.subarray(at.index * d, (at.index + 1) * d)])));
      expect(near).toBeGreaterThanOrEqual(1);
      expect(near).toBe(regionsNear(seen.slice, x / REACH, y / REACH, NEAR / REACH));
      expect(near).toBeLessThan(seen.slice.regions);
      expect(pixels?.length ?? null).toBe(name === 'digits' ? 64 : null);
    }
  });

  test('the examples nearby are near, the farthest first, and none of the three', () => {
    const { count, places, indexes, sets } = seen.nearby;
    const distances = Array.from({ length: count }, (_, i) => places[3 * i + 2] as number);
    expect(distances.toSorted((a, b) => b - a)).toEqual(distances);
    expect(Math.max(0, ...distances)).toBeLessThanOrEqual(1);
    const named = Array.from(indexes, (index, i) => `${sets[i] === 0 ? 'train' : 'val'} ${index}`);
    for (const { set, index } of HOME.anchors) expect(named).not.toContain(`${set} ${index}`);
  });
});

test('zoomed in there are fewer; a wider window shows more', () => {
  const network = networkOf(MLP);
  const counts = [{ zoom: 4 }, {}, { aspect: 2 }].map((change) => sliced(network, { ...HOME, ...change }).slice.regions);
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
  expect(new Set(counts).size).toBe(3);
});

test('parameters that are all zero make one region and the answer 0', () => {
  const { parameters } = networkOf(MLP);
  const seen = sliced(networkOf(MLP, { step: 12, parameters: parameters.map((p) => new Float32Array(p.length)) }));
  expect([seen.slice.regions, seen.anchors[0].answer, seen.anchors[0].near]).toEqual([1, 0, 1]);
});

test('points that span no plane are answered with a reason; an index beyond the last is the last', () => {
  const network = networkOf(MLP);
  const last = network.dataset.train.count - 1;
  const [first, second, third] = HOME.anchors;
  const { answer } = seenBy(regions, network, { ...HOME, anchors: [first, first, third] });
  expect('problem' in answer && answer.problem.en).toContain('same place');
  const ends = [last, 1e6].map((index) => sliced(network, { ...HOME, anchors: [{ set: 'train', index }, second, third] }));
  expect(ends[1]?.slice).toEqual(ends[0]?.slice);
});

test('a long slice says how far it is', () => {
  const network = networkOf(configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 3, 'model.width': 96 }));
  const { shares } = seenBy(regions, network, HOME);
  expect(shares.length).toBeGreaterThan(10);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
});

test('regression has regions and no classes', () => {
  const seen = sliced(networkOf(REGRESSION));
  expect(seen.outputs).toBe(0);
  expect(new Set(seen.slice.classes)).toEqual(new Set([0]));
  expect(seen.slice.boundary).toHaveLength(0);
  expect(seen.slice.classes).toHaveLength(seen.slice.regions);
  expect(seen.anchors[0]).toMatchObject({ label: null, answer: null, pixels: null });
  expect(seen.places).toEqual([]);
});

test('a network that has none says why', () => {
  expect(regions.lacks(configOf({ 'model.id': 'mlp', 'model.activation': 'gelu' }))?.en).toContain('GELU');
  expect(regions.lacks(MLP)).toBeNull();
});

test('nor can it be worked on all the same', () => {
  const network = networkOf(configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.activation': 'gelu' }));
  expect(() => seenBy(regions, network, HOME)).toThrow('GELU');
});

test('the window shows its reach across the shorter side, around its centre, in the plane’s units', () => {
  const plane = { origin: new Float64Array(2), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1), anchors: [], radius: 4 };
  const view = (change: Partial<RegionsQuestion>) => viewOf({ ...HOME, ...change }, plane);
  expect(view({})).toEqual({ u: 0, v: 0, halfWidth: 6, halfHeight: 6 });
  expect(view({ x: 0.5, y: -3, zoom: 2, aspect: 2 })).toEqual({ u: 2, v: -12, halfWidth: 6, halfHeight: 3 });
  expect(view({ zoom: 0.5, aspect: 0.25 })).toEqual({ u: 0, v: 0, halfWidth: 12, halfHeight: 48 });
});

test('a reason has nothing to hand over', () => {
  expect(regions.transfer({ problem: { en: 'x', ja: 'x' } })).toEqual([]);
});
