/** Writes events as JSON lines. */
import { bytesOf } from '../engine/snapshot.ts';
import type { LandscapePoint, RunEvent } from '../engine/events.ts';

/** One event as one line of JSON; a snapshot's numbers are left out. */
export function lineOf(event: RunEvent | LandscapePoint): string {
  if (event.type !== 'snapshot') return JSON.stringify(event);
  return JSON.stringify({ type: 'snapshot', step: event.step, bytes: bytesOf(event.snapshot) });
}
