/** Changes of a run while it goes on. */
import type { Value } from '../parameters.ts';

/**
 * New values by dotted path, for example { 'optimizer.lr': 0.001 }. Live fields may change at any time; of other fields, and of what is done once
 * (config/turns.ts), a run hears at the step from which it is to be otherwise.
 */
export type Patch = Readonly<Record<string, Value>>;

/** What was changed, and after how many updates: it holds from update `step` + 1 on. */
export interface Change {
  readonly step: number;
  readonly patch: Patch;
}
