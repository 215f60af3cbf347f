/** Reading a landscape: the valley's place and width, what is not yet fitted, and where a run stands. */
import { describe, expect, test } from 'vitest';
import type { LandscapePoint } from '../../../src/engine/sweeps/point.ts';
import { heightsOf, notYetFitted, standing, valleyOf, type Valley } from '../../../src/engine/sweeps/valley.ts';

function point(norm: number, testLoss: number | null, trainError = 0, testError = 0.5): LandscapePoint {
  return {
    type: 'landscape',
    alpha: norm,
    norm,
    trainLoss: trainError,
    testLoss,
    trainError,
    testError,
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

  test('is measured from the lower rim, on whichever side that is', () => {
    const [one, other] = [curve(100, 1e-4, 1, 1), curve(1, 1, 1e-4, 100)].map((points) => valleyOf(points, 'loss', NONE) as Valley) as [Valley, Valley];
    expect(one.factor).toBe(other.factor);
    expect(one.factor).toBeCloseTo(100, 9);
  });

  test('is read off points in any order', () => {
    const points = curve(1, 1, 1e-4, 100);
    const valley = valleyOf(points, 'loss', NONE);
    for (const order of [
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
    ]) {
      expect(
        valleyOf(
          order.map((i) => points[i] as LandscapePoint),
          'loss',
          NONE,
        ),
      ).toEqual(valley);
    }
  });

  test('of errors is a valley of errors', () => {
    const points = [0.4, 0.4, 0.1, 0.8].map((error, i) => point(10 ** i, 1, 0, error));
    const valley = valleyOf(points, 'error', NONE) as Valley;
    expect([valley.bottom, valley.floor, valley.factor]).toEqual([100, 0.1, 2]);
    expect(valleyOf(points, 'loss', NONE)).toBeNull();
    expect(heightsOf(point(1, 2, 3, 4), 'loss')).toEqual({ train: 3, test: 2 });
    expect(heightsOf(point(1, 2, 0.3, 0.4), 'error')).toEqual({ train: 0.3, test: 0.4 });
  });

  test('goes on over points as low as half its rim, and no further', () => {
    // The rim is 100 times the floor, so that the valley reaches up to 10 times it.
    const valley = valleyOf(curve(100, 10, 1, 5, 1000), 'loss', NONE) as Valley;
    expect([valley.low, valley.bottom]).toEqual([10, 100]);
    expect(valley.high).toBeCloseTo(10 ** (3 + Math.log(2) / Math.log(200)), 6);
  });

  test('goes on over a point just as high as half its rim', () => {
    // The rim is 100, so that the valley reaches up to exactly 10.
    expect(valleyOf(curve(100, 1, 10, 5, 1000), 'loss', NONE)?.high).toBeCloseTo(10 ** (3 + Math.log(2) / Math.log(200)), 6);
    expect(valleyOf(curve(1000, 5, 10, 1, 100), 'loss', NONE)?.low).toBeCloseTo(10 ** (1 - Math.log(2) / Math.log(200)), 6);
  });

  test('leaves out what has no norm yet', () => {
    const valley = valleyOf(curve(1, 1, 1e-4, 100), 'loss', NONE);
    expect(valleyOf([{ ...point(7, 1e-9), norm: 0 }, ...curve(1, 1, 1e-4, 100), { ...point(7, 1e-9), norm: Number.NaN }], 'loss', NONE)).toEqual(valley);
  });

  test('a floor of several points has its bottom in their middle', () => {
    expect(valleyOf(curve(9, 1, 1, 1, 9), 'loss', NONE)?.bottom).toBe(100);
  });

  test('heights that are as good as nothing are alike', () => {
    expect(valleyOf(curve(1, 1e-20, 1e-13, 1e-15, 1), 'loss', NONE)).toMatchObject({ bottom: 100, floor: 1e-12 });
  });

  test('needs points, and a rim', () => {
    expect(valleyOf(curve(1.5, 1, 1, 1.5), 'loss', NONE)).not.toBeNull();
    expect(valleyOf(curve(1, 1, 1, 1), 'loss', new Set([1, 10, 1000]))).toBeNull();
    expect(valleyOf(curve(1, 1, 1, 1), 'loss', new Set([1, 10, 100, 1000]))).toBeNull();
    expect(valleyOf(curve(1, 0.1, 1), 'loss', NONE)).toBeNull();
    expect(valleyOf(curve(1.1, 1, 1, 1.1), 'loss', NONE)).toBeNull();
    expect(valleyOf([], 'loss', NONE)).toBeNull();
  });

  test('is open where the grid ends in it', () => {
    expect(valleyOf(curve(100, 10, 1, 0.1), 'loss', NONE)).toMatchObject({ bottom: 1000, high: 1000, open: true });
    expect(valleyOf(curve(0.1, 1, 10, 100), 'loss', NONE)).toMatchObject({ bottom: 1, low: 1, open: true });
    expect(valleyOf(curve(1, 0.1, 10, 100), 'loss', NONE)).toMatchObject({ bottom: 10, open: false });
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
    expect([valley.low, valley.high].map((norm) => standing(norm, valley))).toEqual(['inside', 'inside']);
  });
});

describe('what is not yet fitted', () => {
  test('lies beyond norms that are; what is too small to fit does not count', () => {
    expect([...notYetFitted([point(1, 1, 0.9), point(2, 1, 0.3), point(4, 1, 0.001), point(8, 1, 0), point(16, 1, 0.2)], 0.99)]).toEqual([16]);
  });

  test('in any order', () => {
    const points = [point(1, 1, 0.9), point(2, 1, 0), point(4, 1, 0.5), point(8, 1, 0.3)];
    for (const order of [points, points.toReversed(), [2, 0, 3, 1].map((i) => points[i] as LandscapePoint)]) {
      expect([...notYetFitted(order, 0.99)]).toEqual([4, 8]);
    }
  });

  test('what just reaches the accuracy is fitted, and so is the smallest norm', () => {
    expect([...notYetFitted([point(1, 1, 0.25), point(2, 1, 0.5), point(4, 1, 0.25)], 0.75)]).toEqual([2]);
  });

  test('a fitted point is fitted whatever its loss', () => {
    expect([
      ...notYetFitted(
        [
          { ...point(1, 1, 0), trainLoss: 0.5 },
          { ...point(2, 1, 0.5), trainLoss: 0.1 },
        ],
        0.99,
      ),
    ]).toEqual([2]);
  });

  test('where nothing is fitted, points without a loss are none of the lowest, and of equals the first is', () => {
    const unmeasured = { ...point(1, 1, 0.9), trainLoss: null };
    expect([...notYetFitted([unmeasured, point(2, 1, 0.3), point(4, 1, 0.3), point(8, 1, 0.5)], 0.99)]).toEqual([4, 8]);
  });

  test('where nothing is fitted, it lies beyond the lowest training loss', () => {
    expect([...notYetFitted([point(1, 1, 0.9), point(2, 1, 0.3), point(4, 1, 0.5), point(8, 1, 0.6)], 0.99)]).toEqual([4, 8]);
  });
});
