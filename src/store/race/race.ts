/** Runs that began together, to be seen side by side. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { Change } from '../../engine/run/change.ts';
import type { Origin } from '../origin.ts';

/** What one of them begins with. */
export interface Raced {
  readonly config: RunConfig;
  readonly plan: readonly Change[];
  readonly origin: Origin;
}

export interface Race {
  /** The field in which they differ; null where they differ in more. */
  readonly path: string | null;
  /** Ids of its runs, in the order in which they were asked for. */
  readonly runs: readonly string[];
  /** How many of them train at a time. */
  readonly cores: number;
}
