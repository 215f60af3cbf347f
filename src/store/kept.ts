/** What a sweep keeps between visits, and no longer a wait for it than is good. */
import { text } from '../engine/text.ts';
import { within } from '../engine/within.ts';

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
export function readInTime<R>(reading: Promise<ReadonlyMap<string, R>>, ms: number, take: (found: ReadonlyMap<string, R>) => void): Promise<boolean> {
  return within(ms, text('what the browser keeps', 'ブラウザーに保存した結果'), reading, take).then(
    (found) => {
      take(found);
      return true;
    },
    () => false,
  );
}
