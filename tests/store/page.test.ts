/** A whole page, in Node: the workers it makes, the pace at which it is read, and what the console tells of it. The test speaks for the workers. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { consoleOf } from '../../src/store/console.ts';
import { createPage, type Page } from '../../src/store/page.ts';
import { dataSizeOf } from '../../src/store/pageDataSize.ts';
import { landscapeOf } from '../../src/store/pageLandscape.ts';
import type { Command, Message } from '../../src/worker/protocol.ts';
import { FakePort } from '../worker/fakePort.ts';
import { metrics } from './events.ts';
import { runOf } from './fakePool.ts';

class PageWorker extends FakePort<Command, Message> {
  readonly file: string | undefined;
  readonly options: WorkerOptions;
  constructor(url: URL, options: WorkerOptions) {
    super();
    this.file = url.pathname.split('/').at(-1);
    this.options = options;
    workers.push(this);
    setTimeout(() => this.pulse(), 1);
  }
}

let workers: PageWorker[];
let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  vi.stubGlobal('Worker', PageWorker);
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
  page = createPage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const named = (name: string): PageWorker[] => workers.filter(({ options }) => options.name === name);
const runsOf = (all: readonly PageWorker[]): Extract<Command, { type: 'run' }>[] =>
  all.flatMap(({ commands }) => commands).filter((command) => command.type === 'run');

/** A run is asked for, and its worker begins it. */
function begin(): (event: RunEvent) => void {
  page.actions.restart();
  vi.advanceTimersByTime(1600);
  const [worker] = named('trainer');
  const run = runsOf(named('trainer')).at(-1)?.run ?? '';
  worker?.say({ type: 'phase', run, phase: 'backend' });
  const tell = (event: RunEvent): void => worker?.say({ type: 'event', run, event });
  tell(runOf(9)[0] as RunEvent);
  return tell;
}

describe('its workers', () => {
  test('one trains, one looks, and a wire lies between them', async () => {
    page.bench.warm();
    page.examples.show(true);
    await vi.advanceTimersByTimeAsync(10);
    expect(workers.map(({ file, options }) => [file, options])).toEqual([
      ['trainer.worker.ts', { type: 'module', name: 'trainer' }],
      ['looks.worker.ts', { type: 'module', name: 'looks' }],
    ]);
    for (const { commands, transfers } of workers) {
      const [wire] = commands;
      expect(wire).toMatchObject({ type: 'wire' });
      expect(transfers[0]).toEqual([(wire as Extract<Command, { type: 'wire' }>).port]);
    }
    // The network that would be trained, and what is asked of it.
    const said: readonly unknown[] = workers[1]?.commands ?? [];
    for (const type of ['network', 'ask']) expect(said).toContainEqual(expect.objectContaining({ type }));
  });

  test.each([
    ['where the browser gives names', {}],
    ['on plain http', { randomUUID: undefined }],
  ])('each run has a name of its own %s', (_, missing) => {
    vi.stubGlobal('crypto', { randomUUID: () => `uuid-${Math.random()}`, ...missing });
    begin();
    begin();
    const ids = runsOf(workers).map(({ run }) => run);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
    for (const id of ids) expect(id).toMatch(/./);
  });

  test('a landscape has all cores but one, and what the reader wants it made on', async () => {
    page.bench.setRequest('cpu');
    const landscape = landscapeOf(page);
    expect(landscapeOf(page)).toBe(landscape);
    expect(landscapeOf(createPage())).not.toBe(landscape);
    landscape.follow(page.config.store.getState());
    await vi.advanceTimersByTimeAsync(5000);
    landscape.start();
    expect(named('landscape').map(({ file }) => file)).toEqual(['trainer.worker.ts', 'trainer.worker.ts', 'trainer.worker.ts']);
    expect(runsOf(named('landscape')).map(({ backend }) => backend)).toEqual(['cpu', 'cpu', 'cpu']);
  });

  test.each([
    [2, 1],
    [8, 2],
  ])('on %i cores %i amounts of data are trained at a time', async (hardwareConcurrency, count) => {
    vi.stubGlobal('navigator', { hardwareConcurrency });
    page.bench.setRequest('exact');
    const sizes = dataSizeOf(page);
    expect(dataSizeOf(page)).toBe(sizes);
    sizes.follow(page.config.store.getState().config);
    await vi.advanceTimersByTimeAsync(10);
    sizes.start();
    expect(named('data-size')).toHaveLength(count);
    expect(runsOf(named('data-size')).map(({ backend }) => backend)).toEqual(Array.from({ length: count }, () => 'exact'));
  });
});

