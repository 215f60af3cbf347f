/** Who makes the runs of a sweep: the processes of this machine, or a queue that others empty. */
import type { RunResult } from '../../engine/sweeps/result.ts';
import type { Job } from './plan.ts';

export interface Heard {
  /** A run is made, and its file is there. */
  done(job: Job, result: RunResult): void;
  /** A run cannot be made. */
  failed(job: Job, why: string): void;
}

export interface Executor {
  /** Resolves once every job is done or failed, or it was told to stop. */
  run(jobs: readonly Job[], heard: Heard): Promise<void>;
  /** Ends what goes on, and leaves the rest. */
  stop(): void;
}
