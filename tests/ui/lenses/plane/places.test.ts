import { expect, test } from 'vitest';
import { areaNamesOf, joinedOf, outlineOf, sumsOf, tokensOf } from '../../../../src/ui/lenses/plane/places.ts';
import { FLAT, GROKKED, RING } from './seen.ts';

test('outlines are written ring by ring, y upwards', () => {
  const corners = Float32Array.of(-1, -1, 1, -1, 0, 1, 0, 0, 0.5, 0, 0, 0.25);
  expect(outlineOf({ answer: 0, corners, ends: Int32Array.of(3, 6) }, 200)).toBe('M0 200L200 200L100 0ZM100 100L150 100L100 75Z');
});

test('tokens stand where the embedding has them, inside the picture and alike in both directions', () => {
  const points = tokensOf(GROKKED, 236);
  expect(points.map(({ token }) => token)).toEqual([0, 1, 2, 3, 4]);
  expect(points.map(({ x }) => x)).toEqual([18, 68, 118, 168, 218].map((x) => expect.closeTo(x, 4)));
  expect(points.map(({ y }) => y)).toEqual(Array.from({ length: 5 }, () => expect.closeTo(118, 4)));
});

test('numbers are joined as they are, round their wave, or not', () => {
  expect([...joinedOf(RING, 'numbers')]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...joinedOf(RING, 'wave')]).toEqual([...RING.order]);
  expect([...joinedOf(RING, 'none')]).toEqual([]);
});

test('a sum stands in the middle of its tokens, once for both orders; of one answer or of all', () => {
  const points = tokensOf(GROKKED, 236);
  const all = sumsOf(GROKKED, points, null);
  expect(all).toHaveLength(15);
  const four = sumsOf(GROKKED, points, 4);
  expect(four.map(({ tokens }) => tokens.toSorted((a, b) => a - b).join('+')).toSorted()).toEqual(['0+4', '1+3', '2+2']);
  for (const { x, y, isRight, isTold, question } of four) {
    expect([x, y, isRight, isTold]).toEqual([expect.closeTo(118, 4), expect.closeTo(118, 4), true, question < GROKKED.told]);
  }
  const wrong = sumsOf(FLAT, tokensOf(FLAT, 236), null).filter(({ isRight }) => !isRight);
  expect(wrong).toHaveLength(12);
});

test('areas are named where there is room, clear of tokens', () => {
  const points = tokensOf(GROKKED, 400);
  const names = areaNamesOf(GROKKED, 400, points, (answer) => `= ${answer}`);
  expect(names.map(({ answer }) => answer).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { x, y } of names) for (const point of points) expect(Math.hypot(point.x - x, point.y - y)).toBeGreaterThan(12);
  expect(areaNamesOf(GROKKED, 60, points, (answer) => `= ${answer}`)).toEqual([]);
});
