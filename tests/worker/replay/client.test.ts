/** A part of a run made once more by the training worker's real desk: bit for bit what the run had there; and what becomes of a way that cannot be made. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backends, Opened } from '../../../src/engine/backend/select.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Change } from '../../../src/engine/run/change.ts';
import { replayOf, type Replay } from '../../../src/engine/run/past.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { text, type Text } from '../../../src/engine/text.ts';
import { createCrew } from '../../../src/worker/crew/crew.ts';
import type { Command, Message } from '../../../src/worker/protocol.ts';
import { createReplayer, type Replayer } from '../../../src/worker/replay/client.ts';
import { createDesk } from '../../../src/worker/trainer/desk.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { snapshot } from '../../store/events.ts';
import { FakePort } from '../fakePort.ts';

const TINY = { 'task.p': '7', 'model.width': '8', 'model.ffn': '8', steps: '60', 'probes.evaluation.every': '5', 'probes.localComplexity.measure': 'off' };

function configOf(set: Readonly<Record<string, string>>): RunConfig {
  const { 'model.ffn': ffn, ...rest } = TINY;
  const parsed = withPairs(defaultConfig(), Object.entries({ ...rest, ...('model.id' in set ? {} : { 'model.ffn': ffn }), ...set }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

async function open(): Promise<Opened> {
  const device = await useDevice('wasm');
  return { device, choice: { backend: device.backend, device: device.description, build: device.build, fallbacks: [] } };
}

/** A worker whose work is the desk's, in this very process. */
function realWorker(): FakePort<Command, Message> {
  const port = new FakePort<Command, Message>();
  const desk = createDesk({
    post: (message) => port.say(structuredClone(message)),
    stretch: () => undefined,
    backends: { open, reopen: open, forget: () => undefined, onLost: () => undefined } as unknown as Backends,
    warmed: Promise.resolve(),
    file: testFile,
    now: () => performance.now(),
    turn: () => new Promise((resolve) => void setImmediate(resolve)),
  });
  port.onCommand = (command) => desk.take(structuredClone(command));
  setTimeout(() => port.pulse(), 1);
  return port;
}

interface Whole {
  readonly record: RunRecord;
  readonly snapshots: readonly Snapshot[];
}

/** The run as it is made without any stop, every snapshot kept. */
async function whole(config: RunConfig, plan: readonly Change[]): Promise<Whole> {
  const { run } = await import('../../../src/engine/run/run.ts');
  const record = createRecord('a', config);
  const snapshots: Snapshot[] = [];
  const host = {
    now: () => performance.now(),
    file: testFile,
    turn: () => Promise.resolve([]),
    emit: (event: Parameters<RunRecord['take']>[0]) => {
      record.take(event);
      if (event.type === 'snapshot') snapshots.push(event.snapshot);
    },
  };
  const backends = { open, reopen: open, forget: () => undefined, onLost: () => undefined } as unknown as Backends;
  await run(config, host, { backends, backend: 'wasm', plan, keepEvery: 1 });
  return { record, snapshots };
}

const made = (replayer: Replayer, way: Replay): Promise<Snapshot> =>
  new Promise((resolve, reject) => {
    replayer.replay(way, { progress: () => undefined, reached: resolve, failed: (why) => reject(new Error(why.en)) });
  });

const PLAN: readonly Change[] = [
  { step: 12, patch: { 'optimizer.lr': 0.01 } },
  { step: 33, patch: { 'optimizer.weightDecay': 0.2 } },
];

describe('between two kept moments it comes to the same, bit for bit', () => {
  test.each<[string, Record<string, string>, readonly Change[]]>([
    ['AdamW on the whole table', {}, []],
    ['with changes on the way', {}, PLAN],
    ['in batches', { 'optimizer.batchSize': '8' }, []],
    ['under a schedule to the last step', { 'optimizer.schedule': 'cosine' }, []],
    ['with chance in every step', { 'model.dropout': '0.2' }, []],
    ['at a held norm', { 'constraint.norm': 'fixed' }, []],
    ['with what a step hands on', { 'model.id': 'lstm', 'model.carry': 'true', 'model.embedding': '4', 'optimizer.batchSize': '8' }, []],
    ['under momentum and a transform', { 'optimizer.id': 'sgd', 'optimizer.lr': '0.001', 'optimizer.momentum': '0.9', 'transforms.grokfast.factor': '2' }, []],
    ['through another optimiser', {}, [{ step: 20, patch: { 'optimizer.id': 'sgd', 'optimizer.lr': 0.1 } }]],
  ])('%s', async (_, set, plan) => {
    const config = configOf(set);
    const { record, snapshots } = await whole(config, plan);
    const replayer = createReplayer({ crew: createCrew(), spawn: realWorker });
    const at = (step: number): Snapshot => snapshots.find((one) => one.step === step) as Snapshot;
    for (const [from, to] of [
      [0, 1],
      [10, 37],
      [31, 59],
      // With the trainer that is there by now, further back as well.
      [40, 52],
      [35, 41],
      [36, 36 + 9],
      [2, 9],
    ] as const) {
      const way = replayOf(record, at(from), to) as Replay;
      const again = await made(replayer, way);
      expect(again.step).toBe(to);
      expect(again.parameters).toEqual(at(to).parameters);
      expect(again.slots).toEqual(at(to).slots);
      expect(again.changes).toEqual(at(to).changes);
    }
    replayer.leave();
  });
});

