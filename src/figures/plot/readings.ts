/** Values of a chart's curves at one step. */
import type { RunRecord } from '../../engine/run/record.ts';
import type { NumberStyle } from './format.ts';
import { lowerBound } from './nearest.ts';
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';

/** How values on each kind of axis are written. */
export const STYLE: Readonly<Record<ChartSpec['y']['kind'], NumberStyle>> = { fraction: 'percent', decades: 'scientific', linear: 'figure' };

export interface Reading {
  readonly series: SeriesSpec;
  readonly step: number;
  readonly value: number;
}

/** Each curve's value as of `step`: its last point that is not later; without a step its last. */
export function readingsAt(spec: ChartSpec, record: RunRecord, step: number | null): Reading[] {
  return spec.series.flatMap((series): Reading[] => {
    const { length, steps, values } = record.curve(series.key);
    const i = (step === null ? length : lowerBound(steps, length, step + 1)) - 1;
    return i < 0 ? [] : [{ series, step: steps[i] as number, value: values[i] as number }];
  });
}
