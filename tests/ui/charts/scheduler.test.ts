import { expect, test } from 'vitest';
import { createScheduler } from '../../../src/ui/charts/scheduler.ts';
import { fakeClock } from './fakeClock.ts';

const failed = (error: unknown): void => {
  throw error;
};

test('four changing charts are each drawn at least five times a second, never two in a task', () => {
  const clock = fakeClock();
  const scheduler = createScheduler(clock, () => {});
  const draws = [0, 0, 0, 0];
  draws.forEach((_, i) =>
    scheduler.add({
      failed,
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

test('where it may take longer between beats, fewer are drawn, and what would look wrong is drawn at once all the same', () => {
  const clock = fakeClock();
  let every = 30;
  let due: 'soon' | 'now' = 'soon';
  const draws: number[] = [];
  const scheduler = createScheduler(
    clock,
    () => {},
    () => every,
  );
  scheduler.add({
    failed,
    due: () => due,
    draw() {
      draws.push(clock.now());
      due = 'soon';
    },
  });
  scheduler.start();
  clock.run(1200);
  expect(draws.length).toBeGreaterThan(30);
  every = 120;
  draws.length = 0;
  clock.run(2400);
  // On the page's grid of 100 ms.
  expect(draws.length).toBeGreaterThanOrEqual(9);
  expect(draws.length).toBeLessThanOrEqual(12);
  due = 'now';
  scheduler.kick();
  clock.run(2405);
  expect(draws.at(-1)).toBe(2400);
});

test('where drawing takes long, beats are as far apart as the numbers of the page, and every chart is drawn in each', () => {
  const clock = fakeClock();
  // Drawing moves the hands on, and no task begins meanwhile.
  let drawn = 0;
  const slow = { ...clock, now: () => clock.now() + drawn };
  const scheduler = createScheduler(slow, () => undefined);
  const draws: number[][] = [[], [], []];
  for (const own of draws)
    scheduler.add({
      failed,
      due: () => 'soon',
      draw() {
        own.push(slow.now());
        drawn += 5;
      },
    });
  scheduler.start();
  clock.run(2000);
  const [first, , last] = draws as [number[], number[], number[]];
  expect(first.length).toBe(Math.ceil(slow.now() / 100));
  expect(first.slice(1).every((at, i) => at >= (last[i] as number) && at % 100 < 5)).toBe(true);
});

test('a change of axis reaches all charts at once, in tasks of their own', () => {
  const clock = fakeClock();
  const scheduler = createScheduler(clock, () => {});
  const pending = new Set([0, 1, 2, 3]);
  for (const i of [0, 1, 2, 3])
    scheduler.add({ due: () => (pending.has(i) ? 'now' : 'no'), draw: () => (pending.delete(i), clock.tasks.at(-1)?.push(`${i}`)), failed });
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
  scheduler.add({ due: () => due, draw: () => draws++, failed });
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

test('a job that throws is told so and leaves the others alone, and so is news that throws', () => {
  const clock = fakeClock();
  let bad = false;
  const scheduler = createScheduler(clock, () => {
    if (bad) throw new Error('news');
  });
  const told: string[] = [];
  const fails = (name: string) => (error: unknown) => told.push(`${name}: ${(error as Error).message}`);
  const throws = (what: string) => (): never => {
    throw new Error(what);
  };
  let draws = 0;
  scheduler.add({ due: throws('due'), draw: () => undefined, failed: fails('a') });
  // As the chart does that has nothing to show any more.
  const leave = scheduler.add({
    due: () => 'now',
    draw: throws('draw'),
    failed(error) {
      fails('b')(error);
      leave();
    },
  });
  scheduler.add({ due: () => 'soon', draw: () => draws++, failed: fails('c') });
  scheduler.start();
  clock.run(100);
  expect(new Set(told)).toEqual(new Set(['a: due', 'b: draw']));
  draws = 0;
  told.length = 0;
  bad = true;
  clock.run(1100);
  expect(draws).toBeGreaterThan(20);
  expect(new Set(told)).toEqual(new Set(['a: due', 'a: news', 'c: news']));
});
