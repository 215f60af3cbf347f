/** A landscape and a run, read off the stores for the pictures. Pure. */
import type { LandscapePlan } from '../../../engine/sweeps/landscape.ts';
import type { LandscapePoint } from '../../../engine/sweeps/point.ts';
import { heightsOf, notYetFitted, type Height } from '../../../engine/sweeps/valley.ts';
import type { LandscapeState } from '../../../store/landscape.ts';
import type { Numbers } from '../../../engine/run/column.ts';
import type { RunRecord } from '../../../engine/run/record.ts';

/** One norm of a row of the landscape. */
export interface Column {
  readonly alpha: number;
  readonly norm: number;
  /** Share of its training that is done, 0 to 1. */
  readonly progress: number;
  readonly point: LandscapePoint | null;
  /** Heights of the two curves; null while not known. */
  readonly train: number | null;
  readonly test: number | null;
  /** Its training ended before the data were fitted, though smaller norms can fit them. */
  readonly unfitted: boolean;
}

/** The points of one amount of training data that are done. */
export function rowOf(points: ReadonlyMap<string, LandscapePoint>, amount: number): LandscapePoint[] {
  return [...points.values()].filter((point) => point.amount === amount).toSorted((a, b) => a.norm - b.norm);
}

/** ‖θ‖ at α = 1. Init scale multiplies every weight, so one point tells it for all; null before the first. */
export function normPerAlpha({ results, doing }: Pick<LandscapeState, 'results' | 'doing'>): number | null {
  const point = [...results.values(), ...[...doing.values()].map(({ result }) => result)].find(({ norm }) => norm > 0);
  return point === undefined ? null : point.norm / point.alpha;
}

/** Every norm of a row, done or not, ascending. */
export function columnsOf(
  plan: LandscapePlan,
  { results, doing }: Pick<LandscapeState, 'results' | 'doing'>,
  { amount, perAlpha, height, fitted }: { readonly amount: number; readonly perAlpha: number; readonly height: Height; readonly fitted: number },
): Column[] {
  const row = rowOf(results, amount);
  const unfitted = notYetFitted(row, fitted);
  return plan.alphas.map((alpha): Column => {
    const planned = plan.points.find((point) => point.alpha === alpha && point.amount === amount);
    const point = row.find((other) => other.alpha === alpha) ?? null;
    const step = planned === undefined ? 0 : (doing.get(planned.key)?.step ?? 0);
    const { train, test } = point === null ? { train: null, test: null } : heightsOf(point, height);
    return {
      alpha,
      // A point that broke off before its norm was measured has none of its own.
      norm: point !== null && point.norm > 0 ? point.norm : alpha * perAlpha,
      progress: point !== null ? 1 : step / (planned?.config.steps ?? 1),
      point,
      train,
      test,
      unfitted: unfitted.has(alpha),
    };
  });
}

/** The run's way over the landscape: at every evaluation its norm and its two heights. */
export interface Trail {
  readonly length: number;
  readonly norms: Numbers;
  readonly train: Numbers;
  readonly test: Numbers;
  /** Errors are one minus the accuracies. */
  readonly flipped: boolean;
}

export function trailOf(record: RunRecord, height: Height): Trail {
  const measure = height === 'loss' ? 'loss' : 'accuracy';
  const [norms, train, test] = [record.curve('weightNorm'), record.curve(`train.${measure}`), record.curve(`val.${measure}`)];
  return {
    length: Math.min(norms.length, train.length, test.length),
    norms: norms.values,
    train: train.values,
    test: test.values,
    flipped: height === 'error',
  };
}

export const heightAt = (values: Numbers, i: number, flipped: boolean): number => (flipped ? 1 - (values[i] as number) : (values[i] as number));

/** Steps between two points of a drawn trail, in pixels. */
const STRIDE = 1.5;

/** A trail as an SVG path, its points thinned out to what can be seen. */
export function trailPath(trail: Trail, values: Numbers, x: (norm: number) => number, y: (height: number) => number): string {
  let path = '';
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let i = 0; i < trail.length; i++) {
    const [px, py] = [x(trail.norms[i] as number), y(heightAt(values, i, trail.flipped))];
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    if (i < trail.length - 1 && Math.abs(px - lastX) + Math.abs(py - lastY) < STRIDE) continue;
    path += `${path === '' ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`;
    [lastX, lastY] = [px, py];
  }
  return path;
}
