/**
 * How close a run's snapshots are to each other, where it is evaluated as often. A moment between two is made once more from the earlier one, and that
 * is to take no longer than somebody who clicks waits for; what it costs to keep them is to stay small beside the training.
 */
import type { BackendName } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import { costOf } from '../cost/cost.ts';
import { secondsFor } from '../cost/time.ts';
import { pacing } from '../probes/measuring.ts';
import { isDue, isScheduled } from './schedule.ts';

const PER_DECADE = 40;
/** Seconds of training between two, as counted before the run: on a machine that does more beside it they are two or three times as long. */
const SECONDS = 0.075;
/** Bytes of snapshots in a counted second. */
const BYTES_PER_SECOND = 2 ** 24;

/** Whether a snapshot is due at an evaluated step: where one was due since the last evaluation. It follows from the config and the backend that it begins on. */
export function cadenceOf(config: RunConfig, backend: BackendName): (step: number) => boolean {
  const { step: work, state } = costOf(config);
  const every = Math.ceil(Math.max(SECONDS, state / BYTES_PER_SECOND) / secondsFor(work, backend));
  const pace = pacing();
  const evaluations = pace.schedule(config.probes[pace.id] ?? {});
  return (step) => {
    for (let at = step; at > 0; at--) {
      if (isDue(at, PER_DECADE, every)) return true;
      if (isScheduled(evaluations, at - 1, config.steps)) return false;
    }
    return true;
  };
}
