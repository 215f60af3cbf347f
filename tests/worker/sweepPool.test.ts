/** The pool of a sweep, with workers that the test speaks for: order, one backend for all, pausing, and workers that die. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { text } from '../../src/engine/text.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { createCrew } from '../../src/worker/crew/crew.ts';
import type { Command, Message } from '../../src/worker/protocol.ts';
import type { Answer, Claims } from '../../src/worker/sweepClaims.ts';
import { createSweepPool, poolSize, type SweepPool, type SweepTask } from '../../src/worker/sweepPool.ts';
import { FakePort } from './fakePort.ts';

type Unaddressed<M = Message> = M extends { readonly run: string } ? Omit<M, 'run'> : never;
type RunCommand = Extract<Command, { type: 'run' }>;

class FakeWorker extends FakePort<Command, Message> {
  /** The run it was given last. */
  get task(): RunCommand | undefined {
    return this.commands.findLast((command): command is RunCommand => command.type === 'run');
  }
  get run(): string {
    return this.task?.run ?? '';
  }
  tell(message: Unaddressed, run = this.run): void {
    this.say({ ...message, run });
  }
  event(event: RunEvent, run = this.run): void {
    this.say({ type: 'event', run, event });
  }
  start(): void {
    this.event({ type: 'started', config, parameters: 1, trainSize: 1, valSize: 1, step: 0, backend: 'wasm', device: 'WASM', build: 'SIMD', fallbacks: [] });
  }
  finish(): void {
    this.event({ type: 'finished', step: 9, reason: 'steps' });
  }
}

const config = defaultConfig();
const tasks = (count: number): SweepTask[] => Array.from({ length: count }, (_, i) => ({ id: String(i), config, until: i === 1 ? 'grokked' : null }));

let workers: FakeWorker[];
let told: string[];

function poolOf(size: number, born = true, claims?: Claims): SweepPool {
  workers = [];
  told = [];
  const spawn = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    if (born) setTimeout(() => worker.pulse(), 1);
    return worker;
  };
  return createSweepPool(
    { crew: createCrew(), spawn, size, ...(claims !== undefined && { claims }) },
    {
      opened: ({ backend }) => told.push(`opened ${backend}`),
      began: (id) => told.push(`began ${id}`),
      event: (id, { type }) => told.push(`${type} ${id}`),
      progress: (id, step) => told.push(`progress ${id} ${step}`),
      done: (id) => told.push(`done ${id}`),
      failed: (id, what) => told.push(`failed ${id}: ${what.en}`),
      elsewhere: (ids) => told.push(`elsewhere ${ids.join(' ')}`),
      idle: () => told.push('idle'),
    },
  );
}

const busy = (): string[] => workers.filter(({ ended, run }) => !ended && run !== '').map(({ run }) => run);
const heard = (what: string): string[] => told.filter((line) => line.startsWith(what));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [64, 4],
])('of %i cores, %i train', (cores, size) => expect(poolSize(cores)).toBe(size));

test('runs are given out in order, one to a worker, and the workers end with the last', () => {
  poolOf(2).start(tasks(3), 'wasm');
  expect(workers.map(({ task }) => task)).toMatchObject([
    { run: '0', config, backend: 'wasm', from: null, told: null, paused: false, until: null, terse: true },
    { run: '1', until: 'grokked' },
  ]);
  workers[1]?.finish();
  expect(workers[1]?.run).toBe('2');
  workers[0]?.finish();
  workers[1]?.event({ type: 'diverged', step: 3, what: 'NaN' });
  expect(told).toEqual(['began 0', 'began 1', 'finished 1', 'done 1', 'began 2', 'finished 0', 'done 0', 'diverged 2', 'done 2', 'idle']);
  expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
});

test('events and progress come through in order, those of other runs do not', () => {
  poolOf(1).start(tasks(1), 'wasm');
  workers[0]?.start();
  workers[0]?.tell({ type: 'progress', progress: { step: 4, stepsPerSecond: 9, paused: false } });
  workers[0]?.event({ type: 'milestone', kind: 'memorised', step: 5 }, 'other');
  workers[0]?.event({ type: 'milestone', kind: 'memorised', step: 5 });
  expect(told).toEqual(['began 0', 'opened wasm', 'started 0', 'progress 0 4', 'milestone 0']);
});

