import { expect, test } from 'vitest';
import { BARS, cellAfter, cellAt, LEFT, tablePlaceOf } from '../../../../src/ui/lenses/parts/tablePlace.ts';

test('cells have whole device pixels and fit into the width', () => {
  for (const ratio of [1, 1.5, 2, 3]) {
    for (const size of [2, 43, 113, 120, 199]) {
      for (const width of [358, 420, 560]) {
        const { pixels, cell, side } = tablePlaceOf(width, ratio, size, true);
        expect(Number.isInteger(pixels)).toBe(true);
        expect(cell * ratio).toBeCloseTo(pixels, 9);
        expect(side).toBeCloseTo(cell * size, 9);
        expect(LEFT + side + BARS).toBeLessThanOrEqual(width);
        // No cell more would fit.
        expect(LEFT + ((pixels + 1) * size) / ratio + BARS).toBeGreaterThan(width);
      }
    }
  }
  expect(tablePlaceOf(358, 1, 43, false).side).toBe(43 * 7);
  // However little room there is, something is drawn.
  expect(tablePlaceOf(10, 1, 43, true).pixels).toBe(1);
});

test('a place is in one cell, or outside', () => {
  const place = tablePlaceOf(LEFT + BARS + 70, 1, 7, true);
  expect(place.cell).toBe(10);
  expect(cellAt(place, 7, 0, 0)).toBe(0);
  expect(cellAt(place, 7, 69.9, 0)).toBe(6);
  expect(cellAt(place, 7, 15, 25)).toBe(2 * 7 + 1);
  for (const [x, y] of [
    [-1, 0],
    [0, -1],
    [70, 0],
    [0, 70],
  ] as const)
    expect(cellAt(place, 7, x, y)).toBeNull();
});

test('keys move by cells and stay inside', () => {
  const at = (key: string, cell: number): number | null => cellAfter(key, cell, 12);
  expect([at('ArrowLeft', 13), at('ArrowRight', 13), at('ArrowUp', 13), at('ArrowDown', 13)]).toEqual([12, 14, 1, 25]);
  expect([at('Home', 17), at('End', 17), at('PageUp', 140), at('PageDown', 13)]).toEqual([12, 23, 20, 133]);
  expect([at('ArrowLeft', 12), at('ArrowUp', 3), at('ArrowRight', 143), at('ArrowDown', 143), at('PageUp', 13)]).toEqual([12, 3, 143, 143, 1]);
  expect([at('a', 1), at('toString', 1)]).toEqual([null, null]);
});
