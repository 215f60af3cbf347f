/** The landscape's axes and the map's isolines. */
import { describe, expect, test } from 'vitest';
import { isolinesOf, levelsBetween } from '../../../../src/ui/lenses/landscape/isolines.ts';
import { heightDomain, logScale, logTicks, normDomain } from '../../../../src/ui/lenses/landscape/scales.ts';

test('the norm axis has half a column to spare at both ends', () => {
  const [low, high] = normDomain([0.1, 1, 10], 20);
  expect(low).toBeCloseTo(2 / 10 ** 0.5);
  expect(high).toBeCloseTo(200 * 10 ** 0.5);
  expect(normDomain([1], 20)).toEqual([10, 40]);
});

test('ticks are 1, 2, 5 of a decade, or fewer where there is no room, and never too close', () => {
  const domain = [2, 200] as const;
  const wide = logScale(domain, 0, 400);
  expect(logTicks(domain, wide)).toEqual([2, 5, 10, 20, 50, 100, 200]);
  expect(logTicks(domain, logScale(domain, 0, 160))).toEqual([3, 10, 30, 100]);
  expect(logTicks(domain, logScale(domain, 0, 80))).toEqual([10, 100]);
  expect(wide.invert(wide(20))).toBeCloseTo(20);
});

describe('the vertical axis', () => {
  test('ends a decade below the valley, however small the training loss', () => {
    expect(heightDomain([3, 1e-12], [4, 2e-3, 5])).toEqual([1e-4, 10]);
    expect(heightDomain([3, 1e-3], [4, 2e-3, 5])).toEqual([1e-3, 10]);
  });
  test('has room for where the run is highest', () => expect(heightDomain([3], [4, 0.2], [30])).toEqual([0.1, 100]));
  test('is never empty', () => {
    const [low, high] = heightDomain([], []);
    expect(high).toBeGreaterThan(low);
    expect(heightDomain([0], [0])).toEqual([low, high]);
    expect(heightDomain([1], [1])).toEqual([1, 10]);
  });
});

describe('isolines', () => {
  test('stand for decades, or half ones where there are few', () => {
    expect(levelsBetween(2e-3, 3).map((level) => Number(level.toPrecision(3)))).toEqual([0.01, 0.1, 1]);
    expect(levelsBetween(0.5, 5).map((level) => Number(level.toPrecision(3)))).toEqual([1, 3.16]);
    expect(levelsBetween(1, 1)).toEqual([]);
    expect(levelsBetween(1e-12, 1e4).length).toBeLessThanOrEqual(8);
  });

  test('cross between the cells whose heights they part, and end at the frame', () => {
    // Heights rise from left to right: one upright line half-way, on a log scale, between .1 and 10.
    const [line, ...others] = isolinesOf([
      [0.1, 0.1, 10, 10],
      [0.1, 0.1, 10, 10],
      [0.1, 0.1, 10, 10],
    ]).filter(({ level }) => Math.abs(level - 1) < 1e-9);
    expect(others).toEqual([]);
    expect(line?.lines).toHaveLength(1);
    for (const [x] of line?.lines[0] ?? []) expect(x).toBeCloseTo(1.5);
    const rows = (line?.lines[0] ?? []).map(([, y]) => y);
    expect([Math.min(...rows), Math.max(...rows)].map((y) => Math.round(y))).toEqual([0, 2]);
  });

  test('need a grid', () => {
    expect(isolinesOf([])).toEqual([]);
    expect(isolinesOf([[1, 10, 100]])).toEqual([]);
  });
});
