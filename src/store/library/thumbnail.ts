/** A curve in small: what a list of runs shows of it. */
import type { Curve } from '../../engine/run/curve.ts';

/** Columns of the picture; each has the least and the greatest value of its steps. */
const COLUMNS = 40;

/** Where a step lies on the log axis, from 0 to 1. */
const place = (step: number, last: number): number => (last === 0 ? 0 : Math.log(step + 1) / Math.log(last + 1));

/** Its points on a log axis of steps, at most two in each column, ascending. */
export function thumbnailOf({ steps, values, length }: Curve): { readonly steps: number[]; readonly values: number[] } {
  const last = length === 0 ? 0 : (steps[length - 1] as number);
  const columns = new Map<number, { low: number; high: number }>();
  for (let i = 0; i < length; i++) {
    const column = Math.min(COLUMNS - 1, Math.floor(COLUMNS * place(steps[i] as number, last)));
    const known = columns.get(column);
    if (known === undefined) columns.set(column, { low: i, high: i });
    else {
      if ((values[i] as number) < (values[known.low] as number)) known.low = i;
      if ((values[i] as number) > (values[known.high] as number)) known.high = i;
    }
  }
  const kept = [...new Set([...columns.values()].flatMap(({ low, high }) => [low, high]))].toSorted((a, b) => a - b);
  return { steps: kept.map((i) => steps[i] as number), values: kept.map((i) => values[i] as number) };
}
