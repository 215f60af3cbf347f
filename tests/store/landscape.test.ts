/** The landscape's store, with a pool that the test speaks for and a memory for the browser's: what is kept, what is trained again, what changes do. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { BackendRequest } from '../../src/engine/backend/choice.ts';
import { defaultSettings, withSettingPairs, type Settings } from '../../src/engine/config/settings.ts';
import { landscapePlan } from '../../src/engine/sweeps/landscape.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import type { KeptPoints } from '../../src/store/keptPoints.ts';
import { createLandscape, type Landscape } from '../../src/store/landscape.ts';
import type { PointTask, PoolListener } from '../../src/worker/pool.ts';

function settingsOf(set: Readonly<Record<string, string | number>> = {}): Settings {
  const parsed = withSettingPairs(
    defaultSettings(),
    Object.entries({ 'landscape.alphaCount': 3, 'landscape.steps': 100, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error('bad settings');
  return parsed.settings;
}

function pointOf({ config }: PointTask): LandscapePoint {
  const alpha = config.init.scale;
  return {
    type: 'landscape',
    alpha,
    norm: 25 * alpha,
    trainLoss: 1 / alpha,
    testLoss: alpha,
    trainError: 0,
    testError: 0.5,
    amount: 0.75,
    trainSize: 100,
    steps: config.steps,
    drift: 0,
    diverged: null,
    backend: 'wasm',
  };
}

/** What the browser keeps; survives a page. */
class Memory implements KeptPoints {
  readonly points = new Map<string, LandscapePoint>();
  load = (keys: readonly string[]): Promise<Map<string, LandscapePoint>> =>
    Promise.resolve(new Map(keys.flatMap((key) => (this.points.has(key) ? [[key, this.points.get(key) as LandscapePoint]] : []))));
  keep(key: string, point: LandscapePoint): Promise<void> {
    this.points.set(key, point);
    return Promise.resolve();
  }
  forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.points.delete(key);
    return Promise.resolve();
  }
}

class FakePool {
  tasks: readonly PointTask[] = [];
  backend: BackendRequest | null = null;
  readonly told: string[] = [];
  listener!: PoolListener;
  start(tasks: readonly PointTask[], backend: BackendRequest): void {
    this.told.push('start');
    this.tasks = tasks;
    this.backend = backend;
  }
  pause = (): void => void this.told.push('pause');
  resume = (): void => void this.told.push('resume');
  stop = (): void => void this.told.push('stop');

  /** Trains the next `count` of its points. */
  finish(count: number): void {
    const [now, later] = [this.tasks.slice(0, count), this.tasks.slice(count)];
    this.tasks = later;
    for (const task of now) this.listener.done(task.id, pointOf(task));
    if (later.length === 0) this.listener.idle();
  }
  get alphas(): number[] {
    return this.tasks.map(({ config }) => config.init.scale);
  }
}

let kept: Memory;
let pool: FakePool;
let now: number;

/** A page: a fresh store on what the browser keeps. */
async function open(settings: Settings, request: BackendRequest = 'auto'): Promise<Landscape> {
  pool = new FakePool();
  now = 0;
  const page = createLandscape({
    pool(listener) {
      pool.listener = listener;
      return pool;
    },
    kept,
    request: () => request,
    now: () => now,
    every: 0,
  });
  page.follow(settings);
  await vi.waitFor(() => expect(page.store.getState().loaded).toBe(true));
  return page;
}

beforeEach(() => {
  kept = new Memory();
});

test('points appear as they are done, and the landscape is done with the last', async () => {
  const page = await open(settingsOf());
  expect(page.store.getState()).toMatchObject({ status: 'idle', loaded: true });
  page.start();
  expect(pool.alphas).toEqual([0.1, 10, 1]);
  pool.finish(1);
  expect(page.store.getState()).toMatchObject({ status: 'running' });
  expect(page.store.getState().points.size).toBe(1);
  pool.finish(2);
  expect(page.store.getState()).toMatchObject({ status: 'done', what: null });
  expect([...page.store.getState().points.keys()].toSorted()).toEqual(
    landscapePlan(settingsOf().config, settingsOf().landscape)
      .points.map(({ key }) => key)
      .toSorted(),
  );
});