test('the first run’s race chooses the backend for all', () => {
  poolOf(3).start(tasks(5), 'auto');
  expect(busy()).toEqual(['0']);
  workers[0]?.start();
  expect(busy()).toEqual(['0', '1', '2']);
  expect(workers.map(({ task }) => task?.backend)).toEqual(['auto', 'wasm', 'wasm']);
});

test('where the first run fails before it has chosen, the next one chooses', () => {
  poolOf(2).start(tasks(3), 'auto');
  workers[0]?.tell({ type: 'refused', problems: [{ field: 'task.p', value: 0, expected: { en: '', ja: '' } }] });
  expect(workers[0]?.task).toMatchObject({ run: '1', backend: 'auto' });
  expect(heard('failed')).toEqual([expect.stringContaining('failed 0: task.p')]);
});

test.each([
  ['crashes', 0, (worker: FakeWorker) => worker.crash('out of memory')],
  ['closes itself or never comes out of a loop', 3501, (worker: FakeWorker) => void (worker.well = false)],
])('a worker that %s is replaced, and its run made again from the start', (_, within, die) => {
  poolOf(1).start(tasks(2), 'wasm');
  vi.advanceTimersByTime(10);
  die(workers[0] as FakeWorker);
  vi.advanceTimersByTime(within);
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  expect(workers[1]?.task).toMatchObject({ run: '0', from: null });
  // What the dead worker still had to say is not heard.
  workers[0]?.event({ type: 'finished', step: 9, reason: 'steps' }, '0');
  expect(told).toEqual(['began 0', 'began 0']);
  workers[1]?.finish();
  expect(heard('done')).toEqual(['done 0']);
  expect(workers[1]?.run).toBe('1');
});

test('a run that is paused is left alone for as long as its worker answers', () => {
  const pool = poolOf(1);
  pool.start(tasks(2), 'wasm');
  pool.pause();
  expect(workers[0]?.commands.at(-1)).toEqual({ type: 'control', run: '0', control: { type: 'pause' } });
  vi.advanceTimersByTime(3_600_000);
  expect(workers).toHaveLength(1);
  // A worker that dies meanwhile comes back paused.
  workers[0]?.crash('gone');
  expect(workers[1]?.task).toMatchObject({ run: '0', paused: true });
  pool.resume();
  expect(workers[1]?.commands.at(-1)).toMatchObject({ control: { type: 'resume' } });
  workers[1]?.finish();
  expect(workers[1]?.task).toMatchObject({ run: '1', paused: false });
});

test('a run that its workers die of is given up after a few tries, and the others go on', () => {
  poolOf(1).start(tasks(2), 'wasm');
  for (let i = 0; i < 4; i++) {
    vi.advanceTimersByTime(10);
    // As far as before, and no further.
    workers[i]?.start();
    workers[i]?.tell({ type: 'progress', progress: { step: 0, stepsPerSecond: 9, paused: false } });
    workers[i]?.crash('loops');
  }
  expect(heard('failed')).toEqual(['failed 0: its worker broke off, again and again']);
  expect(heard('began')).toEqual(['began 0', 'began 0', 'began 0', 'began 0', 'began 1']);
  expect(workers[4]?.run).toBe('1');
});

test('a run that comes further each time is not given up', () => {
  poolOf(1).start(tasks(1), 'wasm');
  for (let i = 0; i < 10; i++) {
    vi.advanceTimersByTime(10);
    workers[i]?.tell({ type: 'progress', progress: { step: 10 * i, stepsPerSecond: 9, paused: false } });
    workers[i]?.crash('gone');
  }
  expect([heard('failed'), workers.length]).toEqual([[], 11]);
});

test('a run that its worker says it cannot make is given up at once; that worker is not used again', () => {
  poolOf(1).start(tasks(2), 'wasm');
  workers[0]?.tell({ type: 'failed', words: null, what: 'no memory' });
  expect(told).toEqual(['began 0', 'failed 0: no memory', 'began 1']);
  expect([workers[0]?.ended, workers[1]?.run]).toEqual([true, '1']);
  workers[1]?.tell({ type: 'missing', file: 'mnist' });
  expect(told.slice(-2)).toEqual([expect.stringContaining('mnist') as string, 'idle']);
});

test('a backend that cannot be had fails each run with the reason, and no worker is blamed', () => {
  poolOf(1).start(tasks(2), 'webgpu');
  for (const reason of [text('no GPU', ''), text('still none', '')]) workers[0]?.tell({ type: 'unavailable', backend: 'webgpu', reason });
  expect(heard('failed')).toEqual(['failed 0: no GPU', 'failed 1: still none']);
  expect([told.at(-1), workers.length]).toEqual(['idle', 1]);
});

