/** The series of a run, as a reader chooses among them: those of its charts, and the others together. Pure. */
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { RunRecord } from '../../engine/run/record.ts';

export interface Offer {
  readonly charts: readonly { readonly spec: ChartSpec; readonly series: readonly SeriesSpec[] }[];
  /** Keys of series that no chart draws: norms of single parameters, for instance. */
  readonly others: readonly string[];
}

export function offerOf(records: readonly RunRecord[]): Offer {
  const [front] = records;
  const keys = new Set(records.flatMap((record) => record.keys));
  const charts = (front === undefined ? [] : chartsOf(front.config))
    .map((spec) => ({ spec, series: spec.series.filter(({ key }) => keys.has(key)) }))
    .filter(({ series }) => series.length > 0);
  const drawn = new Set(charts.flatMap(({ series }) => series.map(({ key }) => key)));
  return { charts, others: [...keys].filter((key) => !drawn.has(key)) };
}

export const keysOf = ({ charts, others }: Offer): string[] => [...charts.flatMap(({ series }) => series.map(({ key }) => key)), ...others];
