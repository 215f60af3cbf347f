/** What a run can be told while it goes on, and what it needs of whoever drives it. */
import type { DataFile } from '../tasks/task.ts';
import type { Patch } from './change.ts';
import type { RunEvent } from './events.ts';

/** What a running run can be told. */
export type Control =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Take this many updates, then pause. */
  | { readonly type: 'step'; readonly count: number }
  /** Updates per second, or null for as fast as possible. */
  | { readonly type: 'speed'; readonly stepsPerSecond: number | null }
  /** Make no update past this step, and wait there, which leaves no trace in the run; null: go on to the end. */
  | { readonly type: 'allow'; readonly step: number | null }
  | { readonly type: 'change'; readonly patch: Patch }
  /** Hand over the parameters as they are now; see Host. */
  | { readonly type: 'parameters' }
  /** A device has gone. A run that waits on it finds another one at once. */
  | { readonly type: 'lost' }
  | { readonly type: 'stop' };

/** Liveness between events, for the page's status line; not part of a run's record. */
export interface Progress {
  readonly step: number;
  readonly stepsPerSecond: number;
  readonly paused: boolean;
}

/** A network as it is at one step, for whoever wants to look inside; not part of a run's record. */
export interface ParametersAt {
  readonly step: number;
  /** In the order of the model's parameters. The receiver may keep them. */
  readonly parameters: readonly Float32Array[];
}

/** Whoever drives a run: the worker, the command line, a test. Time and waiting come through it. */
export interface Host {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  emit(event: RunEvent): void;
  progress?(progress: Progress): void;
  /** Answers the control 'parameters', a little later where the device is asynchronous. */
  parameters?(at: ParametersAt): void;
  /**
   * Gives control back for a moment and returns what came in meanwhile. Waits at most `waitMs`; Infinity waits for a control.
   */
  turn(waitMs: number): Promise<readonly Control[]>;
  /** Contents of a file that a task's data comes from. @throws Error when it cannot be had. */
  file(name: DataFile): Promise<Uint8Array>;
}
