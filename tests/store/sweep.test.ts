/** A sweep on the page, with a pool that the test speaks for: what is made, what it comes to, what is kept, and what interrupts it. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackendName, BackendRequest } from '../../src/engine/backend/choice.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import type { Fold } from '../../src/engine/sweeps/fold.ts';
import { cellsOf, type Cell } from '../../src/engine/sweeps/sweep.ts';
import { text } from '../../src/engine/text.ts';
import { createSweeper, type Sweeper } from '../../src/store/sweep.ts';
import { metrics } from './events.ts';
import { FakePool, runOf } from './fakePool.ts';
import { Memory } from './memory.ts';

interface Told {
  readonly seed: number;
  readonly events: readonly string[];
  readonly backend: BackendName | null;
}

/** Remembers everything that a run said. */
const fold: Fold<Told> = {
  begin: ({ seed }) => ({ seed, events: [], backend: null }),
  take: (told, event) => ({
    ...told,
    events: [...told.events, `${event.type} ${event.step}`],
    backend: event.type === 'started' ? event.backend : told.backend,
  }),
};

/** Runs of a hundred steps that differ in their seeds. */
const cells = (...seeds: number[]): Cell[] =>
  cellsOf({ base: { ...defaultConfig(), steps: 100 }, axes: [{ path: 'seed', values: seeds, order: seeds.map((_, i) => i) }] });
const whole = (seed: number): Told => ({ seed, events: runOf(100).map((event) => `${event.type} ${event.step}`), backend: 'wasm' });

let kept: Memory<Told>;
let pool: FakePool;
let now: number;
let request: BackendRequest;

type Page = Sweeper<Told, string>;
const state = (page: Page) => page.store.getState();
const seeds = (page: Page): number[] => [...state(page).results.values()].map(({ seed }) => seed);
const given = (): number[] => pool.tasks.map(({ config }) => config.seed);
const settled = () => vi.advanceTimersByTimeAsync(0);

/** A page: a fresh sweeper on what the browser keeps. */
async function open(shown: readonly Cell[] = cells(1, 2, 3)): Promise<Page> {
  pool = new FakePool();
  now = 0;
  const page = createSweeper<Told, string>(fold, {
    pool: pool.connect,
    request: () => request,
    kept,
    now: () => now,
    every: 50,
    patience: 3000,
    until: 'memorised',
    backendOf: ({ backend }) => backend,
  });
  page.show('first', shown);
  await settled();
  return page;
}

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Memory();
  request = 'auto';
});
afterEach(() => vi.useRealTimers());

