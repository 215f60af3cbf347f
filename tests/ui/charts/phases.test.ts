import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mark } from '../../../src/engine/run/record.ts';
import { phaseIntervals, risingFrom } from '../../../src/ui/charts/phases.ts';
import { curve } from './curves.ts';

const memorised = (step: number): Mark => ({ kind: 'memorised', step });
const grokked = (step: number): Mark => ({ kind: 'grokked', step });

test('a run that groks', () => {
  expect(phaseIntervals([memorised(90), grokked(1840)], 1300, 5000)).toEqual([
    { phase: 'memorising', from: 0, to: 90 },
    { phase: 'waiting', from: 90, to: 1300 },
    { phase: 'generalising', from: 1300, to: 1840 },
    { phase: 'done', from: 1840, to: 5000 },
  ]);
});

test('before anything has happened, and at step 0', () => {
  expect(phaseIntervals([], null, 40)).toEqual([{ phase: 'memorising', from: 0, to: 40 }]);
  expect(phaseIntervals([], null, 0)).toEqual([]);
});

test('validation that rises first leaves nothing to wait for', () => {
  expect(phaseIntervals([memorised(90), grokked(300)], 50, 400).map((i) => i.phase)).toEqual(['memorising', 'generalising', 'done']);
});

test('intervals follow each other without gaps, whatever the order of milestones', () => {
  const step = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(fc.option(step), fc.option(step), fc.option(step), step, (m, g, rising, now) => {
      const marks = [...(m === null ? [] : [memorised(m)]), ...(g === null ? [] : [grokked(g)])];
      const intervals = phaseIntervals(marks, rising, now);
      let at = 0;
      for (const { from, to } of intervals) {
        expect(from).toBe(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBe(now);
    }),
  );
});

test('rising starts at half of the threshold', () => {
  const c = curve([
    [0, 0.02],
    [100, 0.49],
    [200, 0.5],
    [300, 0.3],
  ]);
  expect(risingFrom(c, 0.99)).toBe(200);
  expect(risingFrom(c, 1)).toBe(200);
  expect(risingFrom(curve([[0, 0.1]]), 0.99)).toBeNull();
});
