/** What a worker that knows nothing of a run has to be told to begin it, or to go on with it as if nothing had happened. */
import type { BackendChoice, BackendRequest } from '../engine/backend/choice.ts';
import type { Change } from '../engine/run/change.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { toldTo } from '../engine/run/told.ts';
import type { Command, PageControl } from '../worker/protocol.ts';

interface Standing {
  readonly record: RunRecord;
  readonly from: Snapshot | null;
  readonly plan: readonly Change[];
  readonly request: BackendRequest;
  /** What it has been computed on; null before it has begun. Another backend would give another curve. */
  readonly backend: BackendChoice | null;
  readonly paused: boolean;
  /** Whether it begins here with what made it so far, or not at all. */
  readonly only: boolean;
}

/** @param controls what was said to it and is to hold from its begin on. */
export function restartOf({ record, from, plan, request, backend, paused, only }: Standing, controls: readonly PageControl[]): Command[] {
  const { id: run, config } = record;
  const kernels = record.made.at(-1) ?? backend;
  const told = backend === null || kernels === null ? null : { ...toldTo(record), on: kernels.backend, build: kernels.build, ...(only ? { only } : {}) };
  return [
    { type: 'run', run, config, backend: request, from, told, plan, paused, until: null, terse: false },
    ...controls.map((control): Command => ({ type: 'control', run, control })),
  ];
}
