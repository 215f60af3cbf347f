/** Which moments a film shows, and for how long. Pure. */
import type { Curve } from '../../engine/run/curve.ts';
import { momentAt } from '../../engine/run/moments.ts';

export interface Shot {
  readonly step: number;
  /** Frames for which it stands. */
  readonly frames: number;
}

/** How long the last moment stands, in seconds: there is something to read. */
const STAND = 1;

/**
 * Moments evenly on the log axis of steps, from the first evaluated one to the last; one that stands longer than a frame is one shot.
 *
 * @param curve whose steps are the evaluated ones. @param seconds of the whole film, the end included
 */
export function shotsOf(curve: Curve, last: number, seconds: number, perSecond: number): Shot[] {
  const frames = Math.max(1, Math.round(seconds * perSecond));
  const moving = Math.max(1, frames - Math.round(STAND * perSecond));
  const shots: Shot[] = [];
  for (let k = 0; k < frames; k++) {
    const step = momentAt(curve, last, moving === 1 ? 1 : Math.min(1, k / (moving - 1)));
    if (step === null) return [];
    const before = shots.at(-1);
    if (before?.step === step) shots[shots.length - 1] = { step, frames: before.frames + 1 };
    else shots.push({ step, frames: 1 });
  }
  return shots;
}
