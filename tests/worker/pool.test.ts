/** The pool of landscape workers, with workers that the test speaks for: order, one backend for all, pausing, and workers that die. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { createPointPool, poolSize, type PointPool } from '../../src/worker/pool.ts';
import type { Command, Message } from '../../src/worker/protocol.ts';

type Unaddressed<M = Message> = M extends { readonly run: string } ? Omit<M, 'run'> : never;

class FakeWorker {
  readonly commands: Command[] = [];
  ended = false;
  readonly #listeners = new Map<string, (event: never) => void>();

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }
  postMessage(command: Command): void {
    this.commands.push(command);
  }
  terminate(): void {
    this.ended = true;
  }
  get run(): string {
    return this.commands.findLast(({ type }) => type === 'point')?.run ?? '';
  }
  say(message: Unaddressed, run = this.run): void {
    this.#listeners.get('message')?.({ data: { ...message, run } } as never);
  }
  crash(message: string): void {
    this.#listeners.get('error')?.({ message } as never);
  }
}

const config = defaultConfig();
const tasks = (count: number): { id: string; config: typeof config }[] => Array.from({ length: count }, (_, i) => ({ id: String(i), config }));
const point = { type: 'landscape', alpha: 1 } as LandscapePoint;
const wasm = { backend: 'wasm', device: 'WASM', build: 'SIMD', fallbacks: [] } as const;

let workers: FakeWorker[];
let told: [string, ...unknown[]][];

function poolOf(size: number): PointPool {
  workers = [];
  told = [];
  const tell =
    (what: string) =>
    (...rest: unknown[]): void => {
      told.push([what, ...rest.slice(0, 1)]);
    };
  return createPointPool(
    {
      spawn() {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      size,
      now: () => Date.now(),
    },
    { opened: tell('opened'), progress: tell('progress'), done: tell('done'), failed: tell('failed'), idle: tell('idle') },
  );
}

const busy = (): FakeWorker[] => workers.filter(({ ended, run }) => !ended && run !== '');
const done = (): string[] => told.filter(([what]) => what === 'done').map(([, id]) => id as string);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [64, 4],
])('of %i cores, %i train', (cores, size) => expect(poolSize(cores)).toBe(size));

test('points are given out in order, one to a worker, and the workers end with the last', () => {
  const pool = poolOf(2);
  pool.start(tasks(3), 'wasm');
  expect(workers.map(({ run }) => run)).toEqual(['0', '1']);
  workers[1]?.say({ type: 'point', point });
  expect(workers[1]?.run).toBe('2');
  workers[0]?.say({ type: 'point', point });
  workers[1]?.say({ type: 'point', point });
  expect(done()).toEqual(['1', '0', '2']);
  expect(told.at(-1)).toEqual(['idle']);
  expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
});

test('the first point chooses the backend for all', () => {
  poolOf(3).start(tasks(5), 'auto');
  expect(busy().map(({ run }) => run)).toEqual(['0']);
  workers[0]?.say({ type: 'opened', choice: wasm });
  expect(busy().map(({ run }) => run)).toEqual(['0', '1', '2']);
  expect(workers.map(({ commands }) => (commands[0] as Extract<Command, { type: 'point' }>).backend)).toEqual(['auto', 'wasm', 'wasm']);
});

test('a worker that crashes is replaced, and its point trained again', () => {
  poolOf(1).start(tasks(2), 'wasm');
  workers[0]?.crash('out of memory');
  expect(workers[0]?.ended).toBe(true);
  expect(workers[1]?.run).toBe('0');
  // What the dead worker still had to say is not heard.
  workers[0]?.say({ type: 'point', point }, '0');
  expect(done()).toEqual([]);
  workers[1]?.say({ type: 'point', point });
  workers[1]?.say({ type: 'point', point });
  expect(done()).toEqual(['0', '1']);
});

test('a worker that falls silent is replaced; one that is paused may be', () => {
  const pool = poolOf(1);
  pool.start(tasks(1), 'wasm');
  // Starting up may take its time.
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(1);
  workers[0]?.say({ type: 'pointProgress', progress: { step: 1, norm: 1 } });
  pool.pause();
  expect(workers[0]?.commands.at(-1)).toMatchObject({ type: 'control', control: { type: 'pause' } });
  vi.advanceTimersByTime(600_000);
  expect(workers).toHaveLength(1);
  pool.resume();
  vi.advanceTimersByTime(9000);
  workers[0]?.say({ type: 'pointProgress', progress: { step: 2, norm: 1 } });
  vi.advanceTimersByTime(9000);
  expect(workers).toHaveLength(1);
  vi.advanceTimersByTime(4000);
  expect(workers).toHaveLength(2);
  expect(workers[0]?.ended).toBe(true);
  expect(workers[1]?.run).toBe('0');
});

test('a point that cannot be trained is given up after a few tries, and the others go on', () => {
  poolOf(1).start(tasks(2), 'wasm');
  for (let i = 0; i < 3; i++) workers[i]?.say({ type: 'failed', what: 'no backend' });
  expect(told).toContainEqual(['failed', '0']);
  expect(workers[3]?.run).toBe('1');
  workers[3]?.say({ type: 'refused', problems: [{ field: 'task.p', value: 0, expected: { en: '', ja: '' } }] });
  expect(told.slice(-2)).toEqual([['failed', '1'], ['idle']]);
});

test('workers that cannot be loaded come to an end', () => {
  poolOf(2).start(tasks(2), 'auto');
  for (let i = 0; i < 20; i++) workers[i]?.crash('404');
  expect(told.filter(([what]) => what === 'failed')).toHaveLength(2);
  expect(told.at(-1)).toEqual(['idle']);
  expect(workers.every(({ ended }) => ended)).toBe(true);
});

test('a pool that is stopped, or started anew, hears nothing of before', () => {
  const pool = poolOf(1);
  pool.start(tasks(2), 'wasm');
  pool.start([{ id: 'new', config }], 'wasm');
  workers[0]?.say({ type: 'point', point }, '0');
  expect(done()).toEqual([]);
  expect(workers[1]?.run).toBe('new');
  pool.stop();
  workers[1]?.say({ type: 'point', point });
  expect(told).toEqual([]);
  expect(workers.every(({ ended }) => ended)).toBe(true);
});

test('a worker that starts while the pool is paused waits', () => {
  const pool = poolOf(1);
  pool.start(tasks(1), 'wasm');
  pool.pause();
  workers[0]?.crash('gone');
  expect(workers[1]?.commands.map(({ type }) => type)).toEqual(['point', 'control']);
});
