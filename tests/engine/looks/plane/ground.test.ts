/** Areas, borders and names of a grid of scores, against scores that are straight in the place: their borders are known. */
import { expect, test } from 'vitest';
import { gridPlace, groundOf, winnersOf } from '../../../../src/engine/looks/plane/ground.ts';
import type { Area } from '../../../../src/engine/looks/plane/question.ts';

const GRID = 34;

/** (grid², answers) of functions of the place. */
function scoresOf(functions: readonly ((x: number, y: number) => number)[]): Float64Array {
  return Float64Array.from({ length: GRID ** 2 * functions.length }, (_, i) => {
    const point = Math.floor(i / functions.length);
    const score = functions[i % functions.length] as (x: number, y: number) => number;
    return score(gridPlace(point % GRID, GRID), gridPlace(Math.floor(point / GRID), GRID));
  });
}

function ground(scores: Float64Array, answers: number) {
  const work = groundOf(scores, GRID, answers);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

const cornersOf = ({ corners }: Area): (readonly [number, number])[] =>
  Array.from({ length: corners.length / 2 }, (_, i) => [corners[2 * i] as number, corners[2 * i + 1] as number]);
const inside = (at: number): boolean => Math.abs(at) < 1;

test('a grid covers the window, and a cell more on each side', () => {
  expect([gridPlace(1, GRID), gridPlace(GRID - 2, GRID)]).toEqual([-1 + 1 / 32, 1 - 1 / 32]);
  expect([gridPlace(0, GRID), gridPlace(GRID - 1, GRID)]).toEqual([-1 - 1 / 32, 1 + 1 / 32]);
});

test('the first of the largest wins', () => {
  expect([...winnersOf(Float64Array.of(1, 3, 3, -1, -2, -3), 3)]).toEqual([1, 0]);
});

test('the border of two straight scores is their line, to the last digit, and areas reach past the window', () => {
  // Equal where x + 0.5 y = 0.1.
  const { areas, names } = ground(scoresOf([(x, y) => x + 0.5 * y, () => 0.1]), 2);
  expect(areas.map(({ answer }) => answer)).toEqual([0, 1]);
  for (const area of areas) {
    const border = cornersOf(area).filter(([x, y]) => inside(x) && inside(y));
    expect(border.length).toBeGreaterThan(20);
    for (const [x, y] of border) expect(x + 0.5 * y).toBeCloseTo(0.1, 6);
    const all = cornersOf(area);
    expect(Math.max(...all.map(([, y]) => y))).toBeGreaterThan(1);
    expect(Math.min(...all.map(([, y]) => y))).toBeLessThan(-1);
    expect([...area.ends]).toEqual([all.length]);
  }
  expect(names.map(({ answer, x, y }) => [answer, x + 0.5 * y > 0.1])).toEqual(
    expect.arrayContaining([
      [0, true],
      [1, false],
    ]),
  );
  for (const { answer, x, y, room } of names) {
    expect(inside(x) && inside(y)).toBe(true);
    // How far the line is, to a cell.
    const away = (Math.abs(x + 0.5 * y - 0.1) / Math.hypot(1, 0.5)) * (answer === 0 ? 1 : 1);
    expect(room).toBeLessThan(away + 2 / 32);
    expect(room).toBeGreaterThan(0.3);
  }
});

test('an island is a hole in what lies around it; an answer that wins nowhere has no area', () => {
  const { areas } = ground(scoresOf([() => 0, (x, y) => 0.16 - x ** 2 - y ** 2, () => -1]), 3);
  expect(areas.map(({ answer, ends }) => [answer, ends.length])).toEqual([
    [0, 2],
    [1, 1],
  ]);
  const island = cornersOf(areas[1] as Area);
  for (const [x, y] of island) expect(Math.hypot(x, y)).toBeCloseTo(0.4, 2);
});

test('where there is but one answer it has everything', () => {
  const { areas, names } = ground(scoresOf([() => -3]), 1);
  expect(areas).toHaveLength(1);
  expect(names.map(({ answer }) => answer)).toEqual([0]);
});
