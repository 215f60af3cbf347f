/** What can be asked about linear regions: every window up to its bounds, none beyond. */
import { expect, test } from 'vitest';
import { parseRegionsQuestion } from '../../../../src/engine/looks/regions/question.ts';

const one = { set: 'train', index: 0 };
const QUESTION = { anchors: [one, { set: 'val', index: 1e6 }, one], x: 0, y: 0, zoom: 1, aspect: 1 };
const asked = (change: object): boolean => parseRegionsQuestion({ ...QUESTION, ...change }) !== null;

test.each([
  ['x', -1e6, 1e6],
  ['y', -1e6, 1e6],
  ['zoom', 1e-3, 1e7],
  ['aspect', 0.05, 20],
])('%s from %d to %d', (name, low, high) => {
  const step = 1e-6 * Math.abs(high);
  expect([low, (low + high) / 3, high].map((value) => asked({ [name]: value }))).toEqual([true, true, true]);
  expect([low - 1e-6 * Math.abs(low), high + step, Number.NaN, Infinity, String(high), null].filter((value) => asked({ [name]: value }))).toEqual([]);
});

test('three examples, each of a set and with a whole index from 0 on', () => {
  expect(parseRegionsQuestion(QUESTION)).toEqual(QUESTION);
  for (const wrong of [{ ...one, index: -1 }, { ...one, index: 0.5 }, { ...one, set: 'test' }, { ...one, more: 1 }, { set: 'train' }]) {
    expect(asked({ anchors: [one, one, wrong] })).toBe(false);
  }
  expect([[one, one], [one, one, one, one], []].filter((anchors) => asked({ anchors }))).toEqual([]);
});
