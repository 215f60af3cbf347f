/**
 * Long waits in a short time. Timers of a second and more, in a page and in its workers, run as many times as fast as a test asks for; shorter ones
 * and every clock stay as they are, so that nobody who is alive is judged dead.
 */
import type { Page, Route } from 'playwright-core';

/** Runs in the page and in its workers. */
function patch(first: number): void {
  const LONG_MS = 1000;
  const SLICE_MS = 50;
  const [later, never] = [
    globalThis.setTimeout as (then: (...rest: readonly unknown[]) => void, ms: number, ...rest: readonly unknown[]) => number,
    clearTimeout,
  ];
  const waiting = new Map<number, number>();
  let times = first;
  new BroadcastChannel('hurry').addEventListener('message', ({ data }: MessageEvent<number>) => (times = data));
  const slowly = (then: (...rest: readonly unknown[]) => void, ms = 0, ...rest: readonly unknown[]): number => {
    if (ms < LONG_MS) return later(then, ms, ...rest);
    let left = ms;
    const slice = (): void => {
      left -= SLICE_MS * times;
      if (left > 0) return void waiting.set(id, later(slice, SLICE_MS));
      waiting.delete(id);
      then(...rest);
    };
    const id = later(slice, SLICE_MS);
    waiting.set(id, id);
    return id;
  };
  const stop = (id?: number): void => {
    never(waiting.get(id ?? -1) ?? id);
    waiting.delete(id ?? -1);
  };
  Object.assign(globalThis, { setTimeout: slowly, clearTimeout: stop });
}

export interface Hurry {
  /** Answers a worker's script, which begins with the patch and `prelude`. */
  worker(route: Route): Promise<void>;
  /** From here on long waits run so many times as fast, in all of the page that is there. */
  by(times: number): Promise<void>;
}

/** For a page that is not opened yet. */
export async function hurry(page: Page, prelude = ''): Promise<Hurry> {
  let now = 1;
  await page.addInitScript(`(${patch.toString()})(1)`);
  return {
    async worker(route) {
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${patch.toString()})(${now});\n${prelude};\n${await response.text()}` });
    },
    async by(times) {
      now = times;
      // A page that is being loaded begins as it did.
      await page.evaluate((to) => new BroadcastChannel('hurry').postMessage(to), times).catch(() => null);
    },
  };
}
