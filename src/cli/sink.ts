/** Writes events as JSON lines. */
import type { BackendName } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { costOf } from '../engine/cost/cost.ts';
import { secondsFor } from '../engine/cost/time.ts';
import type { Work } from '../engine/cost/work.ts';
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

/** What a run will take, roughly: milliseconds of a step and of the measurements at step 0, and the most bytes of tensors. */
export function expectedOf(config: RunConfig, backend: BackendName): { readonly msPerStep: number; readonly msAtStart: number; readonly bytes: number } {
  const { step, first, bytes } = costOf(config);
  const ms = (work: Work): number => Number((1000 * secondsFor(work, backend)).toPrecision(2));
  return { msPerStep: ms(step), msAtStart: ms(first), bytes };
}

/** One event as one line of JSON; a snapshot's numbers are left out. */
export function lineOf(event: RunEvent | LandscapePoint): string {
  if (event.type === 'metrics') return JSON.stringify(nested(event));
  if (event.type === 'started') return JSON.stringify({ ...event, expected: expectedOf(event.config, event.backend) });
  if (event.type !== 'snapshot') return JSON.stringify(event);
  return JSON.stringify({ type: 'snapshot', step: event.step, bytes: bytesOf(event.snapshot) });
}
