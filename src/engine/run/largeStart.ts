/**
 * A start so large that the network had to shrink before it could even memorise (measured: docs/figures.md). It is said where all of this holds:
 * weights were scaled up, nothing holds their norm, and the norm had halved before train accuracy reached a quarter of its threshold, without falling
 * far below what it is at a usual start: then it has collapsed, which is another story.
 */
import type { Curve } from './curve.ts';
import type { RunRecord } from './record.ts';
import { lastOf, valueAt } from './story.ts';

/** Share of its first value to which the norm had fallen. */
const SHRUNK = 0.5;
/** Share of the threshold below which next to nothing has been learned. */
const LITTLE = 0.25;
/** Share of the norm of a usual start (α = 1) below which a network did not shrink to where it learns, but past that. */
const PAST = 0.5;
/** Share of it, or of a smaller start's, below which the weights have collapsed. */
const COLLAPSED = 0.25;
/** A norm that stands this much above its lowest is no longer falling. */
const RISEN = 1.02;

export interface Shrinking {
  /** Weight norm at first, and where learning began, or now where it has not. */
  readonly first: number;
  readonly norm: number;
  /** Whether it has begun to learn by now. */
  readonly begun: boolean;
}

export function shrinkingOf(record: Pick<RunRecord, 'config' | 'curve'>): Shrinking | null {
  const { init, constraint, milestones } = record.config;
  if (init.scale <= 1 || constraint.norm === 'fixed') return null;
  const [train, norms] = [record.curve('train.accuracy'), record.curve('weightNorm')];
  const at = train.values.subarray(0, train.length).findIndex((accuracy) => accuracy >= LITTLE * milestones.memorised);
  const [first, norm] = [valueAt(norms, 0), valueAt(norms, at < 0 ? Number.POSITIVE_INFINITY : (train.steps[at] as number))];
  if (first === null || norm === null || norm > SHRUNK * first || norm < (PAST * first) / init.scale) return null;
  // What has not begun to learn «has to shrink» only while it does.
  if (at < 0 && norm > RISEN * lowestOf(norms)) return null;
  return { first, norm, begun: at >= 0 };
}

function lowestOf({ values, length }: Curve): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i++) lowest = Math.min(lowest, values[i] as number);
  return lowest;
}

/** A run whose weights were pulled, or thrown, to next to nothing, and which knows nothing: its norm at first and now. Null where it is not so. */
export function collapseOf(record: Pick<RunRecord, 'config' | 'curve'>): Omit<Shrinking, 'begun'> | null {
  const { init, constraint, milestones } = record.config;
  const [train, norms] = [lastOf(record.curve('train.accuracy')), record.curve('weightNorm')];
  const [first, norm] = [valueAt(norms, 0), lastOf(norms)];
  if (constraint.norm === 'fixed' || first === null || norm === null || train === null || train >= LITTLE * milestones.memorised) return null;
  return norm < COLLAPSED * Math.min(first, first / init.scale) ? { first, norm } : null;
}
