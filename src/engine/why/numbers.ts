/** Numbers as the reasons write them, alike in both languages. */
import type { Curve } from '../run/curve.ts';

/** A step, or a count. */
export const whole = (n: number): string =>
  Math.round(n)
    .toFixed(0)
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** Three digits. */
export const short = (x: number): string => (Math.abs(x) >= 1000 ? whole(x) : String(Number(x.toPrecision(3))));

/** Never rounded up to 100 or down to 0. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  return `${Number(Math.min(99.9, Math.max(0.1, 100 * share)).toPrecision(3))} %`;
}

/** The highest value of a curve and where it was first; null where it has none. */
export function highestOf({ steps, values, length }: Curve): { readonly step: number; readonly value: number } | null {
  let at = -1;
  for (let i = 0; i < length; i++) if (at < 0 || (values[i] as number) > (values[at] as number)) at = i;
  return at < 0 ? null : { step: steps[at] as number, value: values[at] as number };
}
