/** What a curve did, in figures: where it began, its highest or lowest point on the way, where it is. Pure. */
import type { Curve } from '../../engine/run/curve.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import type { Language } from '../../engine/text.ts';
import { formatStep, formatValue } from '../../figures/plot/format.ts';
import { STYLE } from '../../figures/plot/readings.ts';

/** A turn that leaves both ends behind by less than this share of the curve's range is none. */
const TURN = 0.2;

interface Point {
  readonly step: number;
  readonly value: number;
}

interface Course {
  readonly first: number;
  /** The point that lies farthest outside of what lies between first and last. */
  readonly turn: Point | null;
  readonly last: number;
}

export function courseOf({ steps, values, length }: Curve, height: (value: number) => number): Course | null {
  const points = Array.from({ length }, (_, i): Point => ({ step: steps[i] as number, value: values[i] as number })).filter(({ value }) =>
    Number.isFinite(height(value)),
  );
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [low, high] = [first.value, last.value].map(height).toSorted((a, b) => a - b) as [number, number];
  const beyond = ({ value }: Point): number => Math.max(height(value) - high, low - height(value));
  const farthest = points.reduce((a, b) => (beyond(b) > beyond(a) ? b : a));
  const heights = points.map(({ value }) => height(value));
  const range = heights.reduce((a, b) => Math.max(a, b)) - heights.reduce((a, b) => Math.min(a, b));
  return { first: first.value, turn: beyond(farthest) > TURN * range ? farthest : null, last: last.value };
}

/** «validation 3.80 → 21.2 (step 80) → 0.17»; null where there is nothing to tell. */
export function courseWords(spec: ChartSpec, record: RunRecord | null, language: Language): string | null {
  const series = spec.series.find(({ key }) => key === spec.tells);
  if (series === undefined || record === null) return null;
  const course = courseOf(record.curve(series.key), spec.y.kind === 'decades' ? Math.log : (value) => value);
  if (course === null) return null;
  const figure = (value: number): string => formatValue(value, STYLE[spec.y.kind], language);
  const step = (at: number): string => (language === 'ja' ? `（ステップ ${formatStep(at, language)}）` : ` (step ${formatStep(at, language)})`);
  const { first, turn, last } = course;
  // A turn that reads like one of the ends is none that a reader could see.
  const turned = turn !== null && ![first, last].some((end) => figure(end) === figure(turn.value));
  const way = [figure(first), ...(turned ? [`${figure(turn.value)}${step(turn.step)}`] : []), figure(last)].join(' → ');
  return spec.series.length > 1 ? `${series.label[language]} ${way}` : way;
}
