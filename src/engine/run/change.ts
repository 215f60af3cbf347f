/** Changes of a run while it goes on. */

/** Fields that may change while a run goes on. */
export interface Patch {
  readonly lr?: number;
  readonly weightDecay?: number;
}

/** What was changed, and after how many updates. */
export interface Change {
  readonly step: number;
  readonly patch: Patch;
}
