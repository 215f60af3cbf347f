/** Changes of a run while it goes on. */

/** New values of live fields, by dotted path, for example { 'optimizer.lr': 0.001 }. */
export type Patch = Readonly<Record<string, number>>;

/** What was changed, and after how many updates: it holds from update `step` + 1 on. */
export interface Change {
  readonly step: number;
  readonly patch: Patch;
}
