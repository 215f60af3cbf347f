/** Vertical axes that never jump while a run goes on: a domain only grows, and by whole steps. */
import { nice, ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { YAxisSpec } from '../../engine/probes/chart.ts';

export type Domain = readonly [low: number, high: number];

/** Lowest decade that a loss may pull the axis down to; below it is rounding, and zero. */
const FLOOR = 1e-12;
/** A fresh logarithmic axis shows this many decades below its top, so that a falling loss has room before the axis must grow. */
const OPENING_DECADES = 4;

const decadeBelow = (value: number): number => 10 ** Math.floor(Math.log10(value) + 1e-9);
const decadeAbove = (value: number): number => 10 ** Math.ceil(Math.log10(value) - 1e-9);

/** `low` and `high` are the smallest and largest positive values. */
export function growDecades(current: Domain | null, low: number, high: number): Domain {
  const top = decadeAbove(Math.max(high, FLOOR * 10 ** OPENING_DECADES));
  if (current === null) return [Math.max(FLOOR, Math.min(decadeBelow(Math.max(low, FLOOR)), top / 10 ** OPENING_DECADES)), top];
  const [bottom, ceiling] = current;
  // Two decades at a time: an exponentially falling loss would otherwise move the axis every second.
  let next = bottom;
  while (next > Math.max(low, FLOOR) * (1 + 1e-9)) next /= 100;
  const lowest = next < FLOOR ? FLOOR : decadeBelow(next);
  return lowest >= bottom && top <= ceiling ? current : [Math.min(bottom, lowest), Math.max(ceiling, top)];
}

/** A linear axis with head room, so that the next growth is some way off. */
export function growLinear(current: Domain | null, low: number, high: number, fromZero: boolean): Domain {
  if (current !== null && low >= current[0] && high <= current[1]) return current;
  const span = Math.max(high - low, Math.abs(high) * 0.3, 1e-9);
  const bottom = fromZero ? Math.min(0, low) : low >= 0 ? Math.max(0, low - span * 0.25) : low - span * 0.25;
  const [niceLow, niceHigh] = nice(bottom, high + span * 0.25, 5);
  return current === null ? [niceLow, niceHigh] : [Math.min(current[0], niceLow), Math.max(current[1], niceHigh)];
}

/** Larger numbers stand on the edge: an axis needs room to reckon above and below what it shows. */
const MOST = 1e300;

/** @param low what is no number counts as nothing to show. */
export function growDomain(spec: YAxisSpec, current: Domain | null, low: number, high: number): Domain {
  if (spec.kind === 'fraction') return current ?? [0, 1];
  if (Number.isNaN(low) || Number.isNaN(high)) return current ?? growDomain(spec, null, 0.1, 1);
  [low, high] = [low, high].map((value) => clampTo([-MOST, MOST], value)) as [number, number];
  return spec.kind === 'decades' ? growDecades(current, low, high) : growLinear(current, low, high, spec.fromZero);
}

/** Pixels that a row of labels needs. */
const ROW = 18;

export function yTicks(spec: YAxisSpec, [low, high]: Domain, height: number): number[] {
  if (spec.kind === 'fraction') return height >= 5 * ROW ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1];
  if (spec.kind === 'linear') return ticks(low, high, Math.max(2, Math.min(6, Math.floor(height / (1.4 * ROW)))));
  const from = Math.round(Math.log10(low));
  const to = Math.round(Math.log10(high));
  const stride = Math.max(1, Math.ceil(((to - from) * ROW) / Math.max(height, 1)));
  const result: number[] = [];
  // Counted from 1 (10⁰), so that the same decades stay labelled when the axis grows.
  for (let power = from; power <= to; power++) if (power % stride === 0) result.push(Number(`1e${power}`));
  return result;
}

/** Scale from values to pixels; what is outside, zero included, stands on the edge, and what is no number at the bottom. */
export function yScale(spec: YAxisSpec, domain: Domain, bottom: number, top: number): (value: number) => number {
  const scale = (spec.kind === 'decades' ? scaleLog() : scaleLinear()).domain(domain).range([bottom, top]);
  return (value) => scale(clampTo(domain, Number.isNaN(value) ? domain[0] : value));
}

function clampTo([low, high]: Domain, value: number): number {
  return Math.min(high, Math.max(low, value));
}
