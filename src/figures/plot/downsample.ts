/** Fewer points for the same picture: of every column of pixels what a line through all of its points would cover. */
import type { Curve } from '../../engine/run/curve.ts';

/**
 * Indices of the points that are drawn, ascending: the first, the last, the smallest and the largest of each column of pixels, at most four. A line
 * through all points goes up and down between the smallest and the largest there, and comes and leaves by the first and the last (M4, Jugel et al.
 * 2014, section 4), so that it covers the same pixels. Values that are not finite are left out.
 * @param position of a step on its axis, ascending. @param pixel its width in units of that, 0.5 where a screen has two to a unit.
 */
export function downsample({ length, steps, values }: Curve, position: (step: number) => number, pixel = 1): number[] {
  const columnOf = (i: number): number => Math.floor(position(steps[i] as number) / pixel);
  const kept: number[] = [];
  for (let from = 0; from < length;) {
    const to = endOf(columnOf, from, length);
    keepOf(values, from, to, kept);
    from = to;
  }
  return kept;
}

/** Where the column of a point ends: in strides that double, since late in a long run thousands of points lie in one. */
function endOf(columnOf: (i: number) => number, from: number, length: number): number {
  const column = columnOf(from);
  let [within, beyond] = [from, from + 1];
  for (let stride = 1; beyond < length && columnOf(beyond) === column; stride *= 2) [within, beyond] = [beyond, beyond + stride];
  beyond = Math.min(beyond, length);
  while (beyond - within > 1) {
    const middle = (within + beyond) >> 1;
    if (columnOf(middle) === column) within = middle;
    else beyond = middle;
  }
  return beyond;
}

function keepOf(values: Curve['values'], from: number, to: number, kept: number[]): void {
  let [first, last, low, high] = [-1, -1, -1, -1];
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (first < 0) first = low = high = i;
    last = i;
    if (value < (values[low] as number)) low = i;
    if (value > (values[high] as number)) high = i;
  }
  if (first < 0) return;
  kept.push(first);
  for (const i of [Math.min(low, high), Math.max(low, high), last]) if (i > (kept.at(-1) as number)) kept.push(i);
}

/** Smallest and largest finite value, of the positive ones only if asked; null where there is none. */
export function extent(curve: Pick<Curve, 'length' | 'values'>, positive: boolean): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < curve.length; i++) {
    const value = curve.values[i] as number;
    if (!Number.isFinite(value) || (positive && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}
