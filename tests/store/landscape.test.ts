/** The landscape's store, with a pool that the test speaks for and a memory for the browser's: which points, what changes leave alone, what is kept. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackendRequest } from '../../src/engine/backend/choice.ts';
import { defaultSettings, withSettingPairs, type Settings } from '../../src/engine/config/settings.ts';
import { landscapePlan } from '../../src/engine/sweeps/landscape.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { createLandscape, type Landscape } from '../../src/store/landscape.ts';
import { FakePool } from './fakePool.ts';
import { Memory } from './memory.ts';

function settingsOf(set: Readonly<Record<string, string | number>> = {}): Settings {
  const parsed = withSettingPairs(
    defaultSettings(),
    Object.entries({ 'landscape.alphaCount': 3, 'landscape.steps': 100, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error('bad settings');
  return parsed.settings;
}

let kept: Memory<LandscapePoint>;
let pool: FakePool;

const state = (page: Landscape) => page.store.getState();
const alphas = (): number[] => pool.tasks.map(({ config }) => config.init.scale);

/** A page: a fresh store on what the browser keeps. */
async function open(settings: Settings, request: BackendRequest = 'auto'): Promise<Landscape> {
  pool = new FakePool();
  const page = createLandscape({ pool: pool.connect, kept, request: () => request, every: 0 });
  page.follow(settings);
  await vi.advanceTimersByTimeAsync(0);
  expect(state(page).loaded).toBe(true);
  return page;
}

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Memory();
});
afterEach(() => vi.useRealTimers());

test('it is the plan of its settings, each point a run to its last step, and what a run says becomes its point', async () => {
  const settings = settingsOf();
  const page = await open(settings);
  const plan = landscapePlan(settings.config, settings.landscape);
  expect(state(page).subject).toEqual({ config: settings.config, options: settings.landscape, plan });
  page.start();
  expect(alphas()).toEqual([0.1, 10, 1]);
  expect(pool.tasks.map(({ config, until }) => [config.steps, until])).toEqual([
    [100, null],
    [100, null],
    [100, null],
  ]);
  pool.finish(3);
  expect(state(page).status).toBe('done');
  expect([...state(page).results.keys()]).toEqual(plan.points.map(({ key }) => key));
  expect([...state(page).results.values()][0]).toEqual({
    type: 'landscape',
    alpha: 0.1,
    norm: 25,
    trainLoss: 1,
    testLoss: 1,
    trainError: 0,
    testError: 0.5,
    amount: 0.75,
    trainSize: 6,
    steps: 100,
    drift: 0,
    diverged: null,
    backend: 'wasm',
  });
});

test('after a reload in the middle, only what was not done is trained, on the same backend', async () => {
  const first = await open(settingsOf());
  first.start();
  pool.finish(2);
  const second = await open(settingsOf());
  expect(state(second).results.size).toBe(2);
  second.start();
  expect(alphas()).toEqual([1]);
  expect(pool.backend).toBe('wasm');
  pool.finish(1);
  expect((await open(settingsOf())).store.getState().status).toBe('done');
  (await open(settingsOf({ 'landscape.alphaCount': 4 }), 'cpu')).start();
  expect(pool.backend).toBe('cpu');
});

test('a finer grid goes on where the coarser was, without training a point twice', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(2);
  page.follow(settingsOf({ 'landscape.alphaCount': 5 }));
  await vi.advanceTimersByTimeAsync(0);
  expect(state(page)).toMatchObject({ status: 'running', loaded: true });
  expect(state(page).results.size).toBe(2);
  expect(alphas()).toEqual([1, 0.316228, 3.16228]);
});

test('another network stops it, and the first one’s points are there again when it comes back', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(2);
  page.follow(settingsOf({ 'task.p': 31 }));
  await vi.advanceTimersByTimeAsync(0);
  expect(pool.told.at(-1)).toBe('stop');
  expect(state(page).status).toBe('idle');
  expect(state(page).results.size).toBe(0);
  page.follow(settingsOf());
  expect(state(page).results.size).toBe(2);
});

test('what decides nothing about the landscape leaves it alone, and is known to it', async () => {
  const page = await open(settingsOf());
  page.start();
  pool.finish(1);
  const settings = settingsOf({ 'optimizer.weightDecay': 3, 'init.scale': 2, 'landscape.y': 'error' });
  page.follow(settings);
  expect(state(page)).toMatchObject({ status: 'running', loaded: true, subject: { config: settings.config, options: settings.landscape } });
  const { subject } = state(page);
  page.follow(settings);
  expect(state(page).subject).toBe(subject);
  page.follow({ ...settings, landscape: { ...settings.landscape, y: 'loss' } });
  expect(state(page).subject?.options.y).toBe('loss');
  expect(pool.told).toEqual(['start']);
});
