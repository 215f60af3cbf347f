/**
 * Moments that are the same for all that looks at a run once in a while: what changes together is drawn in one picture, and the browser's own work on a
 * picture is larger than ours.
 */

/** Milliseconds from `now`, in milliseconds on the page's clock, to the next whole multiple of `ms`. */
export const untilNext = (ms: number, now = performance.now()): number => ms - (now % ms);
