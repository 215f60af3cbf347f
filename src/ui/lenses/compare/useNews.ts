/** How often what is said of several runs is said anew. */
import { useEffect, useState } from 'react';
import type { Run } from '../../../store/run.ts';

/** Milliseconds: figures in a table that changes more often cannot be read. */
const CALM = 400;

/** Rises when any of the runs has news, at most once in a while; not at all where nobody sees it. */
export function useNews(runs: readonly Run[], shown: boolean): number {
  const [news, setNews] = useState(0);
  useEffect(() => {
    if (!shown) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      setNews((before) => before + 1);
    };
    const soon = (): void => {
      timer ??= setTimeout(tell, CALM);
    };
    const stops = runs.map((run) => run.store.subscribe(soon));
    soon();
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [runs, shown]);
  return news;
}
