/** What a chart's axes and their ticks say. Pure. */
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { text } from '../../engine/text.ts';
import { formatDecade, formatLinear, formatTick } from './format.ts';
import { stepAt, type Axis } from './xAxis.ts';

/** What the step axis is called. */
export const STEP = { log: text('step, log', 'ステップ（対数）'), linear: text('step', 'ステップ') } as const;

/** Of a value in plotted units. */
export const FORMAT_X: Readonly<Record<Axis, (value: number) => string>> = {
  log: (value) => formatTick(Math.round(stepAt(value, 'log'))),
  linear: (value) => formatTick(value),
};
export const FORMAT_Y: Readonly<Record<ChartSpec['y']['kind'], (value: number) => string>> = {
  fraction: (value) => String(value * 100),
  decades: formatDecade,
  linear: formatLinear,
};
