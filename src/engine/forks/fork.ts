/** What a preset of a fork must offer: where a run's way is left, and what is otherwise from there on. */
import type { NumberParameter } from '../parameters.ts';
import type { Patch } from '../run/change.ts';
import type { RunRecord } from '../run/record.ts';
import type { Text } from '../text.ts';

/** A run that may be forked. */
interface Forked {
  readonly record: RunRecord;
  /** The step whose network is shown. */
  readonly shown: number;
}

/** Where and how; or why not. */
export type Forking = { readonly ok: true; readonly step: number; readonly patch: Patch } | { readonly ok: false; readonly why: Text };

export interface ForkPreset {
  readonly id: string;
  readonly label: Text;
  /** One or two sentences. */
  readonly help: Text;
  /** A number that it takes. */
  readonly parameter?: NumberParameter;
  /** @param value of its parameter, where it has one */
  plan(run: Forked, value: number): Forking;
}

export const cannot = (why: Text): Forking => ({ ok: false, why });
