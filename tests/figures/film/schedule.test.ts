/** A film's moments: as many frames as were asked for, evenly on the log axis, and the last one stands. */
import { expect, test } from 'vitest';
import { GrowingCurve } from '../../../src/engine/run/curve.ts';
import { shotsOf } from '../../../src/figures/film/schedule.ts';

function every(last: number) {
  const curve = new GrowingCurve();
  for (let step = 0; step <= last; step++) curve.push(step, 0);
  return curve;
}

test.each([
  [5, 25],
  [10, 30],
  [20, 30],
])('%i s at %i a second', (seconds, perSecond) => {
  const shots = shotsOf(every(5000), 5000, seconds, perSecond);
  expect(shots.reduce((sum, { frames }) => sum + frames, 0)).toBe(seconds * perSecond);
  expect(shots[0]?.step).toBe(0);
  // It stands for a second beside its own frame.
  expect(shots.at(-1)).toEqual({ step: 5000, frames: perSecond + 1 });
  const steps = shots.map(({ step }) => step);
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
  // Frame k of the moving ones is at (5001)^(k / (n - 1)) - 1, rounded down to an evaluated step.
  const n = seconds * perSecond - perSecond;
  const frames = shots.flatMap(({ step, frames: count }) => Array.from({ length: count }, () => step));
  expect(frames.slice(0, n)).toEqual(Array.from({ length: n }, (_, k) => Math.floor(5001 ** (k / (n - 1)) - 1 + (k === n - 1 ? 1e-6 : 0))));
});

test('a run with one moment is one picture, and one with none has no film', () => {
  expect(shotsOf(every(0), 0, 5, 25)).toEqual([{ step: 0, frames: 125 }]);
  expect(shotsOf(new GrowingCurve(), 0, 5, 25)).toEqual([]);
});
