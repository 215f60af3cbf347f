/** Losses and places as a picture. */
import { expect, test } from 'vitest';
import { farthest, heightsOf, placesIn, pointAt } from '../../../../src/ui/lenses/lossPlane/plot.ts';

test('heights lie on a log scale of six decades at most; what is no number is the highest', () => {
  const { levels, low, high } = heightsOf(Float32Array.of(1, 10, 100, NaN), 2);
  expect([...levels]).toEqual([0, 128, 255, 255]);
  expect([low, high]).toEqual([1, 100]);
  const wide = heightsOf(Float32Array.of(1e-6, 1, 1e6, 0), 2);
  expect(wide.low).toBe(1e-8);
  expect(wide.high).toBeCloseTo(1e-2, 9);
  expect(heightsOf(Float32Array.of(2, 2, 2, 2), 2).levels).toEqual(new Uint8Array(4));
});

test('the outermost networks stand in the middle of the outermost cells, the upper ones above', () => {
  const place = placesIn({ left: -1, bottom: 2, side: 4 }, 5, 100);
  expect(place(-1, 2)).toEqual({ x: 10, y: 90 });
  expect(place(3, 6)).toEqual({ x: 90, y: 10 });
  expect(place(1, 4)).toEqual({ x: 50, y: 50 });
});

const PATH = [
  { step: 0, x: 0, y: 0, distance: 0 },
  { step: 50, x: 1, y: 1, distance: 3 },
  { step: 100, x: 2, y: 1, distance: 1 },
];

test('the farthest point, and the one of a moment', () => {
  expect(farthest(PATH)).toBe(PATH[1]);
  expect(farthest([])).toBeNull();
  expect([null, 0, 49, 50, 1e6].map((step) => pointAt(PATH, step))).toEqual([2, 0, 0, 1, 2]);
});
