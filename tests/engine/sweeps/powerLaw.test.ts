/** Exponents of laws that are known. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Rng } from '../../../src/engine/rng.ts';
import { powerLawThrough } from '../../../src/engine/sweeps/powerLaw.ts';

const exact = (exponent: number, factor: number) => [0.05, 0.1, 0.2, 0.4, 0.5].map((x) => ({ x, y: factor * x ** exponent }));

test('an exact law is found exactly', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 1e4, noNaN: true }), (exponent, factor) => {
      const law = powerLawThrough(exact(exponent, factor));
      expect(law?.exponent).toBeCloseTo(exponent, 8);
      expect((law?.factor ?? 0) / factor).toBeCloseTo(1, 8);
      expect(law?.interval[0]).toBeCloseTo(exponent, 6);
      expect(law?.interval[1]).toBeCloseTo(exponent, 6);
    }),
    { numRuns: 20 },
  );
});

test('the interval holds the exponent about as often as it says', () => {
  let held = 0;
  for (let world = 0; world < 100; world++) {
    const rng = new Rng(world, 'noise');
    const points = exact(-1, 100).flatMap(({ x, y }) => Array.from({ length: 5 }, () => ({ x, y: y * Math.exp(0.3 * rng.normal()) })));
    const [low, high] = powerLawThrough(points)?.interval ?? [0, 0];
    if (low <= -1 && -1 <= high) held++;
  }
  expect(held).toBeGreaterThan(85);
  expect(held).toBeLessThan(100);
});

test('the same points, the same interval', () => {
  const points = exact(-1, 3).map(({ x, y }, i) => ({ x, y: y * (1 + 0.1 * (i % 2)) }));
  expect(powerLawThrough(points)).toEqual(powerLawThrough(points));
});

test('there is none where there is nothing to go by', () => {
  expect(powerLawThrough([])).toBeNull();
  expect(
    powerLawThrough([
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ]),
  ).toBeNull();
  expect(powerLawThrough([1, 2, 3].map((y) => ({ x: 5, y })))).toBeNull();
  // What has no logarithm is left out.
  expect(powerLawThrough([{ x: 0, y: 1 }, ...exact(-1, 2)])?.points).toBe(5);
});
