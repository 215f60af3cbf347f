import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutOf, leastHeight, ROW_GAP } from '../../../src/figures/plot/layout.ts';

const heightOf = (cells: readonly { height: number; column: number }[]): number =>
  Math.max(...[0, 1].map((c) => cells.filter((cell) => cell.column === c).reduce((sum, cell) => sum + cell.height + ROW_GAP, -ROW_GAP)));

test('four charts fill a projector without scrolling', () => {
  for (const [width, height] of [
    [640, 560],
    [980, 560],
    [980, 900],
    [1240, 460],
  ] as const) {
    const { cells } = layoutOf(width, height, 4);
    expect(heightOf(cells)).toBeLessThanOrEqual(height);
    expect(heightOf(cells)).toBeGreaterThan(height - 12);
  }
});

test('five charts fill a projector too, and one of them may be taller', () => {
  for (const [width, height] of [
    [700, 700],
    [980, 760],
    [1240, 460],
  ] as const) {
    const { cells } = layoutOf(width, height, 5, [1, 1, 1, 1, 1.6]);
    expect(heightOf(cells)).toBeLessThanOrEqual(height);
    expect(heightOf(cells)).toBeGreaterThan(height - 24);
  }
  const [, second, , , fifth] = layoutOf(980, 900, 5, [1, 1, 1, 1, 1.6]).cells;
  expect(fifth?.height).toBeGreaterThan(1.5 * (second?.height ?? 0));
});

test('the first chart is the largest, stacked charts are of one width, the lowest has the labels', () => {
  fc.assert(
    fc.property(fc.integer({ min: 320, max: 2400 }), fc.integer({ min: 200, max: 1400 }), fc.integer({ min: 1, max: 7 }), (width, height, count) => {
      const { cells, columns, compact } = layoutOf(width, height, count);
      expect(cells).toHaveLength(count);
      expect(Math.max(...cells.map((c) => c.height))).toBe(cells[0]?.height);
      for (const column of [0, 1]) {
        const own = cells.filter((c) => c.column === column);
        expect(new Set(own.map((c) => c.width)).size).toBeLessThanOrEqual(1);
        expect(own.at(-1)?.labelled ?? true).toBe(true);
      }
      expect(compact && columns > 1).toBe(false);
    }),
  );
});

test('in the least height that charts ask for they fit, and none is lower than it may be', () => {
  for (const width of [560, 700, 999, 1000, 1400])
    for (const [count, units] of [
      [3, [1, 1, 1]],
      [4, [1, 1, 1, 1]],
      [5, [1, 1, 1, 1.6, 1]],
    ] as const) {
      const height = leastHeight(width, count, units) ?? 0;
      const { cells, columns } = layoutOf(width, height, count, units);
      for (const column of [0, 1]) {
        const own = cells.filter((cell) => cell.column === column);
        const taken = own.reduce((sum, cell) => sum + cell.height, 0) + ROW_GAP * Math.max(0, own.length - 1);
        expect(taken).toBeLessThanOrEqual(height);
      }
      expect(columns).toBe(width >= 1000 ? 2 : 1);
      expect(cells[0]?.height).toBeGreaterThanOrEqual(200);
    }
  expect(leastHeight(400, 4)).toBeNull();
});
