/** The tabs of a browser, among themselves: which of them makes which result, and which results are kept. */
import { text } from '../engine/text.ts';
import { TooLate, within } from '../engine/within.ts';
import { z } from '../engine/zod.ts';

/** A key that no other tab has meanwhile. */
export interface Hold {
  free(): void;
}

/** `lost` is called where another tab takes a key away, because this one showed no sign of life. */
export interface Tabs {
  /** A key, unless another tab has it. */
  take(key: string, lost: () => void): Promise<Hold | null>;
  /** A key that another tab has, once that lets go of it, is closed, or shows no sign of life. @param signal ends the wait. */
  await(key: string, lost: () => void, signal: AbortSignal): Promise<Hold>;
  /** Tells the others that a result is kept. */
  tell(key: string): void;
  /** Hears from the others that one is. */
  hear(listener: (key: string) => void): void;
}

/** What is needed of a BroadcastChannel. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** What tabs say to each other: that a result is kept; «does anybody have this?»; that one does. */
const said = z.object({ type: z.enum(['kept', 'asks', 'has']), key: z.string() });
type Said = z.infer<typeof said>;

/** Longest wait for the browser's word on a lock, in milliseconds. */
const ANSWER_MS = 10_000;
/** How long another tab is waited for before it is asked whether it lives, and how long it then has to say so. A tab may be suspended, with its locks. */
export const WAIT_MS = 20_000;
export const LIFE_MS = 5000;

const LOCK = text('the browser’s lock', 'ブラウザーのロック');
const OTHER = text('another tab', '別のタブの応答');

export function createTabs(name: string, locks: Pick<LockManager, 'request'>, channel: Channel): Tabs {
  /** What this tab has. */
  const held = new Set<string>();
  const waitsForLife = new Map<string, () => void>();
  const listeners: ((key: string) => void)[] = [];

  const say = (type: Said['type'], key: string): void => channel.postMessage({ type, key } satisfies Said);

  channel.addEventListener('message', ({ data }) => {
    const message = said.safeParse(data).data;
    if (message === undefined) return;
    const { type, key } = message;
    if (type === 'kept') for (const listener of listeners) listener(key);
    if (type === 'asks' && held.has(key)) say('has', key);
    if (type === 'has') waitsForLife.get(key)?.();
  });

  /** Asks for a lock. The browser's promise ends with the lock, and therefore not here. */
  function request(key: string, options: LockOptions, ms: number, lost: () => void): Promise<Hold | null> {
    let had = false;
    return within(
      ms,
      LOCK,
      new Promise<Hold | null>((resolve, reject) => {
        locks
          .request(`${name} ${key}`, options, (lock) => {
            if (lock === null) return resolve(null);
            had = true;
            held.add(key);
            return new Promise<void>((end) => {
              const free = (): void => {
                held.delete(key);
                end();
              };
              resolve({ free });
            });
          })
          .catch((error: unknown) => {
            if (!had) return reject(error instanceof Error ? error : new Error(String(error)));
            held.delete(key);
            return lost();
          });
      }),
      (late) => late?.free(),
    );
  }

  const lives = (key: string): Promise<boolean> =>
    within(
      LIFE_MS,
      OTHER,
      new Promise<void>((resolve) => {
        waitsForLife.set(key, resolve);
        say('asks', key);
      }),
    )
      .then(
        () => true,
        () => false,
      )
      .finally(() => waitsForLife.delete(key));

  return {
    take: (key, lost) => request(key, { ifAvailable: true }, ANSWER_MS, lost),
    async await(key, lost, signal) {
      for (;;) {
        const attempt = new AbortController();
        const stop = (): void => attempt.abort();
        signal.addEventListener('abort', stop);
        try {
          const hold = await request(key, { signal: attempt.signal }, WAIT_MS, lost);
          if (hold !== null) return hold;
        } catch (error) {
          if (!(error instanceof TooLate) || signal.aborted) throw error;
        } finally {
          signal.removeEventListener('abort', stop);
          stop();
        }
        if (await lives(key)) continue;
        signal.throwIfAborted();
        const hold = await request(key, { steal: true }, ANSWER_MS, lost);
        if (hold !== null) return hold;
      }
    },
    tell: (key) => say('kept', key),
    hear: (listener) => void listeners.push(listener),
  };
}

/** The tabs that share what is kept under a name; null where the browser does not let them know of each other. */
export function browserTabs(name: string): Tabs | null {
  // Missing on insecure pages, in old browsers, and where there is no browser.
  const { locks } = ((globalThis as { readonly navigator?: unknown }).navigator ?? {}) as { readonly locks?: LockManager };
  if (locks === undefined || typeof BroadcastChannel === 'undefined') return null;
  try {
    return createTabs(name, locks, new BroadcastChannel(name));
  } catch {
    // A frame of another page may not.
    return null;
  }
}
