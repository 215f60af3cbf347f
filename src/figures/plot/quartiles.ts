/** Medians and quartiles of runs that belong together, as pixels. */
import { bandOf, type Band } from '../../engine/compare/quartiles.ts';
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';
import type { Curve } from '../../engine/run/curve.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { downsample } from './downsample.ts';

/** Of one series of one group, whose place among the groups it keeps. */
export interface Quartiles extends Band {
  readonly group: number;
  readonly series: SeriesSpec;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In pixels. */
export interface QuartileLine {
  readonly group: number;
  readonly series: SeriesSpec;
  readonly middle: readonly Point[];
  /** What lies between the lower and the upper quartile, as an SVG path. */
  readonly area: string;
}

export function quartilesOf(spec: ChartSpec, groups: readonly (readonly RunRecord[])[]): Quartiles[] {
  return groups.flatMap((records, group) =>
    spec.series.map((series) => ({ group, series, ...bandOf(records.map((record) => record.curve(series.key))) })).filter(({ middle }) => middle.length > 0),
  );
}

/** Where a step and a value lie. */
export interface Places {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
}

/** @param pixel its width, in units of the scene. */
export function quartileLines(quartiles: readonly Quartiles[], { x, y }: Places, pixel: number): QuartileLine[] {
  const pixels = (curve: Curve): Point[] => downsample(curve, x, pixel).map((i) => ({ x: x(curve.steps[i] as number), y: y(curve.values[i] as number) }));
  const through = (points: readonly Point[]): string => points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join('L');
  return quartiles.map(({ group, series, low, middle, high }) => ({
    group,
    series,
    middle: pixels(middle),
    area: `M${through([...pixels(low), ...pixels(high).toReversed()])}Z`,
  }));
}
