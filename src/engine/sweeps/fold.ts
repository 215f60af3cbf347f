/** What a run comes to, event by event: a point of a landscape, a record of curves. */
import type { RunConfig } from '../config/config.ts';
import type { RunEvent } from '../run/events.ts';

export interface Fold<R> {
  /** The result before anything was heard. */
  begin(config: RunConfig): R;
  /** The result with one event more. Pure, or it changes `result` and returns it. */
  take(result: R, event: RunEvent): R;
}

/** The result of a terse run with one event more. One that lost its device or its worker starts again, and its result with it. */
export function taken<R>(fold: Fold<R>, config: RunConfig, result: R, event: RunEvent): R {
  return fold.take(event.type === 'started' ? fold.begin(config) : result, event);
}