describe('making', () => {
  test('runs are given in order, their events are folded, and the sweep is done with the last', async () => {
    const page = await open();
    expect(state(page)).toMatchObject({ status: 'idle', subject: 'first', loaded: true, forgetful: false, backend: null });
    page.start();
    expect(given()).toEqual([1, 2, 3]);
    expect(pool.tasks.map(({ until }) => until)).toEqual(['memorised', 'memorised', 'memorised']);
    expect(new Set(pool.tasks.map(({ id }) => id)).size).toBe(3);
    pool.hear.opened({ backend: 'wasm', device: 'WASM', build: 'SIMD', fallbacks: [] });
    pool.finish(1);
    expect(state(page)).toMatchObject({ status: 'running', backend: { backend: 'wasm' } });
    expect([...state(page).results.values()]).toEqual([whole(1)]);
    pool.finish(2);
    expect(state(page)).toMatchObject({ status: 'done' });
    expect(seeds(page)).toEqual([1, 2, 3]);
    expect(state(page).doing.size).toBe(0);
    page.start();
    expect(pool.told).toEqual(['start']);
  });

  test('a run in the making shows what it has come to, now and then', async () => {
    const page = await open();
    page.start();
    pool.hear.began(pool.id());
    const { tick } = state(page);
    for (let step = 1; step <= 30; step++) pool.hear.event(pool.id(), metrics(step));
    pool.hear.progress(pool.id(), 42);
    expect(state(page).tick).toBe(tick);
    vi.advanceTimersByTime(50);
    expect(state(page).tick).toBe(tick + 1);
    const [doing] = [...state(page).doing.values()];
    expect(doing?.step).toBe(42);
    expect(doing?.result.events).toHaveLength(30);
    // Progress may lag behind what was told.
    pool.hear.progress(pool.id(), 41);
    vi.advanceTimersByTime(50);
    expect([...state(page).doing.values()][0]?.step).toBe(42);
  });

  test('a run whose worker dies is folded from its start', async () => {
    const page = await open(cells(1));
    page.start();
    const id = pool.id();
    pool.hear.began(id);
    pool.hear.event(id, metrics(50));
    pool.finish(1);
    expect([...state(page).results.values()]).toEqual([whole(1)]);
  });

  test('so is one whose device is lost, which starts again', async () => {
    const page = await open(cells(1));
    page.start();
    const id = pool.id();
    pool.hear.began(id);
    for (const event of runOf(60).slice(0, 3)) pool.hear.event(id, event);
    const [started, ...rest] = runOf(100) as [RunEvent, ...RunEvent[]];
    pool.hear.event(id, started);
    vi.advanceTimersByTime(50);
    expect([...state(page).doing.values()].map(({ step }) => step)).toEqual([0]);
    for (const event of rest) pool.hear.event(id, event);
    pool.hear.done(id);
    expect([...state(page).results.values()]).toEqual([whole(1)]);
  });

  test('however runs are interrupted and interleaved, they come to the same', async () => {
    const page = await open();
    const events = runOf(100);
    const scripts = fc.array(fc.tuple(fc.nat(2), fc.nat(events.length - 1)), { maxLength: 12 });
    fc.assert(
      fc.property(scripts, (deaths) => {
        page.clear();
        page.start();
        const left = new Map(pool.tasks.map(({ id }) => [id, events]));
        for (const { id } of pool.tasks) pool.hear.began(id);
        for (const [place, count] of deaths) {
          const id = pool.id(place);
          const ahead = left.get(id) as RunEvent[];
          for (const event of ahead.slice(0, count)) pool.hear.event(id, event);
          if (count % 2 === 0) left.set(id, ahead.slice(count));
          else {
            pool.hear.began(id);
            left.set(id, events);
          }
        }
        for (const { id } of pool.tasks) {
          for (const event of left.get(id) ?? []) pool.hear.event(id, event);
          pool.hear.done(id);
        }
        pool.hear.idle();
        expect(state(page).status).toBe('done');
        expect([...state(page).results.values()].toSorted((a, b) => a.seed - b.seed)).toEqual([whole(1), whole(2), whole(3)]);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('runs that could not be made are told, and can be tried again', async () => {
    const page = await open();
    page.start();
    pool.hear.began(pool.id());
    pool.fail('no backend');
    pool.finish(2);
    expect(state(page).status).toBe('idle');
    expect([...state(page).failed]).toEqual([[cells(1)[0]?.key, text('no backend', 'no backend')]]);
    expect(state(page).doing.size).toBe(0);
    page.start();
    expect(given()).toEqual([1]);
    expect(state(page).failed.size).toBe(0);
  });

  test('what is made together belongs on one backend, unless the reader wants another', async () => {
    const page = await open();
    page.start();
    expect(pool.backend).toBe('auto');
    pool.finish(1);
    page.cancel();
    page.start();
    expect(pool.backend).toBe('wasm');
    page.cancel();
    request = 'cpu';
    page.start();
    expect(pool.backend).toBe('cpu');
  });
});

describe('a reader', () => {
  test('pauses, resumes and cancels; words that come late change nothing', async () => {
    const page = await open();
    page.resume();
    page.pause();
    expect(state(page).status).toBe('idle');
    page.start();
    const late = pool.tasks;
    pool.finish(1);
    page.pause();
    page.pause();
    expect(state(page).status).toBe('paused');
    page.resume();
    expect(state(page).status).toBe('running');
    page.cancel();
    expect(state(page).status).toBe('idle');
    expect(pool.told).toEqual(['start', 'pause', 'resume', 'stop']);
    for (const task of late) pool.run(task);
    for (const { id } of late) pool.hear.failed(id, text('gone', 'gone'));
    expect(seeds(page)).toEqual([1]);
    expect(state(page).failed.size).toBe(0);
    // Nor do they when the same runs are made anew.
    page.start();
    for (const task of late) pool.run(task);
    expect(seeds(page)).toEqual([1]);
  });

  test('who asks twice is answered once', async () => {
    const page = await open();
    page.start();
    pool.hear.began(pool.id());
    page.start();
    page.pause();
    page.start();
    expect(state(page).status).toBe('paused');
    expect(pool.told).toEqual(['start', 'pause']);
  });

  test('sees how long it takes, pauses not counted', async () => {
    const page = await open();
    page.start();
    now = 1000;
    pool.hear.began(pool.id());
    pool.hear.progress(pool.id(), 50);
    page.pause();
    vi.advanceTimersByTime(50);
    expect(state(page).left).toBeNull();
    now = 101_000;
    page.resume();
    now = 102_000;
    pool.hear.event(pool.id(), metrics(100));
    vi.advanceTimersByTime(50);
    // 100 of 300 steps in two seconds.
    expect(state(page).left).toBeCloseTo(4000);
    // It is begun again and made: 200 steps in two seconds, and as many to come.
    pool.finish(1);
    expect(state(page).left).toBeCloseTo(2000);
    page.cancel();
    page.start();
    vi.advanceTimersByTime(50);
    expect(state(page).left).toBeNull();
    // What was before the start does not count: 50 of 200 steps in two seconds.
    now = 104_000;
    pool.hear.progress(pool.id(), 50);
    vi.advanceTimersByTime(50);
    expect(state(page).left).toBeCloseTo(6000);
  });

  test('starts over: the results are gone, here and in the browser', async () => {
    const page = await open();
    page.start();
    pool.finish(3);
    page.clear();
    await settled();
    expect(state(page)).toMatchObject({ status: 'idle', loaded: true });
    expect(seeds(page)).toEqual([]);
    expect(kept.results.size).toBe(0);
    page.start();
    expect(given()).toEqual([1, 2, 3]);
    page.show('second', cells(7));
    page.show('first', cells(1, 2, 3));
    expect(seeds(page)).toEqual([]);
  });

  test('is told where the browser will not forget', async () => {
    const page = await open();
    page.start();
    pool.finish(1);
    await settled();
    expect(state(page).forgetful).toBe(false);
    kept.mood = 'refusing';
    page.clear();
    await settled();
    expect(state(page).forgetful).toBe(true);
  });

  test('cancels a sweep that is done: it still is', async () => {
    const page = await open();
    page.start();
    pool.finish(3);
    page.cancel();
    expect(state(page).status).toBe('done');
  });
});

describe('another sweep', () => {
  test('that shares cells goes on where the first was, and makes none twice', async () => {
    const page = await open();
    page.start();
    pool.finish(1);
    page.show('second', cells(5, 1, 2));
    expect(pool.told.at(-1)).toBe('stop');
    expect(seeds(page)).toEqual([1]);
    await settled();
    expect(state(page)).toMatchObject({ status: 'running', subject: 'second', loaded: true });
    expect(given()).toEqual([5, 2]);
  });

  test('that shares none stops it; what was done is there again when the first comes back', async () => {
    const page = await open();
    page.start();
    pool.finish(2);
    page.show('second', cells(7));
    await settled();
    expect(state(page)).toMatchObject({ status: 'idle', loaded: true });
    expect(seeds(page)).toEqual([]);
    page.show('first', cells(1, 2, 3));
    expect(seeds(page)).toEqual([1, 2]);
    await settled();
    expect(pool.told).toEqual(['start', 'stop']);
    page.show('third', cells(1, 2));
    expect(state(page).status).toBe('done');
  });

  test('of the same cells leaves all as it is, but for what it is of', async () => {
    const page = await open();
    page.start();
    pool.finish(1);
    page.show('renamed', cells(3, 1, 2));
    expect(state(page)).toMatchObject({ status: 'running', loaded: true, subject: 'renamed' });
    expect(pool.told).toEqual(['start']);
  });

  test('a sweep that is paused does not go on by itself', async () => {
    const page = await open();
    page.start();
    page.pause();
    page.show('second', cells(1, 5));
    await settled();
    expect(state(page).status).toBe('idle');
    expect(pool.told).toEqual(['start', 'pause', 'stop']);
  });

  test('its failures are its own', async () => {
    const page = await open();
    page.start();
    pool.fail('no memory');
    page.show('second', cells(1, 2));
    expect(state(page).failed.size).toBe(0);
  });

  test('without any cell is never done, and has nothing to start', async () => {
    const page = await open([]);
    expect(state(page)).toMatchObject({ status: 'idle', loaded: true });
    page.start();
    expect(pool.told).toEqual([]);
  });
});

describe('what the browser keeps', () => {
  test('is there at the next visit, and only the rest is made, to the same results', async () => {
    const first = await open();
    first.start();
    pool.finish(2);
    // The page goes away in the middle of the third.
    const second = await open();
    expect(state(second).status).toBe('idle');
    expect(seeds(second)).toEqual([1, 2]);
    second.start();
    expect([given(), pool.backend]).toEqual([[3], 'wasm']);
    pool.finish(1);
    expect([...state(second).results.values()]).toEqual([whole(1), whole(2), whole(3)]);
    expect(state(await open()).status).toBe('done');
  });

  test('is nothing where it refuses: that is told, and all else works', async () => {
    kept.mood = 'refusing';
    const page = await open();
    expect(state(page)).toMatchObject({ loaded: true, forgetful: true });
    page.start();
    pool.finish(3);
    await settled();
    expect(state(page).status).toBe('done');
    page.clear();
    await settled();
    expect(state(page)).toMatchObject({ status: 'idle', forgetful: true });
  });

  test('may be full only later', async () => {
    const page = await open();
    kept.mood = 'refusing';
    page.start();
    pool.finish(1);
    await settled();
    expect(state(page)).toMatchObject({ forgetful: true });
    expect(seeds(page)).toEqual([1]);
  });

  test('is not waited for without end; what comes late still counts', async () => {
    for (const cell of cells(1, 2)) kept.results.set(cell.key, { ...whole(cell.config.seed), backend: 'cpu' });
    kept.mood = 'silent';
    const page = await open();
    await vi.advanceTimersByTimeAsync(2999);
    expect(state(page).loaded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(state(page)).toMatchObject({ loaded: true, forgetful: true });
    page.start();
    pool.finish(1);
    kept.speak();
    await settled();
    expect(state(page).status).toBe('running');
    // What was made here meanwhile stays.
    expect([...state(page).results.values()].map(({ seed, backend }) => [seed, backend])).toEqual([
      [1, 'wasm'],
      [2, 'cpu'],
    ]);
    expect(state(page).forgetful).toBe(false);
    pool.finish(2);
    expect(state(page).status).toBe('done');
  });

  test('and is not there in time for one sweep, says nothing about the next', async () => {
    kept.mood = 'silent';
    const page = await open(cells(1));
    await vi.advanceTimersByTimeAsync(1000);
    page.show('second', cells(8));
    await vi.advanceTimersByTimeAsync(2500);
    expect(state(page)).toMatchObject({ subject: 'second', loaded: false });
    await vi.advanceTimersByTimeAsync(500);
    expect(state(page).loaded).toBe(true);
  });

  test('comes too late where something else is shown, or all was cleared', async () => {
    for (const cell of cells(1, 2)) kept.results.set(cell.key, whole(cell.config.seed));
    kept.mood = 'silent';
    const page = await open(cells(1));
    page.show('second', cells(8));
    kept.speak();
    await settled();
    expect(state(page)).toMatchObject({ subject: 'second', loaded: true });
    expect(seeds(page)).toEqual([]);
    page.show('third', cells(2));
    page.clear();
    kept.speak();
    await settled();
    expect(seeds(page)).toEqual([]);
  });
});
