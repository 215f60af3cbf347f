/** How runs come onto the bench: begun there, or over when they come. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { Change } from '../engine/run/change.ts';
import type { NewRun } from './liveRun.ts';
import type { Origin } from './origin.ts';
import type { RunState } from './run.ts';

export interface Starting {
  readonly paused?: boolean;
  /** Changes that it is to make while it goes on. */
  readonly plan?: readonly Change[];
  /** Where its settings came from. */
  readonly origin?: Origin;
  /** What it is to be computed on, where it is not what the page asks for. */
  readonly request?: BackendRequest;
}

/** A run that is over. */
export type Adopted = Omit<NewRun, 'speed' | 'paused' | 'death'> & {
  readonly over: Partial<RunState>;
  /** Where it stood on a bench before, by which it had its letter: it has that place again where nobody else does. */
  readonly place?: number;
};
