/** Where points and their names stand in a square picture. Pure. */
import { overlap, textWidth, type LabelBox } from '../../../figures/plot/labels.ts';

export interface Point {
  readonly token: number;
  readonly x: number;
  readonly y: number;
}

/** Around the outermost point, where names stand. */
const MARGIN = 24;
/** From a point to the middle of its name. */
const APART = 15;
const NAME = 15;

/** Points of `places` (n, 2) in a picture of `size`, around its middle: as far out as there is room, and alike in both directions. */
export function pointsOf(places: Float32Array, tokens: Int32Array, size: number): Point[] {
  let most = 0;
  for (let i = 0; i < places.length; i += 2) most = Math.max(most, Math.hypot(places[i] as number, places[i + 1] as number));
  const scale = most === 0 ? 0 : (size / 2 - MARGIN) / most;
  return Array.from(tokens, (token, e) => ({
    token,
    x: size / 2 + scale * (places[2 * e] as number),
    y: size / 2 - scale * (places[2 * e + 1] as number),
  }));
}

export interface Name {
  readonly token: number;
  readonly x: number;
  readonly y: number;
}

/** Whether a point would lie under a name. */
const covers = ({ left, right, middle, height }: LabelBox, { x, y }: Point): boolean => x > left - 2 && x < right + 2 && Math.abs(y - middle) < height / 2 + 1;

/** Names of points, outside of them, in this order as long as there is room; `first` has its name in any case. */
export function namesOf(points: readonly Point[], order: Int32Array, size: number, first: number | null): Name[] {
  const standing: LabelBox[] = [];
  const names: Name[] = [];
  const put = ({ token, x, y }: Point): void => {
    const [dx, dy] = [x - size / 2, y - size / 2];
    const out = Math.hypot(dx, dy);
    const [towardsX, towardsY] = out === 0 ? [0, -1] : [dx / out, dy / out];
    const half = textWidth(String(token)) / 2;
    const name = { token, x: x + towardsX * (APART + half - 7), y: y + towardsY * APART };
    const box: LabelBox = { left: name.x - half - 1, right: name.x + half + 1, middle: name.y, height: NAME };
    if (token !== first && (standing.some((other) => overlap(other, box)) || points.some((point) => covers(box, point)))) return;
    standing.push(box);
    names.push(name);
  };
  const chosen = points.find(({ token }) => token === first);
  if (chosen !== undefined) put(chosen);
  for (const e of order) {
    const point = points[e] as Point;
    if (point !== chosen) put(point);
  }
  return names;
}

/** The point nearest to a place, no farther than `reach`. */
export function nearest(points: readonly Point[], x: number, y: number, reach: number): Point | null {
  let [best, distance]: [Point | null, number] = [null, reach];
  for (const point of points) {
    const here = Math.hypot(point.x - x, point.y - y);
    if (here < distance) [best, distance] = [point, here];
  }
  return best;
}
