/** Columns that grow: against a list of points. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_CURVE, GrowingCurve, type Curve } from '../../../src/engine/run/curve.ts';

const listed = ({ length, steps, values }: Curve): [number, number][] => Array.from({ length }, (_, i) => [steps[i] as number, values[i] as number]);

/** Steps that mostly go on, now and then back, and numbers that are none. */
const points = fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.constantFrom(1, 2, Number.NaN, Number.POSITIVE_INFINITY)), { maxLength: 40 });

function drawn(moves: readonly (readonly [number, number])[]): { curve: GrowingCurve; expected: [number, number][] } {
  const curve = new GrowingCurve();
  const expected: [number, number][] = [];
  let at = 0;
  for (const [move, value] of moves) {
    at = Math.max(0, at + move);
    curve.push(at, value);
    if (Number.isFinite(value) && expected.every(([step]) => step < at)) expected.push([at, value]);
  }
  return { curve, expected };
}

test('a point is drawn where its step goes on and its value is a number', () => {
  fc.assert(
    fc.property(points, (moves) => {
      const { curve, expected } = drawn(moves);
      expect(listed(curve)).toEqual(expected);
    }),
  );
});

test('what is taken over ends with the step asked for, and goes on by itself', () => {
  fc.assert(
    fc.property(points, fc.nat(60), (moves, last) => {
      const { curve, expected } = drawn(moves);
      const next = new GrowingCurve();
      next.copy(curve, last);
      expect(listed(next)).toEqual(expected.filter(([step]) => step <= last));
      next.push(1000, 7);
      expect([next.values[next.length - 1], listed(curve)]).toEqual([7, expected]);
    }),
  );
});

test('of thousands of points each stays where it is', () => {
  const curve = new GrowingCurve();
  for (let step = 0; step < 2500; step++) {
    curve.push(step, 2 * step);
    expect(curve.steps.length).toBeGreaterThanOrEqual(curve.length);
  }
  expect(listed(curve)).toEqual(Array.from({ length: 2500 }, (_, step) => [step, 2 * step]));
});

test('the curve of nothing is empty', () => {
  expect([listed(EMPTY_CURVE), EMPTY_CURVE.steps.length, EMPTY_CURVE.values.length]).toEqual([[], 0, 0]);
});
