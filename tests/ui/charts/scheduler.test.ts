import { expect, test } from 'vitest';
import { createScheduler, type Clock } from '../../../src/ui/charts/scheduler.ts';

/** Time that passes only when told to; every callback is a task of its own. */
function fakeClock(): Clock & { run(until: number): void; tasks: string[][]; hide: boolean } {
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

test('four changing charts are each drawn at least five times a second, never two in a task', () => {
  const clock = fakeClock();
  const scheduler = createScheduler(clock, () => {});
  const draws = [0, 0, 0, 0];
  draws.forEach((_, i) =>
    scheduler.add({
      due: () => 'soon',
      draw() {
        draws[i]!++;
        clock.tasks.at(-1)?.push(`chart ${i}`);
      },
    }),
  );
  scheduler.start();
  clock.run(2000);
  for (const n of draws) expect(n).toBeGreaterThanOrEqual(10);
  expect(Math.max(...clock.tasks.map((t) => t.length))).toBe(1);
});

test('a change of axis reaches all charts at once, in tasks of their own', () => {
  const clock = fakeClock();
  const scheduler = createScheduler(clock, () => {});
  const pending = new Set([0, 1, 2, 3]);
  for (const i of [0, 1, 2, 3])
    scheduler.add({ due: () => (pending.has(i) ? 'now' : 'no'), draw: () => (pending.delete(i), clock.tasks.at(-1)?.push(`${i}`)) });
  scheduler.start();
  clock.run(5);
  expect(pending.size).toBe(0);
  expect(Math.max(...clock.tasks.map((t) => t.length))).toBe(1);
});

test('nothing is drawn where nothing changed, while hidden, or after stop', () => {
  const clock = fakeClock();
  const scheduler = createScheduler(clock, () => {});
  let draws = 0;
  let due: 'no' | 'soon' = 'no';
  scheduler.add({ due: () => due, draw: () => draws++ });
  scheduler.start();
  clock.run(500);
  expect(draws).toBe(0);
  due = 'soon';
  clock.hide = true;
  clock.run(1500);
  expect(draws).toBe(0);
  clock.hide = false;
  clock.run(2500);
  expect(draws).toBeGreaterThan(5);
  scheduler.stop();
  const before = draws;
  clock.run(3500);
  expect(draws).toBe(before);
});
