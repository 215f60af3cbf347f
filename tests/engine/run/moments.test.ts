/** Moments of a run, evenly on the log axis of steps. */
import { expect, test } from 'vitest';
import { GrowingCurve, type Curve } from '../../../src/engine/run/curve.ts';
import { momentAt } from '../../../src/engine/run/moments.ts';

function curveAt(steps: readonly number[]): Curve {
  const curve = new GrowingCurve();
  for (const step of steps) curve.push(step, 0);
  return curve;
}

test('before anything is measured there is none', () => {
  expect(momentAt(curveAt([]), 0, 0.5)).toBe(null);
});

test('goes from the first step to the last, and half of the way is the middle of the log axis', () => {
  const every = curveAt(Array.from({ length: 1000 }, (_, i) => i));
  expect(momentAt(every, 999, 0)).toBe(0);
  // log(step + 1) is half of log(1000) at 30.62.
  expect(momentAt(every, 999, 0.5)).toBe(30);
  expect(momentAt(every, 999, 1)).toBe(999);
});

test('is the last one that was evaluated by then, never a later one', () => {
  const sparse = curveAt([0, 10, 100, 999]);
  expect([0.3, 0.34, 0.35, 0.66, 0.67, 0.999].map((share) => momentAt(sparse, 999, share))).toEqual([0, 0, 10, 10, 100, 100]);
  // A curve that does not begin at 0.
  expect(momentAt(curveAt([50, 60]), 60, 0)).toBe(50);
});
