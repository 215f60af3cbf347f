/** The record of one run: its curves in growable typed columns, outside React, and its marks. */
import type { RunConfig } from '../engine/config/config.ts';
import type { Patch } from '../engine/run/change.ts';
import type { Metrics, RunEvent } from '../engine/run/events.ts';
import type { MilestoneKind } from '../engine/run/milestone.ts';

/** Curves that charts can draw. Keys are stable: they name colours, labels and CSV columns. */
export const SERIES = [
  'train.accuracy',
  'val.accuracy',
  'train.loss',
  'val.loss',
  'weightNorm',
  'localComplexity.train',
  'localComplexity.val',
  'localComplexity.random',
  // Radii in rising order; the first is 0, clean accuracy.
  'robust.0',
  'robust.1',
  'robust.2',
  'robust.3',
  'robust.4',
  'zeroGradient',
] as const;
export type SeriesKey = (typeof SERIES)[number];

/** One curve: `length` points, steps ascending. Read only the first `length` entries. */
export interface Curve {
  readonly length: number;
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

class GrowingCurve implements Curve {
  length = 0;
  steps = new Float64Array(512);
  values = new Float64Array(512);

  push(step: number, value: number): void {
    // After a recovery the run passes steps it has already reported: same seed, same numbers.
    if (this.length > 0 && step <= (this.steps[this.length - 1] as number)) return;
    if (this.length === this.steps.length) {
      this.steps = grown(this.steps);
      this.values = grown(this.values);
    }
    this.steps[this.length] = step;
    this.values[this.length] = value;
    this.length++;
  }

  /** Takes over the points of another curve up to and including a step. */
  copy(other: Curve, last: number): void {
    for (let i = 0; i < other.length && (other.steps[i] as number) <= last; i++) this.push(other.steps[i] as number, other.values[i] as number);
  }
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Something that happened at a step, drawn as a vertical rule. */
export type Mark =
  | { readonly kind: MilestoneKind; readonly step: number }
  | { readonly kind: 'changed'; readonly step: number; readonly patch: Patch }
  | { readonly kind: 'recovered'; readonly step: number; readonly what: string }
  | { readonly kind: 'diverged'; readonly step: number; readonly what: string };

export interface RunRecord {
  readonly id: string;
  readonly config: RunConfig;
  readonly curves: Readonly<Record<SeriesKey, Curve>>;
  readonly marks: readonly Mark[];
  /** Latest metrics, or null before the first. */
  readonly latest: Metrics | null;
  /** Largest step reported. */
  readonly step: number;
  /** Rises with every event, so that views know when to look again. */
  readonly version: number;
  /** Takes in one event. Data only: no React, no clock. */
  take(event: RunEvent): void;
  /** A new record that shares this one's past up to and including `step`. */
  fork(id: string, config: RunConfig, step: number): RunRecord;
}

/** Robust accuracy by rank of the radius: an object's own order puts whole numbers first. */
function robustAt(robust: Metrics['robust'], rank: number): number | null {
  const radii = Object.keys(robust ?? {}).toSorted((a, b) => Number(a) - Number(b));
  return robust?.[radii[rank] ?? ''] ?? null;
}

function read(metrics: Metrics, key: SeriesKey): number | null {
  const [head, tail] = key.split('.') as [keyof Metrics, string | undefined];
  if (head === 'robust') return robustAt(metrics.robust, Number(tail));
  const value = metrics[head] as unknown;
  if (tail === undefined) return typeof value === 'number' ? value : null;
  return value === null || value === undefined ? null : ((value as Record<string, number>)[tail] ?? null);
}

/** What a record starts with: another run's past up to a step. */
interface Past extends Pick<RunRecord, 'curves' | 'marks'> {
  readonly step: number;
}

export function createRecord(id: string, config: RunConfig, past?: Past): RunRecord {
  const curves = Object.fromEntries(SERIES.map((key) => [key, new GrowingCurve()])) as Record<SeriesKey, GrowingCurve>;
  const marks: Mark[] = past === undefined ? [] : past.marks.filter((mark) => mark.step <= past.step && mark.kind !== 'diverged');
  if (past !== undefined) for (const key of SERIES) curves[key].copy(past.curves[key], past.step);
  const record = {
    id,
    config,
    curves,
    marks,
    latest: null as Metrics | null,
    step: past?.step ?? 0,
    version: 0,
    take(event: RunEvent): void {
      record.version++;
      if ('step' in event) record.step = Math.max(record.step, event.step);
      switch (event.type) {
        case 'metrics':
          record.latest = event;
          for (const key of SERIES) {
            const value = read(event, key);
            if (value !== null) curves[key].push(event.step, value);
          }
          break;
        case 'milestone':
          if (!marks.some((mark) => mark.kind === event.kind)) marks.push({ kind: event.kind, step: event.step });
          break;
        case 'changed':
          marks.push({ kind: 'changed', step: event.step, patch: event.patch });
          break;
        case 'recovered':
          marks.push({ kind: 'recovered', step: event.step, what: event.what });
          break;
        case 'diverged':
          marks.push({ kind: 'diverged', step: event.step, what: event.what });
          break;
        default:
      }
    },
    fork: (newId: string, newConfig: RunConfig, step: number): RunRecord => createRecord(newId, newConfig, { curves, marks, step }),
  };
  return record;
}
