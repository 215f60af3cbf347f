/** The moments of a run as a film shows them: one after another, evenly on the log axis of steps. Pure. */
import type { Curve } from './curve.ts';

/** The last step that was evaluated by a share of the way, on the log axis, from step 0 to the `last` one; null before there is any. */
export function momentAt({ steps, length }: Curve, last: number, share: number): number | null {
  if (length === 0) return null;
  const target = (last + 1) ** share - 1;
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) <= target) low = middle + 1;
    else high = middle;
  }
  return steps[Math.max(0, low - 1)] as number;
}
