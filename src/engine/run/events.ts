/** What a run says: the worker's messages and the command line's JSON lines. */
import type { BackendChoice } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import type { Text } from '../text.ts';
import type { Patch } from './change.ts';
import type { Milestone, MilestoneKind } from './milestone.ts';
import type { Snapshot } from './snapshot.ts';

/** The numbers that the probes measured at one step. */
export interface Metrics {
  readonly type: 'metrics';
  /** Updates made so far: step 0 is the initialisation. */
  readonly step: number;
  /** By series key (probes/chart.ts): 'train.loss', 'val.accuracy', 'weightNorm', 'weightNorms.embedding', … Only what was due. */
  readonly values: Readonly<Record<string, number>>;
}

/** Why a run is over: its last step, a control, or the milestone that settled what it was to go on until. */
export type EndReason = 'steps' | 'stopped' | MilestoneKind;

/** What went away under a run. */
export type Lost = 'device' | 'worker';

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
  | ({ readonly type: 'milestone' } & Milestone)
  | { readonly type: 'changed'; readonly step: number; readonly patch: Patch }
  | { readonly type: 'snapshot'; readonly step: number; readonly snapshot: Snapshot }
  /** The device, or the worker, went away at `step`; the run goes on from `from` on the backend named; `what` for whoever looks for the cause, `why` for people. */
  | ({
      readonly type: 'recovered';
      readonly lost: Lost;
      readonly step: number;
      readonly from: number;
      readonly what: string;
      readonly why?: Text;
    } & BackendChoice)
  | { readonly type: 'finished'; readonly step: number; readonly reason: EndReason }
  | { readonly type: 'diverged'; readonly step: number; readonly what: string };
