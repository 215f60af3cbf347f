/** Whether a wait has become longer than one expects. */
import { useEffect, useState } from 'react';

const LONG_MS = 10_000;

/** @param what is waited for; null: nothing. What is waited for anew is not long yet. */
export function useLong(what: string | null): boolean {
  const [long, setLong] = useState<string | null>(null);
  useEffect(() => {
    if (what === null) return undefined;
    const timer = setTimeout(() => setLong(what), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(null);
    };
  }, [what]);
  return what !== null && long === what;
}
