import { beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withPatch } from '../../src/engine/config/live.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { createRuns, type Runs } from '../../src/store/runs.ts';
import { Snapshots } from '../../src/store/snapshots.ts';
import { FakeClient, metrics, snapshot } from './fakeClient.ts';

const config = defaultConfig();
let client: FakeClient;
let runs: Runs;
let time = 0;

beforeEach(() => {
  vi.useFakeTimers();
  client = new FakeClient();
  time = 0;
  let id = 0;
  runs = createRuns({ client: client.connect, now: () => time, newId: () => `run-${++id}` });
  return () => vi.useRealTimers();
});

const state = () => runs.store.getState();

function startRunning(asked: RunConfig = config): void {
  runs.start(asked);
  client.started(asked);
}

test('a run starts, runs, and ends', () => {
  runs.start(config);
  expect(state()).toMatchObject({ status: 'starting', phase: 'loading', wanted: 'running' });
  client.say({ type: 'phase', phase: 'backend' });
  expect(state().phase).toBe('backend');
  client.started(config);
  expect(state()).toMatchObject({ status: 'running', phase: null, backend: { backend: 'wasm' }, sizes: { parameters: 10, train: 6, val: 4 } });
  client.event(metrics(1));
  client.event({ type: 'finished', step: 7, reason: 'steps' });
  expect(state()).toMatchObject({ status: 'finished', reason: 'steps', step: 7 });
});

test('state follows events at most ten times a second', () => {
  startRunning();
  const looks = vi.fn<() => void>();
  runs.store.subscribe(looks);
  for (let step = 1; step <= 1000; step++) client.event(metrics(step));
  expect(looks).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(looks).toHaveBeenCalledTimes(1);
  expect(state().step).toBe(1000);
});

test('messages of a replaced run are ignored', () => {
  startRunning();
  startRunning();
  client.event({ type: 'finished', step: 3, reason: 'stopped' }, 'run-1');
  client.say({ type: 'failed', what: 'late' }, 'run-1');
  expect(state().status).toBe('running');
});

test('the network is asked for once, however many want it, and everybody gets it', async () => {
  startRunning();
  const wanted = [runs.parameters(), runs.parameters()];
  expect(client.controls).toEqual([{ type: 'parameters' }]);
  const at = { step: 12, parameters: [new Float32Array(3)] };
  client.say({ type: 'parameters', at });
  expect(await Promise.all(wanted)).toEqual([at, at]);
  void runs.parameters();
  expect(client.controls).toHaveLength(2);
});

test('a run that is over is as its last snapshot; one that is replaced or refused never answers', async () => {
  expect(await runs.parameters()).toBeNull();
  startRunning();
  const atTheEnd = runs.parameters();
  client.event({ type: 'snapshot', step: 7, snapshot: snapshot(7) });
  client.event({ type: 'finished', step: 7, reason: 'steps' });
  expect((await atTheEnd)?.step).toBe(7);
  expect((await runs.parameters())?.step).toBe(7);
  startRunning();
  const replaced = runs.parameters();
  runs.start(config);
  expect(await replaced).toBeNull();
  const refused = runs.parameters();
  client.say({ type: 'refused', problems: [] });
  expect(await refused).toBeNull();
});

test('pause, resume and single steps tell the worker, and the clock stands still meanwhile', () => {
  startRunning();
  time = 1000;
  runs.pause();
  time = 5000;
  expect(runs.elapsed()).toBe(1000);
  runs.step(1);
  runs.resume();
  time = 6000;
  expect(runs.elapsed()).toBe(2000);
  expect(client.controls).toEqual([{ type: 'pause' }, { type: 'step', count: 1 }, { type: 'resume' }]);
  expect(state().status).toBe('running');
});

test('a pause while starting holds once the run has started', () => {
  runs.start(config);
  runs.pause();
  expect(state().status).toBe('starting');
  client.started(config);
  expect(state().status).toBe('paused');
});

test('a change goes to the worker and is the run’s from then on', () => {
  startRunning();
  runs.change({ 'optimizer.lr': 0.01 });
  expect(client.controls).toEqual([{ type: 'change', patch: { 'optimizer.lr': 0.01 } }]);
  expect(state().config?.optimizer['lr']).toBe(0.01);
  expect(state().record?.config.optimizer['lr']).toBe(config.optimizer['lr']);
});

