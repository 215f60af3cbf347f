import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phaseOf, phasesOf, type Interval } from '../../../src/engine/run/phases.ts';
import { isFarBelow, recordOf, tales, type Tale } from './stories.ts';

const thresholds = { memorised: 0.99, grokked: 0.99 };
const phases = (...points: readonly (readonly [step: number, train: number, val: number])[]): (readonly [string, number, number])[] =>
  phasesOf(recordOf({ thresholds, evaluations: points.map(([step, train, val]) => ({ step, train, val })) })).map(({ phase, from, to }) => [phase, from, to]);

test('a run that groks', () => {
  expect(phases([0, 0, 0], [40, 0.5, 0], [90, 1, 0.02], [1000, 1, 0.49], [1300, 1, 0.6], [1840, 1, 1], [5000, 1, 1])).toEqual([
    ['memorising', 0, 90],
    ['waiting', 90, 1300],
    ['generalising', 1300, 1840],
    ['grokked', 1840, 5000],
  ]);
});

test('before the first milestone it memorises where it is well ahead on its training data, else it learns', () => {
  expect(phases([0, 0, 0], [40, 0.3, 0.2])).toEqual([['learning', 0, 40]]);
  expect(phases([0, 0, 0], [40, 0.4, 0.1])).toEqual([['memorising', 0, 40]]);
  expect(phases([0, 0, 0], [40, 0.9, 0.5])).toEqual([['learning', 0, 40]]);
  expect(phases([0, 0, 0])).toEqual([]);
});

test('without a delay there is nothing to wait for', () => {
  expect(phases([36, 0.9, 0.99], [41, 1, 1], [90, 1, 1])).toEqual([
    ['learning', 0, 36],
    ['generalised', 36, 90],
  ]);
  expect(phases([158, 1, 0.81], [1738, 1, 0.99], [2000, 1, 1])).toEqual([
    ['learning', 0, 158],
    ['generalising', 158, 1738],
    ['generalised', 1738, 2000],
  ]);
});

test('validation that falls back leaves it waiting', () => {
  expect(phases([10, 1, 0], [20, 1, 0.6], [30, 1, 0.2], [40, 1, 0.7], [50, 1, 0.8])).toEqual([
    ['memorising', 0, 10],
    ['waiting', 10, 40],
    ['generalising', 40, 50],
  ]);
});

test('of two classes half are right by guessing: it waits, and does not generalise yet', () => {
  const evaluations = [
    [0, 0.5, 0.5],
    [40, 0.8, 0.5],
    [90, 1, 0.52],
    [500, 1, 0.55],
    [900, 1, 0.8],
    [1000, 1, 1],
    [1200, 1, 1],
  ] as const;
  const record = recordOf({ thresholds, classes: 2, evaluations: evaluations.map(([step, train, val]) => ({ step, train, val })) });
  expect(phasesOf(record).map(({ phase, from }) => [phase, from])).toEqual([
    ['memorising', 0],
    ['waiting', 90],
    ['generalising', 900],
    ['grokked', 1000],
  ]);
});

test('what was forgotten is not waited for', () => {
  expect(phases([10, 1, 0], [20, 0, 0], [30, 0, 0], [40, 0.5, 0], [50, 1, 0.1], [60, 1, 0.1])).toEqual([
    ['memorising', 0, 10],
    ['waiting', 10, 30],
    ['forgot', 30, 50],
    ['waiting', 50, 60],
  ]);
});

/** What must hold at an evaluated step for a phase to be said of it; nothing must for those that the milestones tell. */
function supports({ phase, from, to }: Interval, { evaluations, thresholds: { memorised, grokked }, classes }: Tale): boolean {
  const isUp = (val = 0): boolean => !isFarBelow(val, grokked, classes);
  const inside = evaluations.filter(({ step }) => step >= from && step < to);
  const before = evaluations.filter(({ step }) => step <= from);
  switch (phase) {
    case 'learning':
    case 'memorising':
      return inside.every(({ train }) => train < memorised);
    case 'waiting':
      return before.some(({ train }) => train >= memorised) && inside.some(({ val }) => !isUp(val));
    case 'generalising':
      return before.some(({ train }) => train >= memorised) && inside.every(({ val }) => val < grokked) && isUp(inside[0]?.val ?? 1);
    case 'grokked':
      return before.some(({ train, val }) => train >= memorised && !isUp(val)) && before.at(-1)?.val !== undefined && (before.at(-1)?.val ?? 0) >= grokked;
    case 'generalised':
      return (before.at(-1)?.val ?? 0) >= grokked;
    case 'forgot':
      return before.some(({ train }) => train >= memorised) && isFarBelow(inside[0]?.train ?? 0, memorised, classes);
  }
}

test('phases follow each other without a gap until now, each with the curves behind it', () => {
  fc.assert(
    fc.property(tales, (tale) => {
      const record = recordOf(tale);
      const intervals = phasesOf(record);
      let at = 0;
      let phase = '';
      for (const interval of intervals) {
        expect(interval.from).toBe(at);
        expect(interval.to).toBeGreaterThan(interval.from);
        expect(interval.phase).not.toBe(phase);
        expect([interval, supports(interval, tale)]).toEqual([interval, true]);
        ({ to: at, phase } = interval);
      }
      expect(at).toBe(record.step);
      // A phase that has only just begun lasts from the next step on.
      const { marks, config, curve, step } = record;
      expect(phasesOf({ marks, config, curve, step: step + 1 }).at(-1)?.phase).toBe(phaseOf(record));
    }),
    { numRuns: 2000 },
  );
});
