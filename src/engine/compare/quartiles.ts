/** Quartiles of numbers, of times that some have not reached, and of curves. Pure. */
import type { Curve } from '../run/curve.ts';

/** At a share of the way through sorted numbers, linear between neighbours (Hyndman & Fan 1996, definition 7); they may be infinite. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}

/** When something came to pass; or, where it has not, how long it has been waited for. */
export interface Waited {
  readonly step: number;
  readonly passed: boolean;
}

/**
 * A quantile of times of which some are only known to be larger than a step (right-censored). Null where those could still make it another
 * number: it lies between what it is if they come at once and what it is if they never come, and is known where these are the same.
 */
export function quantileOfTimes(times: readonly Waited[], share: number): number | null {
  if (times.length === 0) return null;
  const sorted = (never: number): number[] => times.map(({ step, passed }) => (passed ? step : Math.max(step, never))).toSorted((a, b) => a - b);
  const soonest = quantile(sorted(0), share);
  return soonest === quantile(sorted(Number.POSITIVE_INFINITY), share) ? soonest : null;
}

/** Of fewer there is no middle to speak of. */
export const FEWEST = 3;

export const SHARES = [0.25, 0.5, 0.75] as const;

/** Quartiles of several curves, step by step. */
export interface Band {
  readonly low: Curve;
  readonly middle: Curve;
  readonly high: Curve;
}

/**
 * At every step that all of the curves have: between steps nothing is known, and a curve that ends earlier would leave the others to themselves.
 * Work is linear in the points.
 */
export function bandOf(curves: readonly Curve[]): Band {
  const room = curves.length === 0 ? 0 : Math.min(...curves.map(({ length }) => length));
  const steps = new Float64Array(room);
  const rows = SHARES.map(() => new Float64Array(room));
  const at = curves.map(() => 0);
  const here = new Float64Array(curves.length);
  let length = 0;
  const goesOn = (): boolean => curves.length > 0 && curves.every((curve, k) => (at[k] as number) < curve.length);
  while (goesOn()) {
    const latest = Math.max(...curves.map((curve, k) => curve.steps[at[k] as number] as number));
    let together = true;
    curves.forEach((curve, k) => {
      while ((at[k] as number) < curve.length && (curve.steps[at[k] as number] as number) < latest) at[k] = (at[k] as number) + 1;
      if (curve.steps[at[k] as number] !== latest || (at[k] as number) >= curve.length) together = false;
      else here[k] = curve.values[at[k] as number] as number;
    });
    if (!together) continue;
    here.sort();
    SHARES.forEach((share, i) => void ((rows[i] as Float64Array)[length] = quantile(here, share)));
    steps[length] = latest;
    length++;
    at.forEach((_, k) => (at[k] = (at[k] as number) + 1));
  }
  const [low, middle, high] = rows.map((values): Curve => ({ length, steps, values })) as [Curve, Curve, Curve];
  return { low, middle, high };
}