test('figures change four times a second at most, and another status, phase or run at once', () => {
  const tell = begin();
  const seen: number[] = [];
  page.calm.subscribe(({ step }) => seen.push(step));
  for (let step = 1; step <= 100; step++) {
    tell(metrics(step));
    vi.advanceTimersByTime(10);
  }
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect(seen.length).toBeLessThanOrEqual(4);
  vi.advanceTimersByTime(1000);
  expect(page.calm.getState()).toEqual(page.front.getState());
  for (const act of [() => page.actions.toggle(), () => begin(), () => page.bench.bringToFront(page.bench.store.getState().runs[0] as never)]) {
    act();
    const { status, run } = page.front.getState();
    expect(page.calm.getState()).toMatchObject({ status, run });
  }
  named('trainer')[0]?.crash('gone');
  page.bench.bringToFront(page.bench.store.getState().runs.at(-1) as never);
  const run = page.front.getState().run?.id ?? '';
  for (const phase of ['data', 'backend'] as const) {
    named('trainer').at(-1)?.say({ type: 'phase', run, phase });
    expect([page.front.getState().phase, page.calm.getState().phase]).toEqual([phase, phase]);
  }
});

describe('the console', () => {
  test('has nothing to tell before there is a run', () => {
    const grokscope = consoleOf(page);
    expect([grokscope.config(), grokscope.curve('val.loss'), grokscope.marks(), grokscope.kernels()]).toEqual([null, [], [], []]);
    expect(page.notices.getState()).toEqual({ badLink: null, brought: [], fault: null });
    expect(grokscope.status()).toEqual({ status: 'idle', step: 0, stepsPerSecond: 0, elapsed: 0, backend: null });
  });

  test('tells the numbers behind the curves', () => {
    const grokscope = consoleOf(page);
    const tell = begin();
    vi.advanceTimersByTime(500);
    for (const step of [0, 4, 8]) tell(metrics(step, step / 8));
    tell({ type: 'milestone', kind: 'memorised', step: 8 });
    vi.advanceTimersByTime(500);
    expect(grokscope.config()).toEqual(page.config.store.getState().config);
    expect(grokscope.curve('train.accuracy')).toEqual([
      [0, 0],
      [4, 0.5],
      [8, 1],
    ]);
    expect(grokscope.curve('no such curve')).toEqual([]);
    expect(grokscope.kernels()).toMatchObject([{ step: 0, backend: 'wasm' }]);
    expect(grokscope.marks()).toMatchObject([{ kind: 'memorised', step: 8 }]);
    expect(grokscope.status()).toEqual({ status: 'running', step: 8, stepsPerSecond: 0, elapsed: 1000, backend: 'wasm' });
    grokscope.useBackend('exact');
    expect(page.bench.store.getState().request).toBe('exact');
  });

  test('tells the points of the landscape by amount and norm', async () => {
    const landscape = landscapeOf(page);
    const point = (amount: number, norm: number) => ({ amount, norm });
    const [a, b, c] = [point(0.5, 30), point(0.5, 4), point(0.25, 100)];
    landscape.store.setState({ status: 'paused', results: new Map([a, b, c].map((one, i) => [String(i), one as never])) });
    expect(await consoleOf(page).landscape()).toEqual({ status: 'paused', points: [c, b, a] });
  });
});