test('after a reload in the middle, only what was not done is trained, on the same backend, with the same outcome', async () => {
  const whole = await open(settingsOf());
  whole.start();
  pool.finish(3);
  const expected = whole.store.getState().points;

  kept = new Memory();
  const first = await open(settingsOf());
  first.start();
  pool.finish(2);
  // The page goes away in the middle of the third.
  const second = await open(settingsOf());
  expect(second.store.getState()).toMatchObject({ status: 'idle' });
  expect(second.store.getState().points.size).toBe(2);
  second.start();
  expect(pool.alphas).toEqual([1]);
  expect(pool.backend).toBe('wasm');
  pool.finish(1);
  // Maps are equal whatever the order of their entries.
  expect(second.store.getState().points).toEqual(expected);
  // And once more: nothing is left to do.
  expect((await open(settingsOf())).store.getState().status).toBe('done');
});

test('the reader’s own choice of backend comes before the kept points’', async () => {
  const first = await open(settingsOf());
  first.start();
  pool.finish(1);
  (await open(settingsOf(), 'cpu')).start();
  expect(pool.backend).toBe('cpu');
});

test('pause, resume and cancel', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(1);
  page.pause();
  expect(page.store.getState().status).toBe('paused');
  page.resume();
  expect(page.store.getState().status).toBe('running');
  page.cancel();
  expect(page.store.getState().status).toBe('idle');
  expect(page.store.getState().points.size).toBe(1);
  expect(pool.told.slice(-4)).toEqual(['start', 'pause', 'resume', 'stop']);
  // Words that come late change nothing.
  pool.finish(1);
  expect(page.store.getState().points.size).toBe(1);
});

test('the time that is left follows from the steps made, pauses not counted', async () => {
  const page = await open(settingsOf());
  page.start();
  now = 1000;
  pool.listener.progress(pool.tasks[0]?.id ?? '', { step: 50, norm: 2.5 });
  page.pause();
  now = 101_000;
  page.resume();
  now = 102_000;
  pool.finish(1);
  // 100 of 300 steps in two seconds.
  expect(page.store.getState().left).toBeCloseTo(4000);
  expect(page.store.getState().doing.size).toBe(0);
});

test('a finer grid goes on where the coarser was, without training a point twice', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(2);
  page.follow(settingsOf({ 'landscape.alphaCount': 5 }));
  await vi.waitFor(() => expect(page.store.getState().loaded).toBe(true));
  expect(page.store.getState().status).toBe('running');
  expect(page.store.getState().points.size).toBe(2);
  expect(pool.alphas).toEqual([1, 0.316228, 3.16228]);
});

test('another network stops it, and the first one’s points are there again when it comes back', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(2);
  page.follow(settingsOf({ 'task.p': 31 }));
  await vi.waitFor(() => expect(page.store.getState().loaded).toBe(true));
  expect(pool.told.at(-1)).toBe('stop');
  expect(page.store.getState()).toMatchObject({ status: 'idle' });
  expect(page.store.getState().points.size).toBe(0);
  page.follow(settingsOf());
  expect(page.store.getState().points.size).toBe(2);
});

test('what decides nothing about the landscape leaves it alone', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(1);
  page.follow(settingsOf({ 'optimizer.weightDecay': 3, 'init.scale': 2, 'landscape.y': 'error' }));
  expect(page.store.getState()).toMatchObject({ status: 'running', loaded: true });
  expect(pool.told).toEqual(['start']);
});

test('starting over forgets the points, here and in the browser', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(3);
  page.clear();
  expect(page.store.getState()).toMatchObject({ status: 'idle' });
  expect(page.store.getState().points.size).toBe(0);
  expect(kept.points.size).toBe(0);
  page.start();
  expect(pool.alphas).toHaveLength(3);
});

test('points that could not be trained are told, and can be tried again', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.listener.failed(pool.tasks[0]?.id ?? '', 'no backend');
  pool.tasks = pool.tasks.slice(1);
  pool.finish(2);
  expect(page.store.getState()).toMatchObject({ status: 'idle', what: 'no backend' });
  page.start();
  expect(pool.alphas).toEqual([0.1]);
  expect(page.store.getState().what).toBeNull();
});
