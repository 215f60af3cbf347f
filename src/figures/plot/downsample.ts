/** Fewer points for the same picture: the extremes of every pixel column are kept. */
import type { Curve } from '../../engine/run/curve.ts';

/**
 * Indices of at most `limit` points, ascending. The first and last are among them, and so are the smallest and largest value of each column
 * that is `width / columns` pixels wide on the axis in use. Values that are not finite are left out.
 */
export function downsample(curve: Curve, position: (step: number) => number, limit: number): number[] {
  const { length, steps, values } = curve;
  const all: number[] = [];
  for (let i = 0; i < length; i++) if (Number.isFinite(values[i])) all.push(i);
  if (all.length <= limit) return all;

  const first = all[0] as number;
  const last = all[all.length - 1] as number;
  const from = position(steps[first] as number);
  const span = position(steps[last] as number) - from || 1;
  const columns = Math.max(1, Math.floor((limit - 2) / 2));

  const kept = [first];
  const keep = (i: number): void => {
    if (i !== kept[kept.length - 1]) kept.push(i);
  };
  let column = -1;
  let low = first;
  let high = first;
  const close = (): void => {
    if (column < 0) return;
    keep(Math.min(low, high));
    keep(Math.max(low, high));
  };
  for (const i of all) {
    const at = Math.min(columns - 1, Math.floor(((position(steps[i] as number) - from) / span) * columns));
    if (at === column) {
      if ((values[i] as number) < (values[low] as number)) low = i;
      if ((values[i] as number) > (values[high] as number)) high = i;
    } else {
      close();
      column = at;
      low = i;
      high = i;
    }
  }
  close();
  keep(last);
  return kept;
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
