/** When a network had to shrink before it could learn: the default transformer at seed 1, as measured (docs/figures.md), and what must not be said. */
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { shrinkingOf } from '../../../src/engine/run/largeStart.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { metrics } from '../../store/events.ts';

type Points = readonly (readonly [step: number, train: number, norm: number])[];
function started(scale: number, points: Points, norm = 'free'): RunRecord {
  const record = createRecord('run', withValue(withValue(defaultConfig(), 'init.scale', scale) as RunConfig, 'constraint.norm', norm) as RunConfig);
  for (const [step, train, at] of points) record.take(metrics(step, train, 0, at));
  return record;
}

const ALPHA: Readonly<Record<number, Points>> = {
  1: [
    [0, 0.02, 24.9],
    [20, 0.04, 24.6],
    [40, 0.16, 27.1],
    [80, 1, 35.3],
  ],
  2: [
    [0, 0.02, 49.8],
    [40, 0.06, 44.2],
    [80, 0.15, 39.6],
    [160, 0.56, 36.6],
    [195, 0.99, 38],
  ],
  3: [
    [0, 0.02, 74.8],
    [80, 0.02, 58.8],
    [320, 0.05, 28.9],
    [580, 0.99, 29.4],
  ],
};

test.each([
  [1, null],
  [2, null],
  [3, { first: 74.8, norm: 29.4, begun: true }],
])('α = %d: %j', (scale, expected) => {
  expect(shrinkingOf(started(scale, ALPHA[scale] as Points))).toEqual(expected);
});

test('it is said while it happens, from half of the norm on', () => {
  const first = [0, 0.02, 100] as const;
  expect(shrinkingOf(started(4, [first, [100, 0.03, 51]]))).toBeNull();
  expect(shrinkingOf(started(4, [first, [100, 0.03, 50]]))).toEqual({ first: 100, norm: 50, begun: false });
  // It had begun to learn before.
  expect(shrinkingOf(started(4, [first, [50, 0.25, 80], [100, 0.4, 50]]))).toBeNull();
});

test('not of a usual start that strong decay shrinks, nor of a norm that is held, nor without a norm', () => {
  const points: Points = [
    [0, 0.02, 100],
    [100, 0.03, 20],
  ];
  expect(shrinkingOf(started(1, points))).toBeNull();
  expect(shrinkingOf(started(4, points, 'fixed'))).toBeNull();
  expect(shrinkingOf(started(4, []))).toBeNull();
});
