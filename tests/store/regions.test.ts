/** The slice's store: when it asks for a network, what it sends, and what it keeps. The test speaks for both workers. */
import { beforeEach, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { text } from '../../src/engine/text.ts';
import { createRegions, HOME, type Regions } from '../../src/store/regions.ts';
import { createRuns, type Runs } from '../../src/store/runs.ts';
import type { RegionsClient } from '../../src/worker/regions/client.ts';
import type { Look, RegionsMessage, SliceSeen } from '../../src/worker/regions/protocol.ts';
import { FakeClient, metrics, snapshot } from './fakeClient.ts';

const config = defaultConfig();
const other = withPairs(config, [['seed', '99']]);

class FakeRegions implements RegionsClient {
  readonly networks: { network: number; config: RunConfig; step: number | null }[] = [];
  readonly looks: { look: number; at: Look }[] = [];
  disposed = 0;
  say: (message: RegionsMessage) => void = () => undefined;

  connect = (receive: (message: RegionsMessage) => void): RegionsClient => {
    this.say = receive;
    return this;
  };
  network: RegionsClient['network'] = (network, of, at) => void this.networks.push({ network, config: of, step: at?.step ?? null });
  look: RegionsClient['look'] = (look, at) => void this.looks.push({ look, at });
  dispose(): void {
    this.disposed++;
  }

  /** Answers the latest network at the latest look. */
  slice(near = 5): void {
    const [network, look] = [this.networks.at(-1), this.looks.at(-1)];
    if (network === undefined || look === undefined) throw new Error('nothing was asked');
    const anchor = { near };
    this.say({
      type: 'slice',
      seen: {
        look: look.look,
        at: look.at,
        network: network.network,
        step: network.step ?? 0,
        took: 20,
        anchors: [anchor, anchor, anchor],
      } as unknown as SliceSeen,
    });
  }
  offer(classes: number[]): void {
    const some = { count: classes.length, classes: Int32Array.from(classes), tokens: null };
    this.say({ type: 'offered', network: this.networks.at(-1)?.network ?? 0, train: some, val: some, image: null });
  }
}

let trainer: FakeClient;
let worker: FakeRegions;
let runs: Runs;
let asked: StoreApi<{ config: RunConfig }>;
let regions: Regions;
const state = () => regions.store.getState();

beforeEach(() => {
  vi.useFakeTimers();
  trainer = new FakeClient();
  worker = new FakeRegions();
  let id = 0;
  runs = createRuns({ client: trainer.connect, newId: () => `run-${++id}` });
  asked = createStore(() => ({ config }));
  regions = createRegions({ runs, asked, client: worker.connect });
  return () => vi.useRealTimers();
});

const settle = (ms = 1000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** The run is at a step, and hands its network over when asked. */
async function trainedTo(step: number): Promise<void> {
  trainer.event(metrics(step));
  await settle(500);
  if (trainer.controls.some(({ type }) => type === 'parameters')) {
    trainer.controls.length = 0;
    trainer.say({ type: 'parameters', at: { step, parameters: [] } });
    await settle(0);
  }
}

test('nothing is asked before it is in sight', async () => {
  runs.start(config);
  trainer.started(config);
  await trainedTo(5);
  expect([worker.networks, worker.looks, trainer.controls]).toEqual([[], [], []]);
});

test('before any run it shows the network that would be trained, and the next when the settings change', async () => {
  regions.show(true);
  await settle();
  expect(worker.networks).toEqual([{ network: 1, config, step: null }]);
  worker.slice();
  asked.setState({ config: other.ok ? other.config : config });
  await settle();
  expect(worker.networks.at(-1)?.config.seed).toBe(99);
});

test('it follows a run: one network at a time, the next when the slice is there, and no more than three a second', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  expect(worker.networks.map(({ step }) => step)).toEqual([10]);
  // Not answered yet: however far the run is, nothing more is asked.
  await trainedTo(20);
  expect(worker.networks).toHaveLength(1);
  worker.slice();
  expect(state().seen?.step).toBe(10);
  await settle(299);
  expect(trainer.controls).toEqual([]);
  await trainedTo(30);
  expect(worker.networks.map(({ step }) => step)).toEqual([10, 30]);
});

test('it does not ask again while nothing has happened', async () => {
  runs.start(config, { paused: true });
  trainer.started(config);
  regions.show(true);
  await trainedTo(0);
  worker.slice();
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  expect(trainer.controls).toEqual([]);
});

test('let go, it stays with its network; taken up again, it goes on', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.slice();
  regions.follow(false);
  await trainedTo(20);
  expect(worker.networks).toHaveLength(1);
  regions.frame({ x: 1, y: 2, zoom: 3 });
  expect(worker.looks.at(-1)?.at).toMatchObject({ x: 1, y: 2, zoom: 3 });
  worker.slice();
  regions.follow(true);
  await trainedTo(30);
  expect(worker.networks.at(-1)?.step).toBe(30);
});

