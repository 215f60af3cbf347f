/** What the browser keeps of a sweep between visits. Every promise is rejected where it will not: a private window, a full disk. */
export interface Kept<R> {
  /** The results that are kept, by key. */
  load(keys: readonly string[]): Promise<ReadonlyMap<string, R>>;
  keep(key: string, result: R): Promise<void>;
  forget(keys: readonly string[]): Promise<void>;
}

/** For sweeps of which nothing is kept. */
export function keptNowhere<R>(): Kept<R> {
  return { load: () => Promise.resolve(new Map()), keep: () => Promise.resolve(), forget: () => Promise.resolve() };
}

/**
 * Waits for what is kept, and no longer than `ms`: a database may neither open nor fail. What comes later is still taken.
 * @returns whether it came in time.
 */
export async function readInTime<R>(reading: Promise<ReadonlyMap<string, R>>, ms: number, take: (found: ReadonlyMap<string, R>) => void): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const came = reading.then(
    (found) => {
      take(found);
      return true;
    },
    () => false,
  );
  const inTime = await Promise.race([came, late]);
  clearTimeout(timer);
  return inTime;
}
