/** Quartiles against their definition, written down a second time; of censored times, against every way in which they could still come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, quantile, quantileOfTimes, SHARES, type Waited } from '../../../src/engine/compare/quartiles.ts';
import type { Curve } from '../../../src/engine/run/curve.ts';

/** The share p of n numbers lies where a line through (0, x₁), (1/(n−1), x₂), …, (1, xₙ) is at p. */
function reference(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  for (let k = 0; k + 1 < n; k++) {
    const [from, to] = [k / (n - 1), (k + 1) / (n - 1)];
    if (share >= from && share <= to) return (sorted[k] as number) + (((sorted[k + 1] as number) - (sorted[k] as number)) * (share - from)) / (to - from);
  }
  return sorted[0] as number;
}

test('a quantile lies on the line through the sorted numbers', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, fc.constantFrom(...SHARES, 0, 1, 0.1), (all, share) => {
      expect(
        quantile(
          all.toSorted((a, b) => a - b),
          share,
        ),
      ).toBeCloseTo(reference(all, share), 8);
    }),
  );
  expect(quantile([1, 2, Infinity], 0.5)).toBe(2);
  expect(quantile([1, Infinity, Infinity], 0.75)).toBe(Infinity);
});

const waited: fc.Arbitrary<Waited> = fc.record({ step: fc.integer({ min: 1, max: 30 }), passed: fc.boolean() });

test('a quantile of times is told only where no way in which the others could still come makes it another', () => {
  const later = fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(Infinity)), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(waited, { minLength: 1, maxLength: 9 }), later, fc.constantFrom(...SHARES), (times, after, share) => {
      const told = quantileOfTimes(times, share);
      const come = times.map(({ step, passed }, i) => (passed ? step : step + (after[i] as number)));
      const one = quantile(
        come.toSorted((a, b) => a - b),
        share,
      );
      expect(told === null ? 0 : Math.abs(one - told)).toBeLessThan(1e-8);
    }),
    { numRuns: 400 },
  );
});

test('the median of three of which one has not come is told once that one is later than it in any case', () => {
  const median = (...times: readonly Waited[]): number | null => quantileOfTimes(times, 0.5);
  const [early, late] = [
    { step: 100, passed: true },
    { step: 300, passed: true },
  ];
  expect(median(early, late, { step: 200, passed: false })).toBeNull();
  expect(median(early, late, { step: 299, passed: false })).toBeNull();
  expect(median(early, late, { step: 300, passed: false })).toBe(300);
  expect(median(early, { step: 5000, passed: false }, { step: 5000, passed: false })).toBeNull();
  expect(median()).toBeNull();
});

const curve = (points: readonly (readonly [number, number])[]): Curve => ({
  length: points.length,
  steps: Float64Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
});
const pointsOf = ({ length, steps, values }: Curve): [number, number][] => Array.from({ length }, (_, i) => [steps[i] as number, values[i] as number]);

const curves = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -50, max: 50 })), { selector: ([step]) => step, maxLength: 30 })
    .map((points) => points.toSorted((a, b) => a[0] - b[0])),
  { minLength: 1, maxLength: 8 },
);

test('a band has the quartiles of all curves at every step that all have, and no other step', () => {
  fc.assert(
    fc.property(curves, (all) => {
      const band = bandOf(all.map(curve));
      const maps = all.map((points) => new Map(points));
      const steps = [...(maps[0] as Map<number, number>).keys()].filter((step) => maps.every((map) => map.has(step)));
      [band.low, band.middle, band.high].forEach((line, i) => {
        const expected = steps.map((step): [number, number] => [
          step,
          reference(
            maps.map((map) => map.get(step) as number),
            SHARES[i] as number,
          ),
        ]);
        expect(pointsOf(line).map(([step]) => step)).toEqual(steps);
        pointsOf(line).forEach(([, value], k) => expect(value).toBeCloseTo((expected[k] as [number, number])[1], 8));
      });
    }),
  );
});

test('room behind the end of a growing curve is none of it', () => {
  const roomy = { length: 2, steps: Float64Array.of(0, 1, 0, 0), values: Float64Array.of(5, 6, 0, 0) };
  expect(pointsOf(bandOf([roomy, roomy, roomy]).middle)).toEqual([
    [0, 5],
    [1, 6],
  ]);
  expect(bandOf([]).middle.length).toBe(0);
});