test('workers that cannot be loaded come to an end', () => {
  poolOf(2, false).start(tasks(2), 'auto');
  for (let s = 0; s < 60; s++) {
    for (const worker of workers) worker.crash('404');
    vi.advanceTimersByTime(1000);
  }
  expect(heard('failed')).toHaveLength(2);
  expect(told.at(-1)).toBe('idle');
  expect(workers.every(({ ended }) => ended)).toBe(true);
});

test('a pool that is stopped, or started anew, hears nothing of before', () => {
  const pool = poolOf(1);
  pool.start(tasks(2), 'wasm');
  pool.start([{ id: 'new', config, until: null }], 'wasm');
  workers[0]?.event({ type: 'finished', step: 9, reason: 'steps' }, '0');
  expect([heard('done'), workers[1]?.run]).toEqual([[], 'new']);
  pool.stop();
  workers[1]?.finish();
  vi.advanceTimersByTime(60_000);
  expect(heard('done')).toEqual([]);
  expect(workers.every(({ ended }) => ended)).toBe(true);
});

test('a sweep of nothing is over at once', () => {
  poolOf(2).start([], 'auto');
  expect(told).toEqual(['idle']);
  expect(workers).toEqual([]);
});

test('a pool that is stopped while it is told of its first run makes nothing more, and is not idle', () => {
  const pool = poolOf(2);
  pool.start(tasks(3), 'auto');
  const listened = told.push.bind(told);
  told.push = (...lines) => {
    if (lines[0] === 'started 0') pool.stop();
    return listened(...lines);
  };
  workers[0]?.start();
  expect([heard('began'), heard('idle'), busy()]).toEqual([['began 0'], [], []]);
});

/** Claims that the test gives: to each question an answer, when it likes. */
class FakeClaims implements Claims {
  /** Questions without an answer yet, and waits, by task. */
  readonly asked = new Map<string, (answer: Answer) => void>();
  readonly waits = new Map<string, (answer: Exclude<Answer, 'others'>) => void>();
  readonly #lost = new Map<string, () => void>();
  readonly freed: string[] = [];
  ask(id: string, answer: (answer: Answer) => void, lost: () => void): void {
    this.asked.set(id, answer);
    this.#lost.set(id, lost);
  }
  wait(id: string, answer: (answer: Exclude<Answer, 'others'>) => void, lost: () => void): () => void {
    this.waits.set(id, answer);
    this.#lost.set(id, lost);
    return () => this.waits.delete(id);
  }
  claim(id: string) {
    return { free: () => void this.freed.push(id) };
  }
  answer(id: string, answer: 'ours' | 'others' | 'made'): void {
    const hear = this.asked.get(id);
    this.asked.delete(id);
    hear?.(answer === 'ours' ? this.claim(id) : answer);
  }
  letGo(id: string, answer: 'ours' | 'made' = 'ours'): void {
    const hear = this.waits.get(id);
    this.waits.delete(id);
    hear?.(answer === 'ours' ? this.claim(id) : answer);
  }
  steal(id: string): void {
    this.#lost.get(id)?.();
  }
}

function shared(size: number, count: number): { readonly claims: FakeClaims; readonly pool: SweepPool } {
  const claims = new FakeClaims();
  const pool = poolOf(size, true, claims);
  pool.start(tasks(count), 'wasm');
  return { claims, pool };
}

test('a task that others make is left to them, and the next one is asked for; what they have made is not waited for', () => {
  const { claims } = shared(1, 3);
  expect([[...claims.asked.keys()], workers.length]).toEqual([['0'], 0]);
  claims.answer('0', 'others');
  claims.answer('1', 'made');
  claims.answer('2', 'ours');
  expect([told, [...claims.waits.keys()]]).toEqual([['elsewhere 0', 'began 2'], ['0']]);
  workers[0]?.finish();
  expect([claims.freed, told.at(-1)]).toEqual([['2'], 'done 2']);
  // It is waited for, and then there is nothing left.
  claims.letGo('0', 'made');
  expect(told.slice(-2)).toEqual(['elsewhere ', 'idle']);
  expect(heard('began')).toEqual(['began 2']);
});

