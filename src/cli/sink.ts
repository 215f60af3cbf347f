/** Writes events as JSON lines. */
import type { BackendName } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { expectationOf } from '../engine/cost/expectation.ts';
import { probes } from '../engine/probes/index.ts';
import type { Metrics, RunEvent } from '../engine/run/events.ts';
import { bytesOf } from '../engine/run/snapshot.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';

/** Metrics as they are printed: «train.loss» stands as `loss` in `train`; what a probe did not measure at this step is null. */
function nested({ type, step, values }: Metrics): object {
  const line: Record<string, unknown> = { type, step };
  for (const name of probes.entries.flatMap(({ names }) => names)) line[name] = null;
  for (const [key, value] of Object.entries(values)) {
    const dot = key.indexOf('.');
    if (dot < 0) line[key] = value;
    else line[key.slice(0, dot)] = { ...(line[key.slice(0, dot)] as object | null), [key.slice(dot + 1)]: value };
  }
  return line;
}

/** What a run will take, roughly: milliseconds of a step, of the measurements at step 0 and of all of it, and the most bytes of tensors. */
export interface Expected {
  readonly msPerStep: number;
  readonly msAtStart: number;
  readonly msInAll: number;
  readonly bytes: number;
}

export function expectedOf(config: RunConfig, backend: BackendName): Expected {
  const { step, measurement, total, bytes } = expectationOf(config, backend);
  const ms = (seconds: number): number => Number((1000 * seconds).toPrecision(2));
  return { msPerStep: ms(step), msAtStart: ms(measurement), msInAll: ms(total), bytes };
}

/** One event as one line of JSON; a snapshot's numbers are left out. */
export function lineOf(event: RunEvent | LandscapePoint): string {
  if (event.type === 'metrics') return JSON.stringify(nested(event));
  if (event.type === 'started') return JSON.stringify({ ...event, expected: expectedOf(event.config, event.backend) });
  if (event.type !== 'snapshot') return JSON.stringify(event);
  return JSON.stringify({ type: 'snapshot', step: event.step, bytes: bytesOf(event.snapshot) });
}