test('a refused config brings back the run that went on', () => {
  startRunning();
  const { record } = state();
  runs.start(config);
  client.say({ type: 'refused', problems: [{ field: 'seed', value: -1, expected: { en: 'a', ja: 'b' } }] });
  expect(state()).toMatchObject({ status: 'running', refused: [{ field: 'seed' }] });
  expect(state().record).toBe(record);
});

test('a run whose data does not come brings back the one before, which has gone on without a gap', () => {
  startRunning();
  time = 500;
  client.event(metrics(1));
  client.event({ type: 'snapshot', step: 1, snapshot: snapshot(1) });
  runs.start(config);
  expect(runs.elapsed()).toBe(0);
  client.event(metrics(2), 'run-1');
  client.event({ type: 'snapshot', step: 2, snapshot: snapshot(2) }, 'run-1');
  expect(state().record?.id).toBe('run-2');
  client.say({ type: 'missing', file: 'mnist' });
  client.event(metrics(3), 'run-1');
  expect(state()).toMatchObject({ status: 'running', missing: 'mnist', resumable: 2, record: { id: 'run-1' } });
  expect([...(state().record?.curve('val.loss').steps.subarray(0, 3) ?? [])]).toEqual([1, 2, 3]);
  expect(runs.elapsed()).toBe(500);
});

test('data that does not come for the first run leaves the page as it was', () => {
  runs.start(config);
  runs.start(config);
  client.say({ type: 'missing', file: 'digits' });
  expect(state()).toMatchObject({ status: 'idle', missing: 'digits', record: null });
});

test('a refused change lets the run go on', () => {
  startRunning();
  client.say({ type: 'refused', problems: [] });
  expect(state().status).toBe('running');
});

test('speed is remembered for the next run', () => {
  runs.setSpeed(10);
  expect(client.controls).toEqual([]);
  startRunning();
  expect(client.controls).toEqual([{ type: 'speed', stepsPerSecond: 10 }]);
});

test('a failed run goes on from its last snapshot, with the past up to there', () => {
  startRunning();
  for (const step of [0, 1, 2, 3]) client.event(metrics(step));
  client.event({ type: 'milestone', kind: 'memorised', step: 1 });
  client.event({ type: 'milestone', kind: 'grokked', step: 3 });
  client.event({ type: 'snapshot', step: 2, snapshot: snapshot(2) });
  client.say({ type: 'failed', what: 'out of memory' });
  expect(state()).toMatchObject({ status: 'failed', what: 'out of memory', resumable: 2 });

  runs.goOn(config);
  expect(client.runs.at(-1)).toMatchObject({ run: 'run-2', from: { step: 2 }, paused: false });
  expect(state()).toMatchObject({ status: 'starting', step: 2 });
  expect(state().record?.curve('val.accuracy').length).toBe(3);
  expect(state().record?.marks).toEqual([{ kind: 'memorised', step: 1 }]);
});

test('a diverged run goes on with the learning rate that was asked for since, and says so', () => {
  startRunning();
  client.event({ type: 'snapshot', step: 5, snapshot: snapshot(5) });
  client.event({ type: 'diverged', step: 9, what: 'train loss is NaN' });
  expect(state().status).toBe('diverged');
  const change = { step: 5, patch: { 'optimizer.lr': 1e-4 } };
  runs.goOn(withPatch(config, change.patch));
  // The run's own config stays: from where the change counts, the snapshot says.
  expect(client.runs.at(-1)).toMatchObject({ config, from: { step: 5, changes: [change] } });
  expect(state().config?.optimizer['lr']).toBe(1e-4);
  expect(state().record?.marks).toEqual([{ kind: 'changed', ...change }]);
});

test('a worker that dies after the end changes nothing', () => {
  startRunning();
  client.event({ type: 'finished', step: 7, reason: 'steps' });
  client.say({ type: 'failed', what: 'late' });
  expect(state().status).toBe('finished');
});

test('snapshots stay within their bounds, and the latest is always kept', () => {
  const snapshots = new Snapshots();
  const megabytes = 4 * 2 ** 20;
  for (let step = 0; step < 10; step++) snapshots.add(snapshot(step, megabytes));
  expect(snapshots.count).toBe(4);
  expect(snapshots.latest?.step).toBe(9);
  snapshots.add(snapshot(10, 10 * megabytes));
  expect(snapshots.count).toBe(1);
});
