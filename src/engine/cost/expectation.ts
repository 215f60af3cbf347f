/** What is said of a run before it begins: seconds as counted, and bytes. */
import type { BackendName } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import { costOf } from './cost.ts';
import { durationOf } from './duration.ts';
import { secondsFor } from './time.ts';

/** Seconds of work that are told before it begins: a busy machine takes ten times as long for it. */
export const LONG_S = 0.3;

export interface Expectation {
  /** One update, without measurements. */
  readonly step: number;
  /** All measurements at one step: those at step 0, where all are due. */
  readonly measurement: number;
  /** The whole run, measurements included. */
  readonly total: number;
  readonly bytes: number;
}

/** @param config a valid one. */
export function expectationOf(config: RunConfig, backend?: BackendName): Expectation {
  const { step, first, bytes } = costOf(config);
  return { step: secondsFor(step, backend), measurement: secondsFor(first, backend), total: durationOf(config, backend)(config.steps), bytes };
}
