/** Writes events as JSON lines. */
import type { RunEvent } from '../engine/run/events.ts';
import { bytesOf } from '../engine/run/snapshot.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';

/** One event as one line of JSON; a snapshot's numbers are left out. */
export function lineOf(event: RunEvent | LandscapePoint): string {
  if (event.type !== 'snapshot') return JSON.stringify(event);
  return JSON.stringify({ type: 'snapshot', step: event.step, bytes: bytesOf(event.snapshot) });
}
