/** What is known to decide whether and when a network groks: each reason says how one run stands to it at one moment, by what was measured of it. */
import type { RunConfig } from '../config/config.ts';
import type { Value } from '../parameters.ts';
import type { Patch } from '../run/change.ts';
import type { RunRecord } from '../run/record.ts';
import type { Valley } from '../sweeps/valley.ts';
import type { Text } from '../text.ts';

export interface Scene {
  /** The run up to the moment that is shown. */
  readonly record: RunRecord;
  /** What it runs with at that moment. */
  readonly config: RunConfig;
  /** Of the landscape over which it runs, as far as it is known. */
  readonly valley: Valley | null;
}

/** `against`: it speaks against grokking soon. `none`: it is no hindrance. `open`: nobody can tell from what is measured. */
export type Grade = 'against' | 'none' | 'open';

/** What can be tried with a click. None of it is sure to help. */
export type Try =
  /** The run goes on from this moment, otherwise. */
  | { readonly kind: 'fork'; readonly label: Text; readonly patch: Patch }
  /** Another run from the start. */
  | { readonly kind: 'run'; readonly label: Text; readonly set: Readonly<Record<string, Value>> }
  | { readonly kind: 'lens'; readonly label: Text; readonly lens: string };

export interface Seen {
  readonly grade: Grade;
  /** True of this run at this moment. */
  readonly words: Text;
  readonly tries: readonly Try[];
}

export interface Reason {
  readonly id: string;
  readonly label: Text;
  /** What is known of it, and by whom. */
  readonly known: Text;
  /** Null where it means nothing for such a run, or nothing is measured yet. */
  look(scene: Scene): Seen | null;
}
