/** What a run says (the worker's messages and the command line's JSON lines) and what it can be told while it goes on. */
import type { RunConfig } from './config.ts';
import type { DataFile } from './contracts.ts';
import type { Answers, Sample } from './sample.ts';
import type { Snapshot } from './snapshot.ts';
import type { Text } from './text.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';
/** A backend by name, or the first good one. */
export type BackendRequest = BackendName | 'auto';

/** One attempt at a backend: taken, or why not. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** For people: 'SIMD, relaxed', the GPU's name, … */
  readonly device: string;
  /** Backends tried before this one, with the reason each was left. */
  readonly fallbacks: readonly { readonly backend: BackendName; readonly reason: Text }[];
  /** On 'auto' with several good backends: steps per second of each in a short race, fastest first. */
  readonly race?: readonly { readonly backend: BackendName; readonly stepsPerSecond: number }[];
}

export interface Metrics {
  readonly type: 'metrics';
  /** Updates made so far: step 0 is the initialisation. */
  readonly step: number;
  readonly train: { readonly loss: number; readonly accuracy: number };
  readonly val: { readonly loss: number; readonly accuracy: number };
  /** Global L2 norm over all parameters. */
  readonly weightNorm: number;
  /** L2 norm of each parameter tensor, by name. */
  readonly weightNorms: Readonly<Record<string, number>>;
  /** Mean over points; null at steps where it is not due. */
  readonly localComplexity: { readonly train: number; readonly val: number; readonly random: number } | null;
  readonly robust: Readonly<Record<string, number>> | null;
  readonly zeroGradient: number | null;
}

export type MilestoneKind = 'memorised' | 'grokked';

/** Why a run is over: its last step, a control, or the milestone it was to run to. */
export type EndReason = 'steps' | 'stopped' | MilestoneKind;

/** Fields that may change while a run goes on. */
export interface Patch {
  readonly lr?: number;
  readonly weightDecay?: number;
}

export type RunEvent =
  | ({
      readonly type: 'started';
      readonly config: RunConfig;
      readonly parameters: number;
      readonly trainSize: number;
      readonly valSize: number;
      /** Step the run starts from: 0, or a snapshot's. */
      readonly step: number;
    } & BackendChoice)
  | Metrics
  | { readonly type: 'milestone'; readonly kind: MilestoneKind; readonly step: number }
  | { readonly type: 'changed'; readonly step: number; readonly patch: Patch }
  | { readonly type: 'snapshot'; readonly step: number; readonly snapshot: Snapshot }
  /** The device went away at `step`; the run goes on from `from` on the backend named. */
  | ({ readonly type: 'recovered'; readonly step: number; readonly from: number; readonly what: string } & BackendChoice)
  | { readonly type: 'finished'; readonly step: number; readonly reason: EndReason }
  | { readonly type: 'diverged'; readonly step: number; readonly what: string };

/**
 * One point of an LU landscape (`experiments/landscape.ts`). The minima are over the logged steps, each on its own, and null where a loss was
 * never a number.
 */
export interface LandscapePoint {
  readonly type: 'landscape';
  /** Init scale, and the L2 norm over all parameters that it gives and that was held. */
  readonly alpha: number;
  readonly norm: number;
  readonly trainLoss: number | null;
  readonly testLoss: number | null;
  /** Shares of wrong answers, 0 to 1. */
  readonly trainError: number;
  readonly testError: number;
  /** Training data in the task's own measure, and in examples. */
  readonly amount: number;
  readonly trainSize: number;
  /** Updates made. */
  readonly steps: number;
  /** Largest relative deviation from the held norm at a logged step. */
  readonly drift: number;
  /** Step at which a number was no longer finite; the point ends there. */
  readonly diverged: number | null;
  readonly backend: BackendName;
}

/** What a running run can be told. */
export type Control =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Take this many updates, then pause. */
  | { readonly type: 'step'; readonly count: number }
  /** Updates per second, or null for as fast as possible. */
  | { readonly type: 'speed'; readonly stepsPerSecond: number | null }
  | { readonly type: 'change'; readonly patch: Patch }
  /** Hand over the parameters as they are now; see Host. */
  | { readonly type: 'parameters' }
  /** Answer a handful of examples with the network as it is now; see Host. */
  | { readonly type: 'answers' }
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

/** What a network answers to the run's sample at one step; not part of a run's record. */
export interface AnswersAt {
  readonly step: number;
  readonly answers: Answers;
}

/** Whoever drives a run: the worker, the command line, a test. Time and waiting come through it. */
export interface Host {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  emit(event: RunEvent): void;
  progress?(progress: Progress): void;
  /** Answers the control 'parameters', a little later where the device is asynchronous. */
  parameters?(at: ParametersAt): void;
  /** The examples that a page may show, once, before the first event. */
  sample?(sample: Sample): void;
  /** Answers the control 'answers', a little later where the device is asynchronous. */
  answers?(at: AnswersAt): void;
  /**
   * Gives control back for a moment and returns what came in meanwhile. Waits at most `waitMs`; Infinity waits for a control.
   */
  turn(waitMs: number): Promise<readonly Control[]>;
  /** Contents of a file that a task's data comes from. @throws Error when it cannot be had. */
  file(name: DataFile): Promise<Uint8Array>;
}
