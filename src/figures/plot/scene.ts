/** A chart without its curves: size, domains, ticks and scales. It stays the same object until one of them changes. */
import { AXIS_HEIGHT, type Cell, type Margin } from './layout.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { endHasRoom, plotted, xScale, xTicks, type Axis, type XScale } from './xAxis.ts';
import { yScale, yTicks, type Domain } from './yAxis.ts';

/** The box of a chart's plot, gutters included. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: Margin;
  readonly compact: boolean;
  /** Height of the ribbon that names the phases, between plot and marker words; 0 where there is none. */
  readonly ribbon: number;
  /** Rows of marker words above it. */
  readonly markRows: number;
  /** Whether the step axis has labels here. */
  readonly labelled: boolean;
}

export interface Scene {
  readonly axis: Axis;
  readonly box: Box;
  /** The step at which the axis ends. */
  readonly end: number;
  /** In plotted units: see xAxis.ts. */
  readonly xDomain: Domain;
  readonly xTicks: readonly number[];
  /** Whether the end of the axis is named beside its ticks. */
  readonly endNamed: boolean;
  readonly yDomain: Domain;
  readonly yTicks: readonly number[];
  readonly x: XScale;
  readonly y: (value: number) => number;
}

const TITLE_HEIGHT = { wide: 22, compact: 0 } as const;
export const MARK_ROW = 17;
const RIBBON = 20;
/** A hero lower than this has one row of marker words. */
const LOW = 200;
/** Gutters: the same in every chart, so that stacked plots align. The right one holds the labels at line ends. */
const LEFT = 50;
const RIGHT = { wide: 142, compact: 72 } as const;

export function boxOf(cell: Cell, compact: boolean, hero: boolean): Box {
  const size = compact ? 'compact' : 'wide';
  const markRows = !hero ? 0 : cell.height < LOW ? 1 : 2;
  return {
    width: cell.width,
    height: Math.max(40, cell.height - TITLE_HEIGHT[size]),
    margin: { top: hero ? markRows * MARK_ROW + RIBBON + 9 : 8, right: RIGHT[size], bottom: cell.labelled ? AXIS_HEIGHT : 6, left: LEFT },
    compact,
    ribbon: hero ? RIBBON : 0,
    markRows,
    labelled: cell.labelled,
  };
}

export function sameBox(a: Box, b: Box): boolean {
  return a === b || (a.width === b.width && a.height === b.height && a.compact === b.compact && a.labelled === b.labelled && a.markRows === b.markRows);
}

export function sceneOf(before: Scene | null, spec: ChartSpec, axis: Axis, box: Box, end: number, yDomain: Domain): Scene {
  const kept = before !== null && before.axis === axis && before.end === end && sameBox(before.box, box);
  if (kept && before.yDomain[0] === yDomain[0] && before.yDomain[1] === yDomain[1]) return before;
  const { margin, width, height } = box;
  const steps = xTicks(end, axis, width - margin.left - margin.right);
  return {
    axis,
    box,
    end,
    xDomain: [plotted(0, axis), plotted(end, axis)],
    xTicks: steps.map((step) => plotted(step, axis)),
    endNamed: endHasRoom(end, axis, steps, width - margin.left - margin.right),
    yDomain,
    yTicks: yTicks(spec.y, yDomain, height - margin.top - margin.bottom),
    x: xScale(end, axis, margin.left, width - margin.right),
    y: yScale(spec.y, yDomain, height - margin.bottom, margin.top),
  };
}
