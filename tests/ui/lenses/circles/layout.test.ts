import { expect, test } from 'vitest';
import { namesOf, nearest, pointsOf } from '../../../../src/ui/lenses/circles/layout.ts';
import { overlap, textWidth } from '../../../../src/figures/plot/labels.ts';

const TOKENS = Int32Array.of(0, 1, 2);

test('points keep their shape around the middle, the outermost a margin from the edge, y upwards', () => {
  const points = pointsOf(Float32Array.of(2, 0, 0, 1, -1, -1), TOKENS, 148);
  expect(points).toEqual([
    { token: 0, x: 124, y: 74 },
    { token: 1, x: 74, y: 49 },
    { token: 2, x: 49, y: 99 },
  ]);
  expect(pointsOf(new Float32Array(6), TOKENS, 100).map(({ x, y }) => [x, y])).toEqual([
    [50, 50],
    [50, 50],
    [50, 50],
  ]);
});

function ring(n: number, size: number) {
  const places = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * (i >> 1)) / n));
  const tokens = Int32Array.from({ length: n }, (_, e) => e);
  return { points: pointsOf(places, tokens, size), tokens };
}

test.each([
  [7, 300],
  [43, 300],
  [113, 300],
])('of %i numbers on a circle as many are named as have room, outside of it', (n, size) => {
  const { points, tokens } = ring(n, size);
  const names = namesOf(points, tokens, size, null);
  expect(names.length).toBeGreaterThan(Math.min(n, 25) - 1);
  const boxes = names.map(({ token, x, y }) => {
    const half = textWidth(String(token)) / 2;
    return { left: x - half, right: x + half, middle: y, height: 15 };
  });
  for (const [i, box] of boxes.entries()) for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
  for (const { x, y } of names) expect(Math.hypot(x - size / 2, y - size / 2)).toBeGreaterThan(size / 2 - 24);
});

test('a number that is pointed at has its name first, whatever is in its way; without an order only that one has', () => {
  const { points, tokens } = ring(113, 200);
  const all = new Set(namesOf(points, tokens, 200, null).map(({ token }) => token));
  const hidden = [...tokens].find((token) => !all.has(token)) as number;
  expect(namesOf(points, tokens, 200, hidden)[0]?.token).toBe(hidden);
  expect(namesOf(points, tokens.subarray(0, 0), 200, 5).map(({ token }) => token)).toEqual([5]);
  expect(namesOf(points, tokens.subarray(0, 0), 200, null)).toEqual([]);
});

test('no name covers a point', () => {
  const points = [
    { token: 0, x: 120, y: 60 },
    { token: 1, x: 134, y: 60 },
  ];
  expect(namesOf(points, Int32Array.of(0, 1), 120, null).map(({ token }) => token)).toEqual([1]);
});

test('the nearest point within reach', () => {
  const { points } = ring(4, 148);
  expect(nearest(points, 120, 70, 18)?.token).toBe(0);
  expect(nearest(points, 74, 30, 18)?.token).toBe(1);
  expect(nearest(points, 74, 74, 18)).toBeNull();
});