test('a task whose others are gone is made here: at once where a place is free, else as the next', () => {
  const { claims } = shared(1, 3);
  claims.answer('0', 'others');
  claims.answer('1', 'ours');
  claims.letGo('0');
  // Nobody is kept from it meanwhile.
  expect([claims.freed, heard('began')]).toEqual([['0'], ['began 1']]);
  workers[0]?.finish();
  expect([...claims.asked.keys()]).toEqual(['0']);
  claims.answer('0', 'others');
  claims.answer('2', 'ours');
  workers[0]?.finish();
  claims.letGo('0');
  expect(workers[0]?.run).toBe('0');
  workers[0]?.finish();
  expect([told.at(-1), claims.freed]).toEqual(['idle', ['0', '1', '2', '0']]);
});

test('only a task that is had chooses the backend', () => {
  const claims = new FakeClaims();
  poolOf(2, true, claims).start(tasks(3), 'auto');
  expect([...claims.asked.keys()]).toEqual(['0']);
  claims.answer('0', 'others');
  claims.answer('1', 'ours');
  claims.letGo('0');
  expect([claims.asked.size, busy()]).toEqual([0, ['1']]);
  workers[0]?.start();
  expect([...claims.asked.keys()]).toEqual(['0']);
});

test('who pauses lets others have what is begun, and goes on with what they did not take', () => {
  const { claims, pool } = shared(3, 5);
  for (const id of ['0', '1', '2']) claims.answer(id, 'ours');
  pool.pause();
  expect([claims.freed, [...claims.asked.keys()]]).toEqual([['0', '1', '2'], []]);
  pool.resume();
  expect([...claims.asked.keys()]).toEqual(['0', '1', '2']);
  claims.answer('0', 'ours');
  claims.answer('1', 'others');
  claims.answer('2', 'made');
  expect(workers.map(({ ended }) => ended)).toEqual([false, true, true]);
  expect(workers[0]?.commands.at(-1)).toMatchObject({ run: '0', control: { type: 'resume' } });
  expect(workers[1]?.commands.at(-1)).toMatchObject({ run: '1', control: { type: 'pause' } });
  expect([[...claims.asked.keys()], [...claims.waits.keys()]]).toEqual([['3', '4'], ['1']]);
});

test('while it is paused nothing is asked for and nothing given; what was asked for comes first, what others made last', () => {
  const { claims, pool } = shared(2, 4);
  claims.answer('0', 'others');
  claims.answer('1', 'ours');
  const [late] = [...claims.asked.values()];
  pool.pause();
  late?.(claims.claim('late'));
  expect([claims.freed, claims.waits.size, heard('began')]).toEqual([['1', 'late'], 0, ['began 1']]);
  // What was under way may still come to its end.
  workers[0]?.finish();
  expect([heard('done'), heard('idle')]).toEqual([['done 1'], []]);
  claims.asked.clear();
  pool.resume();
  expect([...claims.asked.keys()]).toEqual(['2', '3']);
  claims.answer('2', 'made');
  expect([...claims.asked.keys()]).toEqual(['3', '0']);
});

test('a task that need not be made any more is dropped, wherever it is', () => {
  const { claims, pool } = shared(1, 4);
  claims.answer('0', 'others');
  claims.answer('1', 'ours');
  for (const id of ['0', '1', '2']) pool.drop(id);
  expect([claims.waits.size, claims.freed, workers[0]?.ended, [...claims.asked.keys()]]).toEqual([0, ['1'], true, ['2', '3']]);
  // It was just asked for.
  claims.answer('2', 'ours');
  expect(claims.freed).toEqual(['1', '2']);
  pool.drop('3');
  expect([told.at(-1), heard('done'), heard('began')]).toEqual(['idle', [], ['began 1']]);
});

test('a task that was taken away is left to whoever has it', () => {
  const { claims } = shared(1, 1);
  claims.answer('0', 'ours');
  claims.steal('0');
  claims.steal('0');
  expect([workers[0]?.ended, [...claims.waits.keys()], heard('idle')]).toEqual([true, ['0'], []]);
  claims.letGo('0', 'made');
  expect(told.at(-1)).toBe('idle');
});

test('who stops gives back what is begun, what comes late, and waits for nobody', () => {
  const { claims, pool } = shared(2, 3);
  claims.answer('0', 'ours');
  claims.answer('1', 'others');
  pool.stop();
  claims.answer('2', 'ours');
  expect([claims.freed, claims.waits.size, heard('idle')]).toEqual([['0', '2'], 0, []]);
});
