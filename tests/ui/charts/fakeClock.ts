import type { Clock } from '../../../src/ui/charts/scheduler.ts';

/** Time that passes only when told to; every callback is a task of its own. */
export function fakeClock(): Clock & { run(until: number): void; tasks: string[][]; hide: boolean } {
  let time = 0;
  let queue: { at: number; call: () => void }[] = [];
  const clock = {
    hide: false,
    tasks: [] as string[][],
    now: () => time,
    hidden: () => clock.hide,
    later(call: () => void, ms: number) {
      const entry = { at: time + ms, call };
      queue.push(entry);
      return () => {
        queue = queue.filter((e) => e !== entry);
      };
    },
    run(until: number) {
      for (;;) {
        queue.sort((a, b) => a.at - b.at);
        const next = queue[0];
        if (next === undefined || next.at > until) break;
        queue.shift();
        time = Math.max(time, next.at);
        clock.tasks.push([]);
        next.call();
      }
      time = until;
    },
  };
  return clock;
}
