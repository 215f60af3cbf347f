/** Waits that take minutes, in no time: for tests whose timers are Vitest's, and whose files and streams are real. */
import { vi } from 'vitest';

/** Only timers: streams and files go on by themselves. */
export function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

/** Lets time pass until a promise is settled. Returns what came of it, and the milliseconds of timers that went by. */
export async function hasten<T>(work: Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const state = { over: false };
  work.finally(() => (state.over = true)).catch(() => null);
  let ms = 0;
  for (; !state.over; ms += 250) {
    await vi.advanceTimersByTimeAsync(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { result: await work, ms };
}
