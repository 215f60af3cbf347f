/**
 * A start so large that the network had to shrink before it could even memorise (measured: docs/figures.md). It is said where all of this holds:
 * weights were scaled up, nothing holds their norm, and the norm had halved before train accuracy reached a quarter of its threshold.
 */
import type { RunRecord } from './record.ts';
import { valueAt } from './story.ts';

/** Share of its first value to which the norm had fallen. */
const SHRUNK = 0.5;
/** Share of the threshold below which next to nothing has been learned. */
const LITTLE = 0.25;

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
  return first !== null && norm !== null && norm <= SHRUNK * first ? { first, norm, begun: at >= 0 } : null;
}
