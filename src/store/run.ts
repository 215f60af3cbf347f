/** What a run is to the page: its record, its snapshots, what changes of it, and what a reader can tell it. */
import type { Origin } from './origin.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { BackendChoice, BackendName, BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Problem } from '../engine/problem.ts';
import type { Change, Patch } from '../engine/run/change.ts';
import type { EndReason } from '../engine/run/events.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Snapshots } from '../engine/run/snapshots.ts';
import type { Text } from '../engine/text.ts';
import type { Death } from '../worker/crew/seat.ts';
import type { Phase } from '../worker/protocol.ts';

export type RunStatus = 'starting' | 'running' | 'paused' | 'finished' | 'diverged' | 'failed';

/** What React looks at; curves and marks stand in the record, outside it. */
export interface RunState {
  readonly status: RunStatus;
  /** What the reader last asked for, also while the run is still starting. The worker only ever pauses because of it. */
  readonly wanted: 'running' | 'paused';
  /** What the worker is busy with while starting. */
  readonly phase: Phase | null;
  /** What it runs with: its config with every change since. */
  readonly config: RunConfig;
  /** The same without the changes of its plan: what the form shows of it. */
  readonly asked: RunConfig;
  readonly backend: BackendChoice | null;
  /** What it is made of; null before it has started. */
  readonly sizes: { readonly parameters: number; readonly train: number; readonly val: number } | null;
  /** Updates per second, or null for as fast as possible. */
  readonly speed: number | null;
  /** Where it comes from, as long as it has not gone on here: a file, or an earlier visit. */
  readonly from: 'file' | 'visit' | null;
  /** Why it ended. */
  readonly reason: EndReason | null;
  /** What diverged, in the engine's words. */
  readonly what: string | null;
  /** The backend that it was to be computed on by name and that cannot be had, and why. */
  readonly unavailable: { readonly backend: BackendName; readonly reason: Text } | null;
  /** How its worker died: while it starts again, and where it could not go on. */
  readonly death: Death | null;
  /** Changes that were asked for and that the worker has not confirmed. */
  readonly unconfirmed: readonly Patch[];
  /** Why a change was not made. */
  readonly refused: readonly Problem[];
  /** Rises with every look at new data, at most ten times a second. */
  readonly tick: number;
  readonly step: number;
  readonly stepsPerSecond: number;
}

/** Statuses in which the worker is at work on the run, or waits to be. */
export const isOn = (status: RunStatus | 'idle'): boolean => status === 'starting' || status === 'running' || status === 'paused';

/** The run that a reader speaks to: the one asked for last, be it that it has yet to begin. */
export const meantOf = ({ front, coming }: { readonly front: Run | null; readonly coming: Run | null }): Run | null => coming ?? front;

/** Whether it was left before its end, for another run: its last snapshot lets it go on. */
export const isLeft = ({ status, reason }: { readonly status: RunStatus | 'idle'; readonly reason: EndReason | null }): boolean =>
  status === 'finished' && reason === 'stopped';

export interface Run {
  readonly id: string;
  /** Where its settings came from. */
  readonly origin: Origin;
  /** What it began with; `state.config` has every change since. */
  readonly config: RunConfig;
  readonly record: RunRecord;
  readonly snapshots: Snapshots;
  /** Changes that it was asked for at its start, made or not. */
  readonly plan: readonly Change[];
  /** What it was asked to be computed on. */
  readonly request: BackendRequest;
  /** The run that it goes on from, and where; null where it began by itself. A fork leaves that run as it is, and takes the place of none. */
  readonly parent: { readonly run: string; readonly step: number; readonly forked?: true } | null;
  readonly store: StoreApi<RunState>;
  pause(): void;
  resume(): void;
  /** Makes so many updates, then pauses. */
  step(count: number): void;
  change(patch: Patch): void;
  setSpeed(stepsPerSecond: number | null): void;
  /** Milliseconds of training so far, without pauses, those of the run that it goes on from included. */
  elapsed(): number;
  /** Milliseconds that the rest will take, measurements included; null while it cannot be told. */
  left(): number | null;
}
