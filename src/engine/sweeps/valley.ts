/** Reading an LU landscape: where the U's valley lies, which points were not fitted in time, and where a run stands. Pure. */
import type { LandscapePoint } from './point.ts';

export type Height = 'loss' | 'error';

/** Below these a height is as good as nothing: rounding of a loss, a single wrong answer of an error. */
const NOTHING: Readonly<Record<Height, number>> = { loss: 1e-12, error: 1e-3 };

/** Train and test height of a point; null where the loss was never a number. */
export function heightsOf(point: LandscapePoint, height: Height): { readonly train: number | null; readonly test: number | null } {
  return height === 'loss' ? { train: point.trainLoss, test: point.testLoss } : { train: point.trainError, test: point.testError };
}

/** The Goldilocks zone: norms at which the test curve is close to its lowest. */
export interface Valley {
  readonly low: number;
  readonly high: number;
  /** Norm of the lowest point, and its height. */
  readonly bottom: number;
  readonly floor: number;
  /** Heights up to this many times the floor belong to the valley. */
  readonly factor: number;
  /** Whether the lowest point is an end of the curve, so that the valley may go on beyond. */
  readonly open: boolean;
}

/** How far up from the floor to the lower of its two rims the valley reaches, on a log scale: its width at half height. */
const UP = 0.5;
/** A rim lower than this many times the floor is none. */
const RIM = 1.5;
/** Points that make a curve. */
const CURVE = 4;

/**
 * @param points of one training-set size, in any order. @param unfitted alphas not yet fitted (below): how high they lie says nothing of a rim.
 * @returns null while there is no valley to be seen.
 */
export function valleyOf(points: readonly LandscapePoint[], height: Height, unfitted: ReadonlySet<number>): Valley | null {
  const curve = points
    .flatMap((point): { norm: number; test: number; settled: boolean }[] => {
      const { test } = heightsOf(point, height);
      // A point whose norm was never measured has no place on the axis.
      return test === null || !(point.norm > 0) ? [] : [{ norm: point.norm, test: Math.max(test, NOTHING[height]), settled: !unfitted.has(point.alpha) }];
    })
    .toSorted((a, b) => a.norm - b.norm);
  if (curve.length < CURVE) return null;
  const floor = Math.min(...curve.map(({ test }) => test));
  const lowest = curve.flatMap(({ test }, i) => (test === floor ? [i] : []));
  const at = lowest[lowest.length >> 1] as number;
  const open = at === 0 || at === curve.length - 1;
  const rims = [curve.slice(0, at), curve.slice(at + 1)].flatMap((side) => {
    const settled = side.filter((point) => point.settled);
    return settled.length === 0 ? [] : [Math.max(...settled.map(({ test }) => test))];
  });
  const rim = rims.length === 0 ? 0 : Math.min(...rims) / floor;
  if (rim < RIM) return null;
  const factor = rim ** UP;
  const edge = (step: 1 | -1): number => {
    let i = at;
    while (curve[i + step] !== undefined && (curve[i + step] as { test: number }).test <= factor * floor) i += step;
    const [inside, outside] = [curve[i] as { norm: number; test: number }, curve[i + step]];
    if (outside === undefined) return inside.norm;
    // Where the line between two points, on log axes, passes the valley's height.
    const share = Math.log((factor * floor) / inside.test) / Math.log(outside.test / inside.test);
    return inside.norm * (outside.norm / inside.norm) ** share;
  };
  return { low: edge(-1), high: edge(1), bottom: (curve[at] as { norm: number }).norm, floor, factor, open };
}

/**
 * Alphas whose training ended before it had fitted the data, although smaller norms can: there an optimiser's fixed step is too small for the
 * weights. Norms too small to fit at all are not among them.
 * @param points of one training-set size. @param accuracy that counts as fitted.
 */
export function notYetFitted(points: readonly LandscapePoint[], accuracy: number): ReadonlySet<number> {
  const curve = points.toSorted((a, b) => a.norm - b.norm);
  const fitted = (point: LandscapePoint): boolean => 1 - point.trainError >= accuracy;
  const loss = ({ trainLoss }: LandscapePoint): number => trainLoss ?? Number.POSITIVE_INFINITY;
  const first = curve.findIndex(fitted);
  // Where nothing was fitted, the lowest training loss is as near as it came.
  const from = first >= 0 ? first : curve.reduce((best, point, i) => (loss(point) < loss(curve[best] as LandscapePoint) ? i : best), 0);
  return new Set(curve.slice(from + 1).flatMap((point) => (fitted(point) ? [] : [point.alpha])));
}

export type Standing = 'left' | 'inside' | 'right';

/** Where a norm lies to a valley. */
export function standing(norm: number, { low, high }: Valley): Standing {
  return norm < low ? 'left' : norm > high ? 'right' : 'inside';
}
