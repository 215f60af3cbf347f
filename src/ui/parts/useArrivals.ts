/** What is many at once comes one after another, each in a task of its own: a slow machine would be deaf to its reader meanwhile. */
import { startTransition, useEffect, useState } from 'react';

/** How many of `count` may be shown by now: none at first, one more after each that was. */
export function useArrivals(count: number): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown >= count) return undefined;
    const timer = setTimeout(() => startTransition(() => setShown(shown + 1)));
    return () => clearTimeout(timer);
  }, [shown, count]);
  return shown;
}
