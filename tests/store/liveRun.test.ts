/** One run on the page: what its messages make of its state, and what it tells its worker. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { durationOf } from '../../src/engine/cost/duration.ts';
import type { Run } from '../../src/store/run.ts';
import { metrics, snapshot } from './events.ts';
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
});

test('the clock counts nothing of what goes on without a worker, noticed or not, and never goes back', () => {
  table.time = 2000;
  table.event(metrics(2));
  table.time = 5000;
  expect(run.elapsed()).toBe(5000);
  table.worker.crash('gone');
  table.time = 60_000;
  // So much was shown: it stands until as much has been trained.
  expect(run.elapsed()).toBe(5000);
  table.say({ type: 'phase', phase: 'backend' });
  table.started(config);
  table.time = 62_000;
  expect(run.elapsed()).toBe(5000);
  table.time = 64_000;
  expect(run.elapsed()).toBe(6000);
  // Whatever becomes of the run: what goes on from it goes on from its time.
  table.event({ type: 'snapshot', step: 2, snapshot: snapshot(2) });
  table.event({ type: 'finished', step: 2, reason: 'steps' });
  table.bench.goOn(run, { ...config, steps: 9000 });
  expect(table.state.coming?.elapsed()).toBe(6000);
  table.settle();
  table.begin();
  expect(table.shown.run?.elapsed()).toBe(6000);
});

test('how long the rest takes is told by what is counted, on any backend; a limit of speed counts too, and another pace is not told by the one before', () => {
  const until = durationOf(config, 'wasm');
  expect(run.left()).toBeNull();
  table.time = 100 * until(0) * 1000;
  table.event(metrics(0));
  vi.advanceTimersByTime(100);
  table.time = 100 * until(400) * 1000;
  table.event(metrics(400));
  vi.advanceTimersByTime(100);
  const left = 100 * 1000 * (until(config.steps) - until(400));
  expect((run.left() ?? 0) / left).toBeCloseTo(1, 1);
  run.setSpeed(1);
  expect(run.left()).toBeNull();
  table.time += 1000;
  table.event(metrics(401));
  vi.advanceTimersByTime(100);
  table.time += 2000;
  table.event(metrics(403));
  vi.advanceTimersByTime(100);
  expect(run.left()).toBeGreaterThanOrEqual(1000 * (config.steps - 403));
});

test('what a plan changes answers for nothing that was asked by hand', () => {
  run.change({ 'optimizer.lr': 0.01 });
  table.event({ type: 'changed', step: 3, patch: { 'optimizer.weightDecay': 2 } });
  expect(state().unconfirmed).toEqual([{ 'optimizer.lr': 0.01 }]);
  expect(state().config.optimizer).toMatchObject({ lr: 0.01, weightDecay: 2 });
  table.event({ type: 'changed', step: 4, patch: { 'optimizer.lr': 0.01 } });
  expect(state().unconfirmed).toEqual([]);
});

test.each([
  ['ends', () => table.event({ type: 'finished', step: 7, reason: 'steps' })],
  ['diverges', () => table.event({ type: 'diverged', step: 7, what: '' })],
  ['is failed', () => table.say({ type: 'unavailable', backend: 'webgpu', reason: { en: '', ja: '' } })],
])('a change that was asked for in the moment in which the run %s is not said of it', (_, over) => {
  run.change({ 'optimizer.lr': 0.01 });
  over();
  expect(state().config.optimizer['lr']).toBe(config.optimizer['lr']);
  expect(state().unconfirmed).toEqual([]);
});

test.each([
  ['another backend', { backend: 'cpu', build: 'plain' }],
  ['another build of the same', { backend: 'wasm', build: 'relaxed SIMD' }],
] as const)('a worker’s death that moves it to %s is marked as a move, at the step where it was', (_, kernels) => {
  table.event(metrics(9));
  table.event({ type: 'snapshot', step: 5, snapshot: snapshot(5) });
  table.worker.crash('gone');
  table.event({ type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step: 5, device: '', fallbacks: [], ...kernels });
  expect(run.record.marks).toMatchObject([{ kind: 'recovered', lost: 'worker', step: 9, moved: kernels }]);
  expect(run.record.made).toEqual([
    { step: 0, backend: 'wasm', build: 'SIMD' },
    { step: 5, ...kernels },
  ]);
  // A further death without a move is none.
  table.worker.crash('gone');
  table.event({ type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step: 5, device: '', fallbacks: [], ...kernels });
  expect(run.record.marks).toHaveLength(2);
  expect(run.record.marks[1]).not.toHaveProperty('moved');
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

test('what it says of its beginning is heard while it begins', () => {
  table.say({ type: 'phase', phase: 'waiting' });
  expect(state().phase).toBeNull();
  run.pause();
  table.worker.crash('gone');
  expect(state()).toMatchObject({ status: 'starting', phase: 'loading' });
  expect(table.worker.commands).toMatchObject([{ type: 'run', paused: true, until: null, terse: false }]);
  table.say({ type: 'phase', phase: 'backend' });
  expect(state().phase).toBe('backend');
});

test.each([
  ['none of which was made', 12, [{ type: 'step', count: 5 }]],
  ['some of which were made', 15, [{ type: 'step', count: 2 }]],
  ['all of which were made', 17, []],
])('single steps asked of a worker that dies, %s, are made by the next one, and not twice', (_, reached, expected) => {
  table.event(metrics(12));
  run.step(2);
  run.step(3);
  table.event(metrics(reached));
  table.worker.crash('gone');
  const told = () => table.worker.commands.flatMap((command) => (command.type === 'control' ? [command.control] : []));
  expect(told()).toEqual(expected);
  // However often it dies.
  table.worker.crash('gone');
  expect(told()).toEqual(expected);
});

test.each([
  ['it is to go on', () => run.resume()],
  ['it is to wait', () => run.pause()],
])('no single step is left to make once %s', (_, say) => {
  run.step(3);
  say();
  table.worker.crash('gone');
  expect(table.worker.commands).toHaveLength(1);
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
