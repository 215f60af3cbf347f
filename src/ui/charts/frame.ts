/** Everything that one drawing of one chart depends on, so that React and Recharts have something to compare. */
import type { RunRecord } from '../../store/record.ts';
import { downsample, extent } from './downsample.ts';
import type { Cell, Margin } from './layout.ts';
import { AXIS_HEIGHT } from './layout.ts';
import type { ChartSpec, SeriesSpec } from './spec.ts';
import { growEnd, plotted, xScale, xTicks, type Axis, type XScale } from './xAxis.ts';
import { clampTo, growDomain, yScale, yTicks, type Domain } from './yAxis.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly series: SeriesSpec;
  readonly points: readonly Point[];
}

/** The box of a chart's plot, gutters included. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: Margin;
  readonly compact: boolean;
  /** Whether the step axis has labels here. */
  readonly labelled: boolean;
}

export interface Frame {
  readonly record: RunRecord;
  readonly axis: Axis;
  readonly box: Box;
  readonly end: number;
  /** In plotted units: see xAxis.ts. */
  readonly xDomain: Domain;
  readonly xTicks: readonly number[];
  readonly yDomain: Domain;
  readonly yTicks: readonly number[];
  readonly lines: readonly Line[];
  /** Points that each curve had when it was drawn. */
  readonly drawn: readonly number[];
  readonly x: XScale;
  readonly y: (value: number) => number;
}

/** Points per line: Recharts' cost grows with them, and a plot has no more pixels than two of them can fill. */
const LIMIT = 220;
const TITLE_HEIGHT = { wide: 22, compact: 62 } as const;
const MARK_ROW = 17;

/** Rows of words above the hero. */
export const markRows = (compact: boolean): number => (compact ? 3 : 2);

export function boxOf(cell: Cell, compact: boolean, hero: boolean): Box {
  const size = compact ? 'compact' : 'wide';
  return {
    width: cell.width,
    height: Math.max(40, cell.height - TITLE_HEIGHT[size]),
    margin: {
      top: hero ? markRows(compact) * MARK_ROW + 4 : 8,
      right: compact ? 72 : 142,
      bottom: cell.labelled ? AXIS_HEIGHT : 6,
      left: 50,
    },
    compact,
    labelled: cell.labelled,
  };
}

export interface Wanted {
  readonly spec: ChartSpec;
  readonly record: RunRecord;
  readonly axis: Axis;
  readonly box: Box;
  /** Where the shared axis ended so far. */
  readonly end: number;
}

function same<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  return before !== undefined && before.length === now.length && before.every((value, i) => value === now[i]) ? before : now;
}

/** Range of all curves of a chart, or one to show while there are none. */
function rangeOf(spec: ChartSpec, record: RunRecord): [number, number] | null {
  const extents = spec.series.map((s) => extent(record.curves[s.key], spec.y.kind === 'decades')).filter((e) => e !== null);
  return extents.length === 0 ? null : [Math.min(...extents.map(([low]) => low)), Math.max(...extents.map(([, high]) => high))];
}

export const sameBox = (a: Box, b: Box): boolean =>
  a.width === b.width && a.height === b.height && a.margin.top === b.margin.top && a.margin.right === b.margin.right && a.labelled === b.labelled;

/** The next frame. Arrays that have not changed are those of `before`: Recharts compares references. */
export function nextFrame(before: Frame | null, { spec, record, axis, box, end: endSoFar }: Wanted): Frame {
  const { margin, width, height } = box;
  const sameRun = before !== null && before.record === record ? before : null;
  const end = growEnd(endSoFar, record.step, record.config.steps, axis);
  const x = xScale(end, axis, margin.left, width - margin.right);

  const range = rangeOf(spec, record);
  const grown = growDomain(spec.y, range === null ? null : (sameRun?.drawn.some((n) => n > 0) ? sameRun.yDomain : null), ...(range ?? [0.1, 1]));
  const yDomain = same(before?.yDomain, grown) as Domain;
  const y = yScale(spec.y, yDomain, height - margin.bottom, margin.top);

  const lines = spec.series.map((series, k): Line => {
    const curve = record.curves[series.key];
    if (sameRun !== null && sameRun.axis === axis && sameRun.drawn[k] === curve.length && same(sameRun.yDomain, yDomain) === sameRun.yDomain) {
      return sameRun.lines[k] as Line;
    }
    const points = downsample(curve, x, LIMIT).map((i): Point => ({
      x: plotted(curve.steps[i] as number, axis),
      y: clampTo(yDomain, curve.values[i] as number),
    }));
    return { series, points };
  });

  return {
    record,
    axis,
    box,
    end,
    xDomain: same(before?.xDomain, [plotted(0, axis), plotted(end, axis)]) as Domain,
    xTicks: same(
      before?.xTicks,
      xTicks(end, axis, width - margin.left - margin.right).map((step) => plotted(step, axis)),
    ),
    yDomain,
    yTicks: same(before?.yTicks, yTicks(spec.y, yDomain, height - margin.top - margin.bottom)),
    lines,
    drawn: spec.series.map((s) => record.curves[s.key].length),
    x,
    y,
  };
}
