/** One run on the page: what its messages make of its state, and what it tells its worker. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { Run } from '../../src/store/run.ts';
import { metrics } from './events.ts';
import { Table } from './table.ts';

const config = defaultConfig();
let table: Table;
let run: Run;

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  table.run(config);
  run = table.state.front as Run;
});
afterEach(() => void vi.useRealTimers());

const state = () => run.store.getState();

test('it begins, runs, and ends', () => {
  expect(state()).toMatchObject({ status: 'running', phase: null, backend: { backend: 'wasm' }, sizes: { parameters: 10, train: 6, val: 4 } });
  table.event(metrics(1));
  table.event({ type: 'finished', step: 7, reason: 'steps' });
  expect(state()).toMatchObject({ status: 'finished', reason: 'steps', step: 7, stepsPerSecond: 0 });
  // Nothing that it is told now reaches anybody.
  const said = table.commands.length;
  run.pause();
  run.change({ 'optimizer.lr': 1 });
  expect([table.commands.length, state().status, state().config]).toEqual([said, 'finished', config]);
});

test('its numbers blow up', () => {
  table.event({ type: 'diverged', step: 7, what: 'train loss is NaN' });
  expect(state()).toMatchObject({ status: 'diverged', what: 'train loss is NaN', step: 7 });
});

test('its state follows events at most ten times a second', () => {
  const looks = vi.fn<() => void>();
  run.store.subscribe(looks);
  for (let step = 1; step <= 1000; step++) table.event(metrics(step));
  table.say({ type: 'progress', progress: { step: 1000, stepsPerSecond: 77, paused: false } });
  expect(looks).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(looks).toHaveBeenCalledTimes(1);
  expect(state()).toMatchObject({ step: 1000, stepsPerSecond: 77 });
  const { tick } = state();
  table.event(metrics(1001));
  vi.advanceTimersByTime(100);
  expect([state().tick, state().refused]).toEqual([tick + 1, []]);
});

test('pause, resume and single steps tell the worker, and the clock stands still meanwhile', () => {
  table.time = 1000;
  run.pause();
  table.time = 5000;
  expect(run.elapsed()).toBe(1000);
  run.step(1);
  expect(state().status).toBe('paused');
  run.resume();
  table.time = 6000;
  expect(run.elapsed()).toBe(2000);
  expect(table.controls).toEqual([{ type: 'pause' }, { type: 'step', count: 1 }, { type: 'resume' }]);
  expect(state().status).toBe('running');
  // Nor does it count what goes on without a worker, noticed or not.
  table.event(metrics(2));
  table.time = 9000;
  expect(run.elapsed()).toBe(5000);
  table.worker.crash('gone');
  table.time = 60_000;
  expect(run.elapsed()).toBe(2000);
});

test('a pause while it begins holds once it has begun', () => {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.state.front?.pause();
  expect(table.shown.status).toBe('starting');
  table.started(config);
  expect(table.shown.status).toBe('paused');
  table.time = 5000;
  expect(table.state.front?.elapsed()).toBe(0);
});

test('what it says of its beginning is heard while it begins, and steps that were told are not told again', () => {
  table.say({ type: 'phase', phase: 'waiting' });
  expect(state().phase).toBeNull();
  run.step(3);
  table.worker.crash('gone');
  expect(state()).toMatchObject({ status: 'starting', phase: 'loading' });
  expect(table.worker.commands).toMatchObject([{ type: 'run', paused: true, until: null, terse: false }]);
  table.say({ type: 'phase', phase: 'backend' });
  expect(state().phase).toBe('backend');
});

test('what is asked of a run that was not sent yet is told once, as it stands', () => {
  table.bench.start({ ...config, seed: 2 });
  table.state.coming?.pause();
  table.state.coming?.step(2);
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ paused: true });
  expect(table.controls).toEqual([{ type: 'step', count: 2 }]);
});

test('a single step asked of a run that was not sent yet does not stop it once it is to go on', () => {
  table.bench.start({ ...config, seed: 2 });
  table.state.coming?.step(2);
  table.state.coming?.resume();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ paused: false });
  expect(table.controls).toEqual([]);
});

test('the speed is every run’s, also of one that trains behind another', () => {
  const former = table.state.front as Run;
  table.event(metrics(5));
  table.bench.start({ ...config, seed: 2 }, { paused: true });
  table.settle();
  table.begin();
  table.started({ ...config, seed: 2 });
  expect(table.state.front).not.toBe(former);
  table.bench.bringToFront(former);
  expect(table.state.front).toBe(former);
  table.bench.setSpeed(3);
  expect(table.controls.at(-1)).toEqual({ type: 'speed', stepsPerSecond: 3 });
});

test('a change goes to the worker and is the run’s from then on; what it began with stays', () => {
  run.change({ 'optimizer.lr': 0.01 });
  expect(table.controls).toEqual([{ type: 'change', patch: { 'optimizer.lr': 0.01 } }]);
  expect(state().config.optimizer['lr']).toBe(0.01);
  table.event({ type: 'changed', step: 3, patch: { 'optimizer.lr': 0.01 } });
  expect(state().config.optimizer['lr']).toBe(0.01);
  expect(run.config.optimizer['lr']).toBe(config.optimizer['lr']);
});

test('a refused change is taken back, said, and the run goes on', () => {
  run.change({ 'optimizer.lr': 50 });
  table.say({ type: 'refused', problems: [{ field: 'optimizer.lr', value: 50, expected: { en: 'a', ja: 'b' } }] });
  expect(state()).toMatchObject({ status: 'running', config, refused: [{ field: 'optimizer.lr' }] });
});

test('a device that was lost is told of', () => {
  table.event({ type: 'recovered', lost: 'device', step: 9, from: 4, what: 'unplugged', backend: 'cpu', device: 'CPU', build: 'plain', fallbacks: [] });
  expect(state().backend?.backend).toBe('cpu');
  expect(run.record.marks).toMatchObject([{ kind: 'recovered', lost: 'device' }]);
});

test('its speed may change while it runs', () => {
  table.bench.setSpeed(10);
  expect(table.controls).toEqual([{ type: 'speed', stepsPerSecond: 10 }]);
  expect([state().speed, table.state.speed]).toEqual([10, 10]);
});
