/** How long a whole run takes: its updates, and every measurement that follows from its config. */
import type { BackendName } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import { measuring, pacing } from '../probes/measuring.ts';
import { countDue } from '../run/schedule.ts';
import { costOf } from './cost.ts';
import { secondsFor } from './time.ts';

/** Seconds that a run is counted to take from its start until a step was made and measured. @param config a valid one. */
export function durationOf(config: RunConfig, backend?: BackendName): (step: number) => number {
  const { step, measurements } = costOf(config);
  const update = secondsFor(step, backend);
  const pace = pacing();
  const evaluations = pace.schedule(config.probes[pace.id] ?? {});
  const parts = measuring(config).map(({ def, values }, i) => {
    const work = measurements[i];
    return {
      seconds: work === undefined ? 0 : secondsFor(work, backend),
      count: countDue([evaluations, def === pace ? evaluations : def.schedule(values)], config.steps),
    };
  });
  return (at) => at * update + parts.reduce((sum, { seconds, count }) => sum + (seconds === 0 ? 0 : count(at) * seconds), 0);
}
