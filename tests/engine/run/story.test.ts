import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { delayOf, fallenSince, forgottenAt, isCoarse, keptSince, lastOf, milestonesOf, standing, valueAt } from '../../../src/engine/run/story.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { metrics } from '../../store/events.ts';

type Steps = readonly (readonly [kind: MilestoneKind, step: number])[];
function passed(...milestones: Steps): RunRecord {
  const record = createRecord('r', defaultConfig());
  for (const [kind, step] of milestones) record.take({ type: 'milestone', kind, step });
  record.take({ type: 'changed', step: 3, patch: {} });
  return record;
}

test('milestones are among the marks', () => {
  expect(milestonesOf(passed(['memorised', 2], ['grokked', 9]))).toEqual([
    { kind: 'memorised', step: 2 },
    { kind: 'grokked', step: 9 },
  ]);
});

test('what holds is what came since it last forgot, and since it memorised', () => {
  const holds = (...milestones: Steps) => {
    const { train, val } = standing(passed(...milestones));
    return [train?.step ?? null, val?.step ?? null];
  };
  expect(standing(null)).toEqual({ train: null, val: null });
  expect(holds()).toEqual([null, null]);
  expect(holds(['memorised', 2], ['grokked', 9])).toEqual([2, 9]);
  expect(holds(['generalised', 2], ['fitted', 9])).toEqual([9, 2]);
  expect(holds(['generalised', 2], ['memorised', 9])).toEqual([9, null]);
  expect(holds(['memorised', 2], ['grokked', 9], ['forgot', 20])).toEqual([null, null]);
  expect(holds(['memorised', 2], ['forgot', 20], ['fitted', 30])).toEqual([30, null]);
});

test('it has forgotten until it learns again', () => {
  expect(forgottenAt(passed(['memorised', 2]))).toBeNull();
  expect(forgottenAt(passed(['memorised', 2], ['forgot', 20]))).toBe(20);
  expect(forgottenAt(passed(['memorised', 2], ['forgot', 20], ['memorised', 30]))).toBeNull();
});

test.each<[evaluated: readonly number[], passes: Steps, coarse: boolean]>([
  [[0, 400, 500], [['memorised', 500]], false],
  [[0, 374, 500], [['memorised', 500]], true],
  [[0, 375, 500], [['memorised', 500]], false],
  // The first of its steps, and the next one, are known however early they are.
  [[0], [['memorised', 0]], false],
  [
    [0, 1, 2],
    [
      ['memorised', 1],
      ['grokked', 2],
    ],
    false,
  ],
  [
    [0, 450, 500, 1000, 1500],
    [
      ['memorised', 500],
      ['grokked', 1500],
    ],
    true,
  ],
  [
    [0, 450, 500, 1200, 1500],
    [
      ['memorised', 500],
      ['grokked', 1500],
    ],
    false,
  ],
  [[0, 1500], [], false],
])('evaluated at %j, %j is known too coarsely: %j', (evaluated, passes, coarse) => {
  const record = passed(...passes);
  for (const step of evaluated) record.take(metrics(step));
  expect(isCoarse(record)).toBe(coarse);
});

test('a delay is a ratio of steps, where it grokked', () => {
  expect(delayOf(standing(passed(['memorised', 100], ['grokked', 2000])))).toBe(20);
  // A network may know all of it before its first step.
  expect(delayOf(standing(passed(['memorised', 0], ['grokked', 7])))).toBe(7);
  expect(delayOf(standing(passed(['fitted', 158], ['generalised', 1738])))).toBeNull();
  expect(delayOf(standing(passed(['memorised', 100])))).toBeNull();
});

test('values of curves, and since when they have kept to something', () => {
  const record = createRecord('r', defaultConfig());
  expect([lastOf(record.curve('x')), valueAt(record.curve('x'), 9), keptSince(record.curve('x'), () => true)]).toEqual([null, null, null]);
  [5, 1, 7, 8].forEach((x, i) => record.take({ type: 'metrics', step: 10 * i, values: { x } }));
  const x = record.curve('x');
  expect([lastOf(x), valueAt(x, -1), valueAt(x, 0), valueAt(x, 19), valueAt(x, 20), valueAt(x, 99)]).toEqual([8, null, 5, 1, 7, 8]);
  expect([
    keptSince(x, (v) => v > 2),
    keptSince(x, (v) => v > 7),
    keptSince(x, (v) => v > 8),
    keptSince(x, (v) => v > 2, 20),
    keptSince(x, (v) => v > 2, 10),
  ]).toEqual([20, 30, null, 20, null]);
});

test('since when it has not known its training data', () => {
  const record = createRecord('r', defaultConfig());
  for (const [step, train] of [
    [0, 0],
    [10, 1],
    [20, 0.49],
    [30, 0.3],
  ] as const)
    record.take(metrics(step, train));
  expect(fallenSince(record)).toBe(20);
  record.take(metrics(40, 0.495));
  expect(fallenSince(record)).toBeNull();
});
