/** A run as a file holds it: what it is, what became of it, and what it can go on from. Plain data, which can be posted. */
import type { BackendRequest } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import type { Change } from '../run/change.ts';
import type { Curve } from '../run/curve.ts';
import type { RunEvent } from '../run/events.ts';
import { isMilestoneKind, type Milestone } from '../run/milestone.ts';
import { createRecord, type Made, type Mark, type RunRecord } from '../run/record.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { Snapshots } from '../run/snapshots.ts';
import { milestonesOf } from '../run/story.ts';
import type { Series } from './series.ts';

export interface RunFile {
  readonly config: RunConfig;
  /** The preset that its settings started from, by id. */
  readonly preset: string;
  /** Changes that it was asked for at its start, made or not. */
  readonly plan: readonly Change[];
  /** The run that it was forked from, by its id, and where; left out where it was not. */
  readonly parent?: { readonly run: string; readonly step: number };
  /** Largest step reported. */
  readonly step: number;
  readonly made: readonly Made[];
  readonly marks: readonly Mark[];
  readonly curves: readonly Series[];
  /** Ascending. */
  readonly snapshots: readonly Snapshot[];
  /** Files of the reader's that its data is made of, by their fingerprints. */
  readonly data: Readonly<Record<string, Uint8Array>>;
}

/** Bytes that the snapshots of a file may take before they are thinned out: of the default preset five stay, in a file below 8 MB. */
export const SNAPSHOT_BYTES = 7.4e6;
/** Where those that always stay take more than this, the latest stays alone. */
const MOST_BYTES = 2 ** 26;

/** Those that a file holds. */
export function keptOf(snapshots: Snapshots): readonly Snapshot[] {
  const kept = new Snapshots(snapshots.all);
  while (kept.bytes > SNAPSHOT_BYTES && kept.thin());
  return kept.bytes > MOST_BYTES ? kept.all.slice(-1) : kept.all;
}

/** What files about a run are called, before what each of them is: its preset, its seed, and the step at which it left another run. */
export const stemOf = ({ preset, seed, parent }: Pick<RunFile, 'preset' | 'parent'> & Pick<RunFile['config'], 'seed'>): string =>
  `${preset}-seed${seed}${parent === undefined ? '' : `-fork${parent.step}`}`;

type Of = Pick<RunFile, 'preset' | 'plan' | 'data' | 'parent'>;

export function runFileOf({ config, step, made, marks, keys, curve }: RunRecord, snapshots: Snapshots, { preset, plan, data, parent }: Of): RunFile {
  const curves = keys.map((key): Series => {
    const { steps, values, length } = curve(key);
    return { key, steps: Float64Array.from(steps.subarray(0, length)), values: Float64Array.from(values.subarray(0, length)) };
  });
  return {
    config,
    preset,
    plan,
    ...(parent === undefined ? {} : { parent }),
    step,
    made: [...made],
    marks: [...marks],
    curves,
    snapshots: keptOf(snapshots),
    data,
  };
}

/** The record of a file's run, which goes on taking events. */
export function recordOf({ config, step, made, marks, curves }: RunFile, id: string): RunRecord {
  const known = new Map(curves.map(({ key, steps, values }): [string, Curve] => [key, { length: steps.length, steps, values }]));
  const record = createRecord(id, config, { curves: known, marks, made, step });
  const last = Math.max(-1, ...curves.map(({ steps }) => steps.at(-1) ?? -1));
  const values = curves.flatMap(({ key, steps, values: own }) => (steps.at(-1) === last ? [[key, own.at(-1) as number] as const] : []));
  if (values.length > 0) record.take({ type: 'metrics', step: last, values: Object.fromEntries(values) });
  const diverged = marks.find((mark): mark is Extract<Mark, { kind: 'diverged' }> => mark.kind === 'diverged');
  if (diverged !== undefined) record.take({ type: 'diverged', step: diverged.step, what: diverged.what } satisfies RunEvent);
  return record;
}

/** What gives the same kernels again: those of the last step, where there are any here. */
export function requestOf({ made }: Pick<RunFile, 'made'>): Extract<BackendRequest, 'auto' | 'exact'> {
  return made.at(-1)?.build === 'SIMD' ? 'exact' : 'auto';
}

/** What befell it: neither passed nor asked for. */
export type Incident = Exclude<Mark, Milestone | { readonly kind: 'changed' }>;

/** What happened to it, by kind: `marks` is these in the order of their steps. */
export interface Happened {
  readonly milestones: readonly Milestone[];
  readonly changes: readonly Change[];
  readonly events: readonly Incident[];
}

export function happenedTo(record: Pick<RunRecord, 'marks'>): Happened {
  return {
    milestones: milestonesOf(record),
    changes: record.marks.flatMap((mark) => (mark.kind === 'changed' ? [{ step: mark.step, patch: mark.patch }] : [])),
    events: record.marks.filter((mark): mark is Incident => mark.kind !== 'changed' && !isMilestoneKind(mark.kind)),
  };
}
