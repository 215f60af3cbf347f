/** d3-zoom's transform and the store's frame say the same. */
import { expect, test } from 'vitest';
import { zoomIdentity } from 'd3-zoom';
import { frameOf, transformOf } from '../../../../src/ui/lenses/regions/zooming.ts';
import { REACH } from '../../../../src/engine/looks/regions/question.ts';

const SIZES = [
  { width: 400, height: 400 },
  { width: 640, height: 300 },
  { width: 300, height: 500 },
];

test.each(SIZES)('at $width × $height, untouched means all of it', (size) => {
  expect(frameOf(zoomIdentity, size)).toEqual({ zoom: 1, x: expect.closeTo(0), y: expect.closeTo(0) });
});

test.each(SIZES)('at $width × $height, there and back', (size) => {
  for (const frame of [
    { x: 0, y: 0, zoom: 1 },
    { x: 0.7, y: -1.3, zoom: 4 },
    { x: -2, y: 0.01, zoom: 0.1 },
    { x: 0.123456, y: 0.654321, zoom: 1e6 },
  ]) {
    const back = frameOf(transformOf(frame, size), size);
    expect(back.zoom).toBe(frame.zoom);
    expect(back.x).toBeCloseTo(frame.x, 9);
    expect(back.y).toBeCloseTo(frame.y, 9);
  }
});

test('a point of the plane goes where the picture draws it', () => {
  const size = { width: 500, height: 400 };
  const frame = { x: 0.5, y: -0.25, zoom: 3 };
  const unit = 200 / REACH;
  // Untransformed, (1, 1) lies one unit right of and above the middle.
  const [x, y] = transformOf(frame, size).apply([250 + unit, 200 - unit]);
  expect(x).toBeCloseTo(250 + 3 * unit * 0.5, 9);
  expect(y).toBeCloseTo(200 - 3 * unit * 1.25, 9);
});
