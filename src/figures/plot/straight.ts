/** A line as the page draws it: as few corners and digits as show the same. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far a line may pass from a point that is left out, in pixels: a twentieth of the width that it is drawn in. */
const NEAR = 0.1;

/**
 * The points at which a line turns: between two of them it passes all others in a tenth of a pixel at most, up or down. Of the slopes from the point
 * that was kept last, fewer pass by all that came since with each; where none is left, the one before is kept.
 * @param points from left to right
 */
export function corners(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = points.slice(0, 1);
  let from = points[0] as Point;
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const keep = (point: Point): void => {
    kept.push(point);
    from = point;
    [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  };
  for (let i = 1; i < points.length; i++) {
    const [before, point] = [points[i - 1] as Point, points[i] as Point];
    const slope = (point.y - from.y) / (point.x - from.x);
    if (before !== from && !(slope >= least && slope <= most)) keep(before);
    const run = point.x - from.x;
    if (run > 0) {
      const own = (point.y - from.y) / run;
      least = Math.max(least, own - NEAR / run);
      most = Math.min(most, own + NEAR / run);
    } else keep(point);
  }
  const last = points.at(-1);
  if (last !== undefined && kept.at(-1) !== last) kept.push(last);
  return kept;
}

/** Tenths as they are written: a browser takes longer to write and to read numbers than to draw what they say. */
const written: string[] = [];
const tenths = (x: number): string => {
  const tenth = Math.round(x * 10);
  if (tenth < 0) return String(tenth / 10);
  return (written[tenth] ??= String(tenth / 10));
};

/** As an SVG path, to a tenth of a pixel. */
export function strokeOf(points: readonly Point[]): string {
  let path = '';
  for (const { x, y } of corners(points)) path += `${path === '' ? 'M' : ' '}${tenths(x)} ${tenths(y)}`;
  return path;
}
