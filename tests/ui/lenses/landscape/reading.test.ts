/** A landscape and a run read off the stores: columns, the norm of α = 1, and the run's thinned-out path. */
import { expect, test } from 'vitest';
import { createRecord } from '../../../../src/engine/run/record.ts';
import { columnsOf, heightAt, normPerAlpha, trailOf, trailPath } from '../../../../src/ui/lenses/landscape/reading.ts';
import { metrics } from '../../../store/events.ts';
import { config, planOf, pointOf } from './points.ts';

const plan = planOf();

const keyOf = (alpha: number): string => plan.points.find((point) => point.alpha === alpha)?.key ?? '';
const look = { amount: 0.75, perAlpha: 25, height: 'loss', fitted: 0.99 } as const;

test('one point, done or in training, tells the norm of every other', () => {
  const none = { results: new Map(), doing: new Map() };
  expect(normPerAlpha(none)).toBeNull();
  expect(normPerAlpha({ ...none, doing: new Map([[keyOf(10), { step: 0, result: pointOf(10, { norm: 0 }) }]]) })).toBeNull();
  expect(normPerAlpha({ ...none, doing: new Map([[keyOf(10), { step: 3, result: pointOf(10) }]]) })).toBe(25);
  expect(normPerAlpha({ ...none, results: new Map([[keyOf(0.1), pointOf(0.1)]]) })).toBe(25);
});

test('every norm has its column: done, in training, or to come', () => {
  const results = new Map([
    [keyOf(1), pointOf(1)],
    [keyOf(10), pointOf(10, { trainError: 0.5, trainLoss: null })],
  ]);
  const columns = columnsOf(plan, { results, doing: new Map([[keyOf(0.1), { step: 25, result: pointOf(0.1) }]]) }, look);
  expect(columns.map(({ alpha, norm, progress, train, test: t, unfitted }) => ({ alpha, norm, progress, train, test: t, unfitted }))).toEqual([
    { alpha: 0.1, norm: 2.5, progress: 0.25, train: null, test: null, unfitted: false },
    { alpha: 1, norm: 25, progress: 1, train: 0.1, test: 0.2, unfitted: false },
    { alpha: 10, norm: 250, progress: 1, train: null, test: 0.2, unfitted: true },
  ]);
  expect(columnsOf(plan, { results, doing: new Map() }, { ...look, height: 'error' })[1]).toMatchObject({ train: 0, test: 0.4 });
  // Another amount of data is another row.
  expect(columnsOf(plan, { results, doing: new Map() }, { ...look, amount: 0.3 }).every(({ point }) => point === null)).toBe(true);
});

test('the run’s path follows its norm and its losses, or what it answers wrongly', () => {
  const record = createRecord('r', config);
  for (let step = 0; step < 4; step++) record.take(metrics(step, 0.25 * step, 0.1 * step, 30 + step));
  const loss = trailOf(record, 'loss');
  expect(loss.length).toBe(4);
  expect(heightAt(loss.test, 3, loss.flipped)).toBe(1);
  const error = trailOf(record, 'error');
  expect(heightAt(error.train, 3, error.flipped)).toBe(0.25);
  expect(
    trailPath(
      error,
      error.train,
      (x) => x,
      (y) => 100 * y,
    ),
  ).toBe('M30.0 100.0L31.0 75.0L32.0 50.0L33.0 25.0');
  // Points too near to tell apart are one; the last always stands.
  expect(
    trailPath(
      error,
      error.train,
      (x) => x / 10,
      (y) => y,
    ),
  ).toBe('M3.0 1.0L3.3 0.3');
});