describe('what becomes of a way', () => {
  let workers: FakePort<Command, Message>[];
  let replayer: Replayer;
  let heard: (number | Snapshot | Text)[];
  const listener = { progress: (share: number) => heard.push(share), reached: (one: Snapshot) => heard.push(one), failed: (why: Text) => heard.push(why) };

  beforeEach(() => {
    vi.useFakeTimers();
    [workers, heard] = [[], []];
    replayer = createReplayer({
      crew: createCrew(),
      spawn() {
        const worker = new FakePort<Command, Message>();
        workers.push(worker);
        setTimeout(() => worker.pulse(), 1);
        return worker;
      },
    });
  });
  afterEach(() => void vi.useRealTimers());

  const wayTo = (step: number, build: 'SIMD' | 'relaxed SIMD' = 'relaxed SIMD'): Replay => ({
    config: configOf({}),
    from: snapshot(10),
    step,
    told: { step, measured: step, on: 'wasm', changes: [], learned: { milestones: [], fallen: null } },
    made: { step: 0, backend: 'wasm', build },
  });
  const worker = () => workers.at(-1);
  const said = () => worker().commands.map((one) => ('run' in one ? `${one.run}: ${one.type}${one.type === 'remake' ? ` on ${one.backend}` : ''}` : one.type));
  const say = (run: string, message: object): void => worker().say({ run, ...message } as Message);

  test('it hears how far it is, and the network that it leads to', () => {
    replayer.replay(wayTo(20), listener);
    vi.advanceTimersByTime(10);
    say('replay 1', { type: 'progress', progress: { step: 15, paused: false, stepsPerSecond: 0 } });
    say('replay 1', { type: 'event', event: { type: 'snapshot', step: 20, snapshot: snapshot(20) } });
    expect(said()).toEqual(['replay 1: remake on wasm']);
    expect(heard).toEqual([0.5, snapshot(20)]);
  });

  test('the next takes its place, and nothing more is heard of it', () => {
    replayer.replay(wayTo(20), listener);
    vi.advanceTimersByTime(10);
    replayer.replay(wayTo(30, 'SIMD'), listener);
    say('replay 1', { type: 'event', event: { type: 'snapshot', step: 20, snapshot: snapshot(20) } });
    expect(said()).toEqual(['replay 1: remake on wasm', 'replay 1: rest', 'replay 2: remake on exact']);
    expect(heard).toEqual([]);
    replayer.rest();
    expect(said().at(-1)).toBe('replay 2: rest');
    replayer.rest();
    expect(said()).toHaveLength(4);
  });

  test('a worker that nobody asks anything makes ready for a run once, and is asked at once', () => {
    const way = wayTo(13);
    replayer.ready(way);
    replayer.ready(way);
    vi.advanceTimersByTime(10);
    replayer.ready({ ...way, from: snapshot(12), step: 15 });
    expect(said()).toEqual(['rehearsal: remake on wasm']);
    say('rehearsal', { type: 'event', event: { type: 'snapshot', step: 13, snapshot: snapshot(13) } });
    expect(heard).toEqual([]);
    replayer.replay(wayTo(20), listener);
    expect(said()).toEqual(['rehearsal: remake on wasm', 'replay 1: remake on wasm']);
    replayer.rest();
    replayer.ready({ ...way, config: configOf({ 'model.width': '16' }) });
    expect(said().at(-1)).toBe('rehearsal: remake on wasm');
  });

  test.each<[string, object, string]>([
    [
      'no backend, or other kernels',
      { type: 'unavailable', backend: 'wasm', reason: text('x', 'x') },
      'WASM SIMD (relaxed), which computed it, is not to be had here',
    ],
    ['a file that is gone', { type: 'missing', file: 'mnist' }, 'the data of «mnist» did not come'],
    ['an error in words', { type: 'failed', what: 'x', words: text('no memory', 'x') }, 'no memory'],
    ['another error', { type: 'failed', what: 'broken', words: null }, 'broken'],
    ['a refusal', { type: 'refused', problems: [{ field: 'steps', value: 1, expected: text('more', 'x') }] }, 'steps'],
  ])('%s is said, and the next finds a worker', (_, message, words) => {
    replayer.replay(wayTo(20), listener);
    vi.advanceTimersByTime(10);
    say('replay 1', message);
    expect(heard).toHaveLength(1);
    expect((heard[0] as Text).en).toContain(words);
    replayer.replay(wayTo(30), listener);
    vi.advanceTimersByTime(10);
    expect(said().at(-1)).toBe('replay 2: remake on wasm');
  });

  test('a worker that dies is replaced, and is told the same; given up, it says so', () => {
    replayer.replay(wayTo(20), listener);
    vi.advanceTimersByTime(10);
    for (let i = 0; i < 8 && heard.length === 0; i++) {
      worker().crash('gone');
      vi.advanceTimersByTime(5000);
    }
    expect(workers.length).toBeGreaterThan(2);
    expect(workers[1]?.commands[0]).toMatchObject({ type: 'remake', run: 'replay 1' });
    expect(heard).toHaveLength(1);
  });
});
