/** Snapshots of several runs share a budget. */
import type { Snapshots } from '../engine/run/snapshots.ts';

/**
 * Thins snapshots out until all together fit: first those of the runs that matter least, down to the few that a run is remembered by, then of the
 * dearest; then the least dear lose theirs altogether.
 * @param all the dearest last. @param bytes that they may take.
 */
export function balance(all: readonly Snapshots[], bytes: number): void {
  const isOver = (): boolean => all.reduce((sum, one) => sum + one.bytes, 0) > bytes;
  for (const one of all) while (isOver() && one.thin());
  for (const one of all.slice(0, -1)) if (isOver()) one.clear();
}

/**
 * Bytes for the snapshots of all runs of a page.
 * @param gigabytes of the machine's memory, as browsers tell it: at most 8; undefined where they do not.
 */
export const budgetFor = (gigabytes: number | undefined): number => ((gigabytes ?? 0) >= 8 ? 2 ** 28 : 2 ** 27);
