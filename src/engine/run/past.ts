/** A run as it was at a step of its past. Pure. */
import { bisectRight } from 'd3-array';
import { valueAt, type RunConfig } from '../config/config.ts';
import { withChanges } from '../config/live.ts';
import type { Value } from '../parameters.ts';
import { EMPTY_CURVE, type Curve } from './curve.ts';
import { upTo, type Made, type RunRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import type { Snapshots } from './snapshots.ts';
import { toldTo, type Told } from './told.ts';

/** Of each record the past that was asked for last: many parts of a page look at the same one. */
const pasts = new WeakMap<RunRecord, RunRecord>();

/** The points up to and including a step, where they lie: what is added behind them later changes none of them. */
function cut({ length, steps, values }: Curve, last: number): Curve {
  return { length: bisectRight(steps, last, 0, length), steps, values };
}

function viewOf(record: RunRecord, step: number): RunRecord {
  const curves = new Map(record.keys.map((key) => [key, cut(record.curve(key), step)]));
  return {
    id: record.id,
    config: record.config,
    ...upTo(record, step),
    keys: [...curves.keys()],
    latest: null,
    step,
    version: 0,
    curve: (key) => curves.get(key) ?? EMPTY_CURVE,
    take() {
      throw new Error('what is past takes in nothing');
    },
    fork: (id, config, at) => record.fork(id, config, Math.min(at, step)),
  };
}

/** Its record up to and including a step that it has passed: what it says of the run was true then. It takes in no events. */
export function pastOf(record: RunRecord, step: number): RunRecord {
  const known = pasts.get(record);
  if (known?.step === step && step < record.step) return known;
  const past = viewOf(record, Math.min(step, record.step));
  pasts.set(record, past);
  return past;
}

/** What it ran with at that step, with the changes that were made by then. */
export const configAt = (record: RunRecord, step: number): RunConfig =>
  withChanges(
    record.config,
    toldTo(record).changes.filter((change) => change.step <= step),
  );

/** A field's value at that step, where the run was ever changed in it; else null: it is what the run began with. */
export function valueThen(record: RunRecord, path: string, step: number): Value | null {
  const changes = record.marks.flatMap((mark) => (mark.kind === 'changed' && mark.patch[path] !== undefined ? [mark] : []));
  if (changes.length === 0) return null;
  return changes.findLast((change) => change.step <= step)?.patch[path] ?? valueAt(record.config, path) ?? null;
}

/** What has to be known to make the updates between a snapshot and a later step once more. */
export interface Replay {
  readonly config: RunConfig;
  readonly from: Snapshot;
  /** The step that it leads to, later than the snapshot's. */
  readonly step: number;
  readonly told: Told;
  /** What made these updates: on anything else the last digits are others. */
  readonly made: Made;
}

/** Updates after which a device has the step ready: two that are compared, and one that is made from what was written down of them. */
const REHEARSED = 3;

/** A short way of a run, for whoever is about to ask for another one; null where none can be made. */
export function rehearsalOf(record: RunRecord, snapshots: Snapshots): Replay | null {
  const step = record.step - REHEARSED;
  const from = step < 0 ? null : snapshots.at(step);
  return from === null ? null : replayOf(record, from, from.step + REHEARSED);
}

/** How a run's way from a snapshot to a later step is made once more; null where other kernels took over on it, or nobody knows which. */
export function replayOf(record: RunRecord, from: Snapshot, step: number): Replay | null {
  const made = record.made.findLast((one) => one.step <= from.step);
  if (made === undefined || record.made.some((one) => one.step > from.step && one.step < step)) return null;
  const { changes } = toldTo(record);
  // Nothing of it is measured once more: the curves are there.
  const told = { step, measured: step, on: made.backend, changes: changes.filter((change) => change.step <= step), learned: from.learned };
  return { config: record.config, from, step, told, made };
}
