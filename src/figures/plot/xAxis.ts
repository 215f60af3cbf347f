/** The step axis that all charts share: where it ends, its ticks, and the scale from steps to pixels. */
import { ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';

export type Axis = 'log' | 'linear';

/** Step 0 has no place on a logarithmic axis, so step + 1 is drawn there; ticks still name the step itself. */
export function plotted(step: number, axis: Axis): number {
  return axis === 'log' ? step + 1 : step;
}

export function stepAt(value: number, axis: Axis): number {
  return axis === 'log' ? value - 1 : value;
}

/** Smallest of 1, 2, 5, 10, 20, 50, … that is at least `value`. */
export function next125(value: number): number {
  if (!(value > 1)) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 5, 10]) if (factor * decade >= value) return factor * decade;
  return 10 * decade;
}

const SHORTEST = 100;

/**
 * Where the axis ends. It only ever grows, and in steps. A logarithmic axis shows all the steps asked for from the start: early steps have
 * room enough. A linear one would squeeze them into its first pixels, so it grows.
 */
export function growEnd(current: number, step: number, asked: number, axis: Axis): number {
  if (step > asked) return Math.max(current, next125(step));
  if (axis === 'log') return Math.max(current, asked);
  return Math.max(current, Math.min(asked, Math.max(SHORTEST, next125(step))));
}

/** Pixels that neighbouring labels need between their centres. */
const ROOM = 26;

/** Ticks as steps: 0 and decades, or round numbers. */
export function xTicks(end: number, axis: Axis, width: number): number[] {
  if (axis === 'linear') return ticks(0, end, Math.max(2, Math.floor(width / 90))).filter(Number.isInteger);
  const scale = xScale(end, axis, 0, width);
  const result = [0];
  for (let decade = 1; decade <= end; decade *= 10) {
    const before = result[result.length - 1] as number;
    // One-figure labels need less room: 0 and 1 stand close.
    if (scale(decade) - scale(before) >= (decade === 1 ? 16 : ROOM)) result.push(decade);
  }
  return result;
}

/** Whether the end of the axis, where the run will stop, can be named beside the last of its ticks. It gets no grid line: that is for decades. */
export function endHasRoom(end: number, axis: Axis, shown: readonly number[], width: number): boolean {
  const scale = xScale(end, axis, 0, width);
  return width - scale(shown[shown.length - 1] ?? 0) >= 1.5 * ROOM;
}

/** Small unlabelled ticks at 2 … 9 of every decade: they say that the axis is logarithmic. */
export function minorTicks(end: number, axis: Axis): number[] {
  if (axis === 'linear') return [];
  const result: number[] = [];
  for (let decade = 1; decade <= end; decade *= 10) for (let k = 2; k <= 9; k++) if (k * decade <= end) result.push(k * decade);
  return result;
}

export interface XScale {
  (step: number): number;
  /** The step at a pixel, not rounded. */
  invert(pixel: number): number;
}

export function xScale(end: number, axis: Axis, left: number, right: number): XScale {
  const scale = (axis === 'log' ? scaleLog() : scaleLinear()).domain([plotted(0, axis), plotted(end, axis)]).range([left, right]);
  const forward = (step: number): number => scale(plotted(step, axis));
  return Object.assign(forward, { invert: (pixel: number): number => stepAt(scale.invert(pixel), axis) });
}
