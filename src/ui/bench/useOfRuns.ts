/** Something that follows from several runs, read anew whenever one of them has news. */
import { useCallback, useSyncExternalStore } from 'react';
import type { Run } from '../../store/run.ts';

/** @param read gives a number: the same as long as nothing is new. */
export function useOfRuns(runs: readonly Run[], read: () => number): number {
  const subscribe = useCallback(
    (look: () => void) => {
      const stops = runs.map((run) => run.store.subscribe(look));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [runs],
  );
  return useSyncExternalStore(subscribe, read);
}