test('out of sight it rests; back in sight it looks again', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.slice();
  regions.show(false);
  await trainedTo(20);
  expect(worker.networks).toHaveLength(1);
  regions.show(true);
  await trainedTo(30);
  expect(worker.networks).toHaveLength(2);
  expect(state().frame).toEqual(HOME);
});

test('a run that is over is shown as it ended', async () => {
  runs.start(config);
  trainer.started(config);
  trainer.event({ type: 'snapshot', step: 70, snapshot: snapshot(70) });
  trainer.event({ type: 'finished', step: 70, reason: 'steps' });
  regions.show(true);
  await settle();
  expect(worker.networks.map(({ step }) => step)).toEqual([70]);
});

test('the first three points have three answers, where there are as many; what the reader chose stays', async () => {
  regions.show(true);
  await settle();
  worker.offer([4, 4, 7, 4, 7, 1]);
  const chosen = [
    { set: 'train', index: 0 },
    { set: 'train', index: 2 },
    { set: 'val', index: 5 },
  ];
  expect(state().anchors).toEqual(chosen);
  expect(worker.looks.at(-1)?.at.anchors).toEqual(chosen);
  regions.anchor(1, { set: 'val', index: 3 });
  expect(worker.looks.at(-1)?.at.anchors[1]).toEqual({ set: 'val', index: 3 });
  worker.offer([4, 4, 7, 4, 7, 1]);
  expect(state().anchors[1]).toEqual({ set: 'val', index: 3 });
});

test('the counts go with the run: in the order of its steps, afresh with the next or with other points', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.slice(12);
  await trainedTo(20);
  worker.slice(8);
  expect(state().counts).toEqual([
    { step: 10, near: 12 },
    { step: 20, near: 8 },
  ]);
  // The same step again, at another zoom: one count.
  regions.frame({ ...HOME, zoom: 2 });
  worker.slice(8);
  expect(state().counts).toHaveLength(2);
  runs.start(config);
  trainer.started(config);
  await trainedTo(1);
  worker.slice(3);
  expect(state().counts).toEqual([{ step: 1, near: 3 }]);
  regions.anchor(0, { set: 'train', index: 4 });
  expect(state().counts).toEqual([]);
});

test('what cannot be shown is said, and does not end the following', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.say({ type: 'flat', look: 1, problem: text('flat', '平') });
  expect(state()).toMatchObject({ seen: null, flat: { en: 'flat' } });
  await trainedTo(20);
  worker.slice();
  expect(state()).toMatchObject({ flat: null, seen: { step: 20 } });
});

test('a network without regions is not asked for again; the next run is', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.say({ type: 'none', network: 1, why: text('none', 'なし') });
  await trainedTo(20);
  expect(worker.networks).toHaveLength(1);
  runs.start(config);
  trainer.started(config);
  await trainedTo(1);
  expect(worker.networks).toHaveLength(2);
  expect(state().none).toBeNull();
});

test('a worker that died is not driven on; the next run starts another, which gets everything it needs', async () => {
  runs.start(config);
  trainer.started(config);
  regions.show(true);
  await trainedTo(10);
  worker.say({ type: 'failed', what: 'out of memory' });
  expect(state().failed).toBe('out of memory');
  await trainedTo(20);
  expect(worker.networks).toHaveLength(1);
  const looks = worker.looks.length;
  runs.start(config);
  trainer.started(config);
  await trainedTo(1);
  expect(worker.networks).toHaveLength(2);
  expect(worker.looks.length).toBeGreaterThan(looks);
  expect(state().failed).toBeNull();
});

test('closed, its worker is gone; opened again, it starts over with the same view', async () => {
  regions.show(true);
  await settle();
  worker.slice();
  regions.frame({ x: 0, y: 1, zoom: 5 });
  regions.close();
  expect(worker.disposed).toBe(1);
  regions.show(true);
  await settle();
  expect(worker.networks).toHaveLength(2);
  expect(worker.looks.at(-1)?.at).toMatchObject({ y: 1, zoom: 5 });
});

test('another shape of the picture is another look; the same is none', async () => {
  regions.show(true);
  await settle();
  const before = worker.looks.length;
  regions.aspect(1.4);
  regions.aspect(1.4);
  expect(worker.looks).toHaveLength(before + 1);
  expect(worker.looks.at(-1)?.at.aspect).toBe(1.4);
});
