/** Curves that are measured at the same steps have one column of steps; those that are not keep their own. Against a list of points for each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingCurve } from '../../../src/engine/run/curve.ts';
import { NO_STEPS, StepColumns } from '../../../src/engine/run/stepColumns.ts';

test('whatever curves are measured at which steps, each has its own points', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })), { maxLength: 60 });
  fc.assert(
    fc.property(rows, (moves) => {
      const columns = new StepColumns();
      const curves = Array.from({ length: 5 }, () => new GrowingCurve(columns));
      const expected = curves.map((): [number, number][] => []);
      let step = -1;
      for (const [gap, due] of moves) {
        step += gap;
        for (const [k, curve] of curves.entries()) {
          if (due[k] !== true) continue;
          curve.push(step, step + k);
          expected[k]?.push([step, step + k]);
        }
      }
      for (const [k, { length, steps, values }] of curves.entries()) expect(Array.from({ length }, (_, i) => [steps[i], values[i]])).toEqual(expected[k]);
    }),
  );
});

test('what is measured together has one column, and so has what is measured together more seldom', () => {
  const columns = new StepColumns();
  const [loss, accuracy, seldom, asSeldom] = Array.from({ length: 4 }, () => new GrowingCurve(columns)) as [
    GrowingCurve,
    GrowingCurve,
    GrowingCurve,
    GrowingCurve,
  ];
  for (let step = 0; step < 5000; step++) {
    loss.push(step, 1);
    accuracy.push(step, 2);
    if (step % 7 === 0) seldom.push(step, 3);
    if (step % 7 === 0) asSeldom.push(step, 4);
  }
  expect(accuracy.steps).toBe(loss.steps);
  expect(asSeldom.steps).toBe(seldom.steps);
  expect(seldom.steps).not.toBe(loss.steps);
  expect([loss.length, seldom.length]).toEqual([5000, 715]);
});

test('a curve that begins later, and one that misses a step, get columns of their own', () => {
  const columns = new StepColumns();
  const [first, late, torn] = Array.from({ length: 3 }, () => new GrowingCurve(columns)) as [GrowingCurve, GrowingCurve, GrowingCurve];
  for (const step of [0, 1, 2, 3]) {
    first.push(step, 1);
    if (step >= 2) late.push(step, 2);
    torn.push(step, step === 1 ? Number.NaN : 3);
  }
  const stepsOf = ({ steps, length }: GrowingCurve): number[] => Array.from(steps.subarray(0, length));
  expect([first, late, torn].map(stepsOf)).toEqual([
    [0, 1, 2, 3],
    [2, 3],
    [0, 2, 3],
  ]);
});

test('of nothing there are no steps', () => {
  expect(NO_STEPS.length).toBe(0);
});
