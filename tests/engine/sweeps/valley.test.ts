/** Reading a landscape: the valley's place and width, what is not yet fitted, and where a run stands. */
import { describe, expect, test } from 'vitest';
import type { LandscapePoint } from '../../../src/engine/sweeps/point.ts';
import { notYetFitted, standing, valleyOf, type Valley } from '../../../src/engine/sweeps/valley.ts';

function point(norm: number, testLoss: number | null, trainError = 0): LandscapePoint {
  return {
    type: 'landscape',
    alpha: norm,
    norm,
    trainLoss: trainError,
    testLoss,
    trainError,
    testError: 0.5,
    amount: 1,
    trainSize: 10,
    steps: 100,
    drift: 0,
    diverged: null,
    backend: 'wasm',
  };
}

const curve = (...tests: readonly number[]): LandscapePoint[] => tests.map((loss, i) => point(10 ** i, loss));
const NONE = new Set<number>();

describe('the valley', () => {
  test('is as wide as the curve at half the height of its lower rim, on log axes', () => {
    // Rims 1 and 100 over a floor of 1e-4: half the height of the lower one is 1e-2, half-way along both walls of slope 4 and 6 decades.
    const valley = valleyOf(curve(1, 1, 1e-4, 100), 'loss', NONE) as Valley;
    expect(valley.bottom).toBe(100);
    expect(valley.low).toBeCloseTo(10 ** 1.5, 6);
    expect(valley.high).toBeCloseTo(10 ** (2 + 2 / 6), 6);
    expect(valley.open).toBe(false);
  });

  test('needs points, and a rim', () => {
    expect(valleyOf(curve(1, 0.1, 1), 'loss', NONE)).toBeNull();
    expect(valleyOf(curve(1.1, 1, 1, 1.1), 'loss', NONE)).toBeNull();
    expect(valleyOf([], 'loss', NONE)).toBeNull();
  });

  test('is open where the grid ends in it', () => {
    expect(valleyOf(curve(100, 10, 1, 0.1), 'loss', NONE)).toMatchObject({ bottom: 1000, high: 1000, open: true });
  });

  test('a point that was not fitted in time is no rim', () => {
    expect(valleyOf(curve(1, 1.1, 1.2, 50), 'loss', new Set([1000]))).toBeNull();
    expect(valleyOf(curve(1, 1.1, 1.2, 50), 'loss', NONE)).not.toBeNull();
  });

  test('points without a finite loss are left out', () => {
    expect(valleyOf([...curve(1, 1, 1e-4, 100), point(5000, null)], 'loss', NONE)?.bottom).toBe(100);
  });

  test('a run stands left of it, in it or right of it', () => {
    const valley = valleyOf(curve(1, 1, 1e-4, 100), 'loss', NONE) as Valley;
    expect([10, 100, 1000].map((norm) => standing(norm, valley))).toEqual(['left', 'inside', 'right']);
  });
});

describe('what is not yet fitted', () => {
  test('lies beyond norms that are; what is too small to fit does not count', () => {
    expect([...notYetFitted([point(1, 1, 0.9), point(2, 1, 0.3), point(4, 1, 0.001), point(8, 1, 0), point(16, 1, 0.2)], 0.99)]).toEqual([16]);
  });

  test('where nothing is fitted, it lies beyond the lowest training loss', () => {
    expect([...notYetFitted([point(1, 1, 0.9), point(2, 1, 0.3), point(4, 1, 0.5), point(8, 1, 0.6)], 0.99)]).toEqual([4, 8]);
  });
});
