/** Runs with several amounts of data: which are made, in what order, when they end, and what is kept. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withValue } from '../../src/engine/config/pairs.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { standing } from '../../src/engine/run/story.ts';
import { defaultAmounts, ownAmount } from '../../src/engine/sweeps/amounts.ts';
import { amountRuns, createDataSize, type AmountRun, type DataSize } from '../../src/store/dataSize.ts';
import { metrics } from './events.ts';
import { FakePool } from './fakePool.ts';

const config = defaultConfig();
let pool: FakePool;
let sweep: DataSize;

beforeEach(async () => {
  vi.useFakeTimers();
  pool = new FakePool();
  sweep = createDataSize({ pool: pool.connect, request: () => 'wasm' });
  sweep.follow(config);
  sweep.choose([0.4, 0.5, 0.6]);
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(() => vi.useRealTimers());

const runs = (): AmountRun[] => amountRuns(sweep.store.getState());
const statuses = (): string[] => runs().map(({ status }) => status);
const given = (): number[] => pool.tasks.map((task) => ownAmount(task.config));

function changed(path: string, value: unknown): RunConfig {
  const parsed = parseConfig(withValue(config, path, value));
  if (!parsed.ok) throw new Error(path);
  return parsed.config;
}

/** The next run is made, and groks at a step. */
function grok(step: number): void {
  const [task, ...later] = pool.tasks;
  if (task === undefined) throw new Error('nothing to make');
  pool.tasks = later;
  pool.run(task, [metrics(step, 1, 1), { type: 'milestone', kind: 'grokked', step }, { type: 'finished', step, reason: 'grokked' }]);
  if (later.length === 0) pool.hear.idle();
}

test('the largest amount is made first, and a run ends once it has generalised', () => {
  sweep.start();
  expect(given()).toEqual([0.6, 0.5, 0.4]);
  expect(pool.tasks.every(({ until }) => until === 'generalised')).toBe(true);
  expect(pool.tasks.every((task) => task.config.probes['localComplexity']?.['measure'] === 'off')).toBe(true);
  pool.hear.began(pool.id());
  pool.hear.event(pool.id(), metrics(10));
  expect(statuses()).toEqual(['waiting', 'waiting', 'running']);
  expect(runs()[2]?.record?.latest?.step).toBe(10);
  grok(100);
  grok(200);
  const [last] = pool.tasks;
  pool.tasks = [];
  pool.run(last as (typeof pool.tasks)[number], [metrics(5000, 1, 0.1), { type: 'finished', step: 5000, reason: 'steps' }]);
  pool.hear.idle();
  expect(sweep.store.getState().status).toBe('done');
  expect(statuses()).toEqual(['done', 'done', 'done']);
  expect(runs().map(({ amount, record }) => [amount, standing(record).val?.step ?? null])).toEqual([
    [0.4, null],
    [0.5, 200],
    [0.6, 100],
  ]);
});

test('what is done is not done again; cancelling forgets only what was begun', async () => {
  sweep.start();
  grok(100);
  pool.hear.began(pool.id());
  sweep.cancel();
  expect(statuses()).toEqual(['waiting', 'waiting', 'done']);
  sweep.choose([0.5, 0.6]);
  sweep.start();
  expect(given()).toEqual([0.5]);
  grok(300);
  expect(statuses()).toEqual(['done', 'done']);
  sweep.follow(changed('seed', 5));
  expect(statuses()).toEqual(['waiting', 'waiting']);
  sweep.follow(config);
  expect(statuses()).toEqual(['done', 'done']);
  await vi.advanceTimersByTimeAsync(0);
  expect(sweep.store.getState().status).toBe('done');
});

test('another network stops the runs, the same one does not, another task has amounts of its own', () => {
  sweep.start();
  const before = pool.tasks;
  sweep.follow(changed('task.p', 43));
  expect(sweep.store.getState().status).toBe('running');
  sweep.follow(changed('optimizer.weightDecay', 3));
  expect(sweep.store.getState()).toMatchObject({ status: 'idle', subject: { amounts: [0.4, 0.5, 0.6] } });
  expect(pool.told.at(-1)).toBe('stop');
  // Words of a run that was stopped come too late.
  for (const task of before) pool.run(task);
  expect(statuses()).toEqual(['waiting', 'waiting', 'waiting']);
  // Another amount of its own has others around it.
  sweep.follow(changed('task.trainFraction', 0.5));
  expect(sweep.store.getState().subject?.amounts).toEqual([0.3, 0.4, 0.5, 0.6, 0.8]);
  sweep.follow(changed('task.id', 'teacher-student'));
  expect(sweep.store.getState().subject?.amounts).toEqual([25, 50, 100, 200, 400]);
});

test('another task has its own amounts also where it trains on as large a share', () => {
  const other = changed('task.id', 's5');
  const share = { ...other, task: { ...other.task, trainFraction: ownAmount(config) } };
  sweep.follow(share);
  expect(sweep.store.getState().subject).toEqual({ config: share, amounts: defaultAmounts(share) });
});

test('before anything is followed nothing can be chosen; and what was made is forgotten on request', () => {
  const fresh = createDataSize({ pool: new FakePool().connect, request: () => 'wasm' });
  fresh.choose([0.5]);
  expect(fresh.store.getState()).toMatchObject({ subject: null, cells: [] });
  sweep.start();
  grok(100);
  sweep.clear();
  expect(statuses()).toEqual(['waiting', 'waiting', 'waiting']);
});

test('amounts that the task can no longer have are dropped', () => {
  sweep.follow(changed('task.id', 'digits'));
  sweep.choose([50, 700]);
  const digits = changed('task.id', 'digits');
  sweep.follow({ ...digits, task: { ...digits.task, valSize: 1200 } });
  expect(sweep.store.getState().subject?.amounts).toEqual([50]);
});

test('a run that fails is told and lets the others go on', () => {
  sweep.start();
  pool.fail('no memory');
  pool.fail('mnist');
  pool.hear.began(pool.id());
  expect(statuses()).toEqual(['running', 'failed', 'failed']);
  grok(10);
  expect(runs().map(({ what }) => what?.en ?? null)).toEqual([null, 'mnist', 'no memory']);
  expect(sweep.store.getState().status).toBe('idle');
});

test('the same settings again plan nothing anew', () => {
  const { cells } = sweep.store.getState();
  sweep.follow(config);
  expect(sweep.store.getState().cells).toBe(cells);
  sweep.follow(changed('seed', 5));
  expect(sweep.store.getState().cells).not.toBe(cells);
});
