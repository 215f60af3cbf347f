/** The phases of Liu et al. 2022, and what they have no word for. */
import { expect, test } from 'vitest';
import { OUTCOMES, outcomeOf, outcomeWords } from '../../../src/engine/sweeps/outcome.ts';

const run = {
  type: 'result',
  step: 5000,
  whole: true,
  train: 100,
  val: 3000,
  forgot: false,
  diverged: null,
  milestones: [],
  last: {},
  backend: null,
  build: null,
} as const;

test.each([
  ['grokking', {}],
  ['grokking', { val: 1100 }],
  ['comprehension', { val: 1099 }],
  ['comprehension', { val: 101 }],
  ['undelayed', { val: 100 }],
  ['undelayed', { val: 60 }],
  ['undelayed', { train: null }],
  ['memorisation', { val: null }],
  ['confusion', { val: null, train: null }],
  ['unsettled', { val: null, whole: false }],
  ['unsettled', { val: null, train: null, whole: false }],
  // What has been seen stands, however it ended.
  ['grokking', { whole: false }],
  ['forgot', { forgot: true }],
  ['forgot', { forgot: true, val: null }],
  ['diverged', { diverged: 7, forgot: true }],
] as const)('%s: %o', (outcome, change) => {
  expect(outcomeOf({ ...run, ...change }, 1000)).toBe(outcome);
});

test('the delay is the reader’s', () => {
  expect([1, 2900, 2901].map((delay) => outcomeOf(run, delay))).toEqual(['grokking', 'grokking', 'comprehension']);
});

test('each has words', () => {
  expect(Object.keys(outcomeWords).toSorted()).toEqual([...OUTCOMES].toSorted());
});
