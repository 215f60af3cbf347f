/** A sweep of the page, its pool and the training worker's desk, in one process: it comes to what its runs come to, whatever interrupts them. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Backends } from '../../src/engine/backend/select.ts';
import { withSettingPairs, type Settings } from '../../src/engine/config/settings.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { standing } from '../../src/engine/run/story.ts';
import { foldRun } from '../../src/engine/sweeps/foldRun.ts';
import { landscapePlan } from '../../src/engine/sweeps/landscape.ts';
import { landscapeFold } from '../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { amountRuns, createDataSize } from '../../src/store/dataSize.ts';
import { createLandscape } from '../../src/store/landscape.ts';
import { createCrew } from '../../src/worker/crew/crew.ts';
import type { Port } from '../../src/worker/crew/seat.ts';
import type { Message } from '../../src/worker/protocol.ts';
import { createSweepPool, type SweepListener, type SweepPool } from '../../src/worker/sweepPool.ts';
import { createDesk, type Desk } from '../../src/worker/trainer/desk.ts';
import { useDevice } from '../devices.ts';
import { testFile } from '../host.ts';

const device = await useDevice('wasm');
const choice = { backend: device.backend, device: device.description, build: device.build, fallbacks: [] };
const backends = { open: () => Promise.resolve({ device, choice }), forget: () => undefined, onLost: () => undefined } as unknown as Backends;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A worker of this process: messages take a turn and are cloned, as through postMessage. */
class Local implements Port {
  #dead = false;
  readonly #listeners = new Map<string, (event: never) => void>();
  readonly #desk: Desk = createDesk({
    post: (message) => this.#later(() => this.#fire('message', { data: structuredClone(message) })),
    stretch: () => undefined,
    backends,
    warmed: Promise.resolve(),
    file: testFile,
    now: () => performance.now(),
    turn,
  });
  readonly heard: (message: Message) => void;

  constructor(heard: (message: Message) => void) {
    this.heard = heard;
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }
  postMessage(command: unknown): void {
    const data = structuredClone(command);
    this.#later(() => this.#desk.take(data));
  }
  terminate(): void {
    this.#dead = true;
  }
  crash(): void {
    this.#fire('error', { message: 'out of memory' });
  }
  #later(what: () => void): void {
    void turn().then(() => (this.#dead ? undefined : what()));
  }
  #fire(type: string, event: object): void {
    if (type === 'message') this.heard((event as { data: Message }).data);
    this.#listeners.get(type)?.(event as never);
  }
}

let workers: Local[];
/** What a test does at a message; it may end the worker. */
let meanwhile: (message: Message, worker: Local) => void;

const pool = (listener: SweepListener): SweepPool => {
  const spawn = (): Local => {
    const worker: Local = new Local((message) => meanwhile(message, worker));
    workers.push(worker);
    return worker;
  };
  return createSweepPool({ crew: createCrew(), spawn, size: 1 }, listener);
};

beforeEach(() => {
  workers = [];
  meanwhile = () => undefined;
});

const TINY: [string, string][] = [
  ['task.p', '7'],
  ['task.trainFraction', '0.6'],
  ['task.split', 'pairs'],
  ['model.id', 'mlp'],
  ['model.width', '12'],
  ['model.depth', '1'],
  ['landscape.steps', '60'],
  ['landscape.logEvery', '7'],
  ['landscape.alphaCount', '3'],
];

function settingsOf(preset: string, pairs: readonly [string, string][]): Settings {
  const parsed = withSettingPairs(findPreset(preset) as Settings, pairs);
  if (!parsed.ok) throw new Error('bad settings');
  return parsed.settings;
}

const settings = settingsOf('default', TINY);
const host = { now: () => performance.now(), file: testFile, turn: () => Promise.resolve([]) };

async function direct(): Promise<(LandscapePoint | null)[]> {
  const points: (LandscapePoint | null)[] = [];
  for (const { config } of landscapePlan(settings.config, settings.landscape).points)
    points.push(await foldRun(config, landscapeFold, host, { backends, backend: 'wasm' }));
  return points;
}

async function onPage(): Promise<LandscapePoint[]> {
  const landscape = createLandscape({ pool, request: () => 'auto' });
  landscape.follow(settings);
  landscape.start();
  await vi.waitFor(() => expect(landscape.store.getState().status).toBe('done'), 20_000);
  return [...landscape.store.getState().results.values()];
}

const stepOfMessage = (message: Message): number => (message.type === 'event' && message.event.type === 'metrics' ? message.event.step : -1);

test('a landscape on the page is the one of the command line', async () => {
  expect(await onPage()).toEqual(await direct());
  expect(workers).toHaveLength(1);
});

test('and still is where a worker dies in the middle of a point', async () => {
  meanwhile = (message, worker) => {
    if (workers.length < 3 && stepOfMessage(message) === 28) worker.crash();
  };
  expect(await onPage()).toEqual(await direct());
  expect(workers).toHaveLength(3);
});

test('and where it is paused again and again', async () => {
  const landscape = createLandscape({ pool, request: () => 'wasm' });
  landscape.follow(settings);
  let pauses = 0;
  meanwhile = (message) => {
    if (stepOfMessage(message) % 14 !== 7) return;
    pauses++;
    landscape.pause();
    void turn().then(turn).then(landscape.resume);
  };
  landscape.start();
  await vi.waitFor(() => expect(landscape.store.getState().status).toBe('done'), 20_000);
  expect(pauses).toBeGreaterThan(6);
  expect([...landscape.store.getState().results.values()]).toEqual(await direct());
});

test('runs with several amounts of data end where they grok, and their curves are whole', async () => {
  const { config } = settingsOf('quadratic-31', [
    ['milestones.grokked', '0.3'],
    ['steps', '400'],
  ]);
  const dataSize = createDataSize({ pool, request: () => 'wasm' });
  dataSize.follow(config);
  dataSize.choose([0.6, 0.8]);
  dataSize.start();
  await vi.waitFor(() => expect(dataSize.store.getState().status).toBe('done'), 30_000);
  for (const { record } of amountRuns(dataSize.store.getState())) {
    const grokked = standing(record ?? null).val?.step;
    expect(grokked).toBeGreaterThan(0);
    expect(record?.step).toBe(grokked);
    const curve = record?.curve('val.accuracy');
    expect(curve?.values[curve.length - 1]).toBeGreaterThanOrEqual(0.3);
    expect(curve?.values[curve.length - 2]).toBeLessThan(0.3);
  }
});
