/** How many regions come close to a point: the exact counterpart of local complexity, on the slice. */
import type { Slice } from './slice.ts';

/** Square of the distance from the origin to the segment p → q; NaN where it has no length: its ends belong to other segments as well. */
function squareToSegment(px: number, py: number, qx: number, qy: number): number {
  const [dx, dy] = [qx - px, qy - py];
  const length = dx * dx + dy * dy;
  const along = Math.min(1, Math.max(0, -(px * dx + py * dy) / length));
  return (px + along * dx) ** 2 + (py + along * dy) ** 2;
}

/** Whether the disc of `radius` around (x, y) meets piece `k`. */
function meets({ offsets, corners }: Slice, k: number, x: number, y: number, radius: number): boolean {
  const [from, to] = [offsets[k] as number, offsets[k + 1] as number];
  let within = true;
  for (let i = from; i < to; i++) {
    const j = i + 1 < to ? i + 1 : from;
    const px = (corners[2 * i] as number) - x;
    const py = (corners[2 * i + 1] as number) - y;
    const qx = (corners[2 * j] as number) - x;
    const qy = (corners[2 * j + 1] as number) - y;
    if (squareToSegment(px, py, qx, qy) < radius * radius) return true;
    if (px * qy - py * qx < 0) within = false;
  }
  return within;
}

/** Regions that meet the disc of `radius` around (x, y), all in window coordinates. */
export function regionsNear(slice: Slice, x: number, y: number, radius: number): number {
  let [count, last] = [0, -1];
  for (let k = 0; k < slice.classes.length; k++) {
    const region = slice.regionOf[k] as number;
    if (region === last || !meets(slice, k, x, y, radius)) continue;
    last = region;
    count++;
  }
  return count;
}

/** The piece that holds (x, y), or -1. */
export function pieceAt({ offsets, corners, classes }: Slice, x: number, y: number): number {
  for (let k = 0; k < classes.length; k++) {
    const [from, to] = [offsets[k] as number, offsets[k + 1] as number];
    let within = true;
    for (let i = from; within && i < to; i++) {
      const j = i + 1 < to ? i + 1 : from;
      const px = (corners[2 * i] as number) - x;
      const py = (corners[2 * i + 1] as number) - y;
      within = px * ((corners[2 * j + 1] as number) - y) - py * ((corners[2 * j] as number) - x) >= 0;
    }
    if (within) return k;
  }
  return -1;
}
