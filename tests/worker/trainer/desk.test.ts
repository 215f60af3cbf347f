/** The training worker without a browser: messages, controls, refusals, data that does not come, overtaking, stopping. */
import { describe, expect, test } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { DeviceLost, type Device } from '../../../src/engine/backend/device.ts';
import type { Backends, Opened } from '../../../src/engine/backend/select.ts';
import { BackendUnavailable } from '../../../src/engine/backend/unavailable.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import type { Control } from '../../../src/engine/run/host.ts';
import { encodeTensors } from '../../../src/engine/runfile/safetensors.ts';
import type { DataFile } from '../../../src/engine/tasks/task.ts';
import type { Command, Message } from '../../../src/worker/protocol.ts';
import { createDesk } from '../../../src/worker/trainer/desk.ts';
import { openWire, type Wire } from '../../../src/worker/wire.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';

/** A network that takes well under a millisecond a step. */
const TINY: Readonly<Record<string, string>> = {
  'task.p': '7',
  'task.trainFraction': '0.6',
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.width': '12',
  'model.depth': '1',
  'probes.localComplexity.measure': 'off',
};

function configOf(set: Readonly<Record<string, string>> = {}): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries({ ...TINY, ...set }));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

/** Much longer than any test. */
const LONG = configOf({ steps: '1000000', 'probes.evaluation.every': '2' });
const SHORT = configOf({ steps: '40' });

type Of<T extends Message['type']> = Extract<Message, { type: T }>;
type RunCommand = Extract<Command, { type: 'run' }>;

interface Trainer {
  readonly messages: Message[];
  readonly stretches: number[];
  readonly fetched: DataFile[];
  send(command: unknown, transfer?: readonly Transferable[]): void;
  run(id: string, config: unknown, options?: Partial<RunCommand>): void;
  control(id: string, control: Control): void;
  /** A device has gone. */
  lose(): void;
  of<T extends Message['type']>(type: T, id?: string): Of<T>[];
  events<T extends RunEvent['type']>(type: T, id: string): Extract<RunEvent, { type: T }>[];
  /** Waits until something was said. */
  until(said: () => boolean): Promise<void>;
}

interface Options {
  readonly open?: () => Promise<Opened>;
  readonly file?: (name: DataFile) => Promise<Uint8Array>;
  readonly tick?: () => number;
  /** Hears every message at once. */
  readonly heard?: (message: Message) => void;
}

async function openDevice(): Promise<Opened> {
  const device = await useDevice('wasm');
  return { device, choice: { backend: device.backend, device: device.description, build: device.build, fallbacks: [] } };
}

function trainer({ open = openDevice, file = testFile, tick = () => performance.now(), heard = () => undefined }: Options = {}): Trainer {
  const messages: Message[] = [];
  const stretches: number[] = [];
  const fetched: DataFile[] = [];
  let lose = (): void => undefined;
  const desk = createDesk({
    // What is given away is gone from the desk.
    post(given, transfer = []) {
      const message = structuredClone(given, { transfer: [...transfer] as ArrayBuffer[] });
      messages.push(message);
      heard(message);
    },
    stretch: (ms) => stretches.push(ms),
    backends: { open, reopen: open, forget: () => undefined, onLost: (listener: () => void) => void (lose = listener) } as unknown as Backends,
    warmed: Promise.resolve(),
    file(name) {
      fetched.push(name);
      return file(name);
    },
    now: tick,
    turn: () => new Promise((resolve) => void setImmediate(resolve)),
  });
  const self: Trainer = {
    messages,
    stretches,
    fetched,
    lose: () => lose(),
    // As it arrives: through the structured clone of postMessage.
    send: (command, transfer = []) => desk.take(structuredClone(command, { transfer: [...transfer] })),
    run: (run, config, options = {}) =>
      self.send({ type: 'run', run, config, backend: 'wasm', from: null, told: null, paused: false, until: null, terse: false, ...options }),
    control: (run, control) => self.send({ type: 'control', run, control }),
    of: <T extends Message['type']>(type: T, id?: string) =>
      messages.filter((message): message is Of<T> => message.type === type && (id === undefined || message.run === id)),
    events: <T extends RunEvent['type']>(type: T, id: string) =>
      self.of('event', id).flatMap(({ event }) => (event.type === type ? [event as Extract<RunEvent, { type: T }>] : [])),
    async until(said) {
      for (let i = 0; i < 20_000; i++) {
        if (said()) return;
        await new Promise((resolve) => void setImmediate(resolve));
      }
      throw new Error(`never came; last: ${JSON.stringify(messages.at(-1))?.slice(0, 200)}`);
    },
  };
  return self;
}

const over = (one: Trainer, id: string) => (): boolean => one.events('finished', id).length > 0;
const begun = (one: Trainer): string[] => one.messages.flatMap((m) => (m.type === 'event' && m.event.type === 'started' ? [m.run] : []));
const lossOf = (one: Trainer, id: string): [step: number, loss: number][] =>
  one.events('metrics', id).map(({ step, values }) => [step, values['train.loss'] ?? Number.NaN]);

test('a run says what it is busy with, begins, and ends', async () => {
  const one = trainer();
  one.run('a', SHORT);
  await one.until(over(one, 'a'));
  expect(one.of('phase', 'a').map(({ phase }) => phase)).toEqual(['waiting', 'backend', 'training']);
  expect(one.events('started', 'a')).toMatchObject([{ step: 0, config: SHORT }]);
  expect(one.events('finished', 'a')).toEqual([{ type: 'finished', step: 40, reason: 'steps' }]);
  expect(one.of('progress', 'a').at(-1)?.progress).toMatchObject({ step: 40 });
  expect(one.messages.every(({ run }) => run === 'a')).toBe(true);
});

describe('controls reach the run', () => {
  test.each([
    ['the learning rate', { 'optimizer.lr': 0.05 }],
    ['the weight decay', { 'optimizer.weightDecay': 30 }],
    ['both', { 'optimizer.lr': 0.02, 'optimizer.weightDecay': 10 }],
  ])('a change of %s bends the curve from its step on, and only from there', async (_, patch) => {
    const one = trainer();
    one.run('plain', SHORT);
    await one.until(over(one, 'plain'));
    one.run('changed', SHORT, { paused: true });
    one.control('changed', { type: 'step', count: 10 });
    await one.until(() => one.of('progress', 'changed').some(({ progress }) => progress.step === 10 && progress.paused));
    one.control('changed', { type: 'change', patch });
    one.control('changed', { type: 'resume' });
    await one.until(over(one, 'changed'));
    expect(one.events('changed', 'changed')).toEqual([{ type: 'changed', step: 10, patch }]);
    const [plain, changed] = [lossOf(one, 'plain'), lossOf(one, 'changed')];
    const upTo = (curve: typeof plain, last: number): typeof plain => curve.filter(([step]) => step <= last);
    expect(upTo(changed, 10)).toEqual(upTo(plain, 10));
    for (const [step, loss] of changed.filter(([at]) => at > 11)) expect(loss).not.toBe(plain.find(([at]) => at === step)?.[1]);
  });

  test('after another optimiser its fields may be changed', async () => {
    const one = trainer();
    const adam = configOf({ steps: '40', 'optimizer.id': 'adam' });
    one.run('a', adam, { paused: true, plan: [{ step: 0, patch: { 'optimizer.id': 'adamw' } }] });
    one.control('a', { type: 'step', count: 1 });
    await one.until(() => one.events('changed', 'a').length === 1);
    one.control('a', { type: 'change', patch: { 'optimizer.weightDecay': 0.5 } });
    await one.until(() => one.events('changed', 'a').length === 2 || one.of('refused').length > 0);
    expect(one.of('refused')).toEqual([]);
    // One of a run that was told of the change at its begin as well.
    one.run('b', adam, {
      paused: true,
      told: { step: 0, measured: -1, changes: [{ step: 0, patch: { 'optimizer.id': 'adamw' } }], learned: { milestones: [], fallen: null } },
    });
    await one.until(() => one.events('started', 'b').length === 1);
    one.control('b', { type: 'change', patch: { 'optimizer.weightDecay': 0.5 } });
    await one.until(() => one.events('changed', 'b').length === 1 || one.of('refused').length > 0);
    expect(one.of('refused')).toEqual([]);
  });

  test('a change that may not be is refused by name, and the run goes on without it', async () => {
    const one = trainer();
    one.run('a', LONG);
    await one.until(() => one.events('metrics', 'a').length > 3);
    one.control('a', { type: 'change', patch: { 'optimizer.lr': 50 } });
    expect(one.of('refused')).toMatchObject([{ run: 'a', problems: [{ field: 'optimizer.lr', value: 50 }] }]);
    const seen = one.events('metrics', 'a').length;
    await one.until(() => one.events('metrics', 'a').length > seen);
    expect(one.events('changed', 'a')).toEqual([]);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
  });

  test('pause, single steps, stop; and what is said of another run is ignored', async () => {
    const one = trainer();
    one.run('a', LONG, { paused: true });
    await one.until(() => one.of('progress', 'a').some(({ progress }) => progress.paused));
    one.control('b', { type: 'resume' });
    one.control('a', { type: 'step', count: 3 });
    await one.until(() => one.events('metrics', 'a').some(({ step }) => step === 3));
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
    expect(one.events('finished', 'a')).toEqual([{ type: 'finished', step: 3, reason: 'stopped' }]);
  });

  test('what is said while a run is on its way is done once it has begun', async () => {
    const one = trainer();
    one.run('a', LONG);
    one.control('a', { type: 'pause' });
    await one.until(() => one.of('progress', 'a').some(({ progress }) => progress.paused));
    expect(one.events('metrics', 'a').at(-1)?.step).toBe(0);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
  });
});

test('it ends at a milestone where it is to, and says little where it is to be terse', async () => {
  const one = trainer();
  const config = configOf({ steps: '600', 'milestones.memorised': '0.5', 'optimizer.lr': '0.01' });
  one.run('a', config, { until: 'memorised', terse: true });
  await one.until(over(one, 'a'));
  expect(one.events('finished', 'a')).toMatchObject([{ reason: 'memorised' }]);
  expect(one.events('snapshot', 'a')).toEqual([]);
});

test('a run goes on where the worker before it died, and does not tell again what it told', async () => {
  const one = trainer();
  one.run('whole', SHORT);
  await one.until(over(one, 'whole'));
  const from = one.events('snapshot', 'whole').find(({ step }) => step >= 10)?.snapshot ?? null;
  one.run('again', SHORT, { from, told: { step: 20, measured: 16, changes: [], learned: { milestones: [], fallen: null } } });
  await one.until(over(one, 'again'));
  expect(one.events('started', 'again')).toMatchObject([{ step: from?.step }]);
  expect(lossOf(one, 'again')).toEqual(lossOf(one, 'whole').filter(([step]) => step > 16));
});

describe('what is not good changes nothing', () => {
  const BAD: readonly (readonly [name: string, command: unknown])[] = [
    ['no command', 'run'],
    ['nothing', null],
    [
      'a wrong config',
      { type: 'run', run: 'b', config: { ...SHORT, seed: -1 }, backend: 'wasm', from: null, told: null, paused: false, until: null, terse: false },
    ],
    [
      'a snapshot of another network',
      {
        type: 'run',
        run: 'b',
        config: SHORT,
        backend: 'wasm',
        from: { step: 1, parameters: [new Float32Array(3)], slots: [], heldNorm: null, changes: [], learned: { milestones: [], fallen: null } },
        told: null,
        paused: false,
        until: null,
        terse: false,
      },
    ],
  ];
  test('neither is a past that cannot have been', () => {
    const one = trainer();
    one.run('a', SHORT, { told: { step: 5, measured: 5, changes: [{ step: 6, patch: { 'optimizer.lr': 0.1 } }], learned: { milestones: [], fallen: null } } });
    expect(one.of('refused')).toMatchObject([{ run: 'a', problems: [{ field: 'told.changes.0.step' }] }]);
  });

  test.each(BAD)('%s is refused, and the current run goes on', async (_, command) => {
    const one = trainer();
    one.run('a', LONG);
    await one.until(() => begun(one).length === 1);
    one.send(command);
    expect(one.of('refused')).toHaveLength(1);
    const seen = one.events('metrics', 'a').length;
    await one.until(() => one.events('metrics', 'a').length > seen + 3);
    expect(begun(one)).toEqual(['a']);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
  });

  const digits = findPreset('digits-alpha-1')?.config as RunConfig;
  test('data that does not come is named, and the current run goes on', async () => {
    const one = trainer({ file: () => Promise.reject(new Error('offline')) });
    one.run('a', LONG);
    await one.until(() => begun(one).length === 1);
    one.run('b', digits);
    await one.until(() => one.of('missing').length > 0);
    expect(one.of('missing')).toEqual([{ type: 'missing', run: 'b', file: 'digits' }]);
    expect(one.of('phase', 'b').map(({ phase }) => phase)).toEqual(['data']);
    const seen = one.events('metrics', 'a').length;
    await one.until(() => one.events('metrics', 'a').length > seen + 3);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
  });

  test('weights that do not fit are refused by tensor, and the current run goes on', async () => {
    const weights = encodeTensors([{ name: 'hidden1.bias', shape: [3], values: Float32Array.of(1, 2, 3) }], {});
    const one = trainer({ file: () => Promise.resolve(weights) });
    one.run('a', LONG);
    await one.until(() => begun(one).length === 1);
    one.run('b', configOf({ 'init.weights': 'weights~0123456789abcdef~net.safetensors' }));
    await one.until(() => one.of('refused').length > 0);
    expect(one.of('refused', 'b')[0]?.problems).toContainEqual(expect.objectContaining({ field: 'net.safetensors: hidden1.bias', value: [3] }));
    const seen = one.events('metrics', 'a').length;
    await one.until(() => one.events('metrics', 'a').length > seen + 3);
    expect(begun(one)).toEqual(['a']);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
  });

  test('data that never comes keeps nobody waiting: another run overtakes it', async () => {
    const one = trainer({ file: () => new Promise(() => undefined) });
    one.run('a', LONG);
    await one.until(() => begun(one).length === 1);
    one.run('b', digits);
    await one.until(() => one.fetched.length > 0);
    const seen = one.events('metrics', 'a').length;
    await one.until(() => one.events('metrics', 'a').length > seen + 3);
    one.run('c', SHORT);
    await one.until(over(one, 'c'));
    expect(one.of('overtaken')).toEqual([{ type: 'overtaken', run: 'b' }]);
    expect(one.events('finished', 'a')).toMatchObject([{ reason: 'stopped' }]);
    expect(begun(one)).toEqual(['a', 'c']);
  });
});

test('data that does not come for a run that was overtaken is no news', async () => {
  let fail: (error: Error) => void = () => undefined;
  const one = trainer({ file: () => new Promise((_, reject) => void (fail = reject)) });
  one.run('a', findPreset('digits-alpha-1')?.config);
  await one.until(() => one.fetched.length > 0);
  one.run('b', SHORT);
  fail(new Error('offline'));
  await one.until(over(one, 'b'));
  expect(one.of('overtaken')).toEqual([{ type: 'overtaken', run: 'a' }]);
  expect(one.of('missing')).toEqual([]);
});

test('data that comes is no reason to wait: the run begins', async () => {
  const one = trainer();
  one.run('a', findPreset('digits-alpha-1')?.config, { paused: true });
  await one.until(() => begun(one).length === 1);
  expect(one.of('phase', 'a').map(({ phase }) => phase)).toEqual(['data', 'waiting', 'backend', 'training']);
  expect(one.of('missing')).toEqual([]);
  one.control('a', { type: 'stop' });
  await one.until(over(one, 'a'));
});

describe('over a wire', () => {
  function wired(one: Trainer): Wire {
    const { port1, port2 } = new MessageChannel();
    one.send({ type: 'wire', port: port2 }, [port2]);
    return openWire(port1);
  }

  test('the network of a run is fetched as it is, beside the page, and of no other run', async () => {
    const one = trainer();
    const wire = wired(one);
    one.run('a', LONG, { paused: true });
    // Asked while it is still on its way.
    const early = await wire.fetch('a');
    expect(early).toMatchObject({ step: 0 });
    one.control('a', { type: 'step', count: 3 });
    await one.until(() => one.of('progress', 'a').some(({ progress }) => progress.step === 3 && progress.paused));
    const [late, again, other] = await Promise.all([wire.fetch('a'), wire.fetch('a'), wire.fetch('b')]);
    expect([late?.step, other]).toEqual([3, null]);
    expect(late?.parameters).not.toEqual(early?.parameters);
    expect(again).toEqual(late);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
    wire.cut();
  });

  test('a run that is over, overtaken, or whose data does not come has none', async () => {
    let fail: (error: Error) => void = () => undefined;
    const one = trainer({ file: () => new Promise((_, reject) => void (fail = reject)) });
    const wire = wired(one);
    const digits = findPreset('digits-alpha-1')?.config;
    one.run('a', digits);
    const overtaken = wire.fetch('a');
    await one.until(() => one.fetched.length > 0);
    one.run('b', digits);
    expect(await overtaken).toBeNull();
    const missing = wire.fetch('b');
    await one.until(() => one.fetched.length > 1);
    fail(new Error('offline'));
    expect(await missing).toBeNull();
    one.run('c', SHORT);
    await one.until(over(one, 'c'));
    expect(await wire.fetch('c')).toBeNull();
    wire.cut();
  });

  test('what a lost device owed to a run that waits is asked of the next one, though nothing else happens', async () => {
    let [opened, broken, failed] = [0, false, 0];
    const one = trainer({
      async open() {
        const { device, choice } = await openDevice();
        const first = opened++ === 0;
        const read = (tensor: Tensor): Promise<Float32Array> => {
          if (!first || !broken) return device.read(tensor);
          failed++;
          return Promise.reject(new DeviceLost('gone'));
        };
        return { device: Object.assign(Object.create(device) as Device, { read, isGone: () => first && broken }), choice };
      },
    });
    const wire = wired(one);
    one.run('a', LONG, { paused: true });
    await one.until(() => one.of('progress', 'a').some(({ progress }) => progress.paused));
    broken = true;
    const fetched = wire.fetch('a');
    await one.until(() => failed > 0);
    one.lose();
    expect(await Promise.race([fetched, one.until(() => false).catch(() => 'nothing')])).toMatchObject({ step: 0 });
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
    wire.cut();
  });

  test('what a lost device owed is asked of the next one', async () => {
    let [opened, lost, broken] = [0, 0, false];
    const one = trainer({
      async open() {
        const { device, choice } = await openDevice();
        const first = opened++ === 0;
        const read = (tensor: Tensor): Promise<Float32Array> => {
          if (!first || !broken) return device.read(tensor);
          lost++;
          return Promise.reject(new DeviceLost('gone'));
        };
        return { device: Object.assign(Object.create(device) as Device, { read }), choice };
      },
    });
    const wire = wired(one);
    one.run('a', LONG, { paused: true });
    await one.until(() => one.of('progress', 'a').length > 0);
    broken = true;
    const fetched = wire.fetch('a');
    await one.until(() => lost > 0);
    one.control('a', { type: 'resume' });
    expect((await fetched)?.parameters.length).toBeGreaterThan(0);
    expect(one.events('recovered', 'a')).toHaveLength(1);
    one.control('a', { type: 'stop' });
    await one.until(over(one, 'a'));
    wire.cut();
  });
});

describe('of runs asked for in quick succession only the last is begun', () => {
  test.each([
    ['in one breath', 0],
    ['a turn apart', 1],
    ['three turns apart', 3],
  ])('%s', async (_, turns) => {
    const one = trainer();
    one.run('before', LONG);
    await one.until(() => begun(one).length === 1);
    const ids = Array.from({ length: 50 }, (_unused, i) => `storm-${i}`);
    // The run before takes its time to end: until then nothing else is begun.
    for (const id of ids) {
      one.run(id, SHORT);
      for (let i = 0; i < turns; i++) await Promise.resolve();
    }
    const last = ids.at(-1);
    await one.until(over(one, last));
    expect(begun(one)).toEqual(['before', last]);
    // Each is answered once, and nothing is stopped for its sake.
    expect(one.of('overtaken').map(({ run }) => run)).toEqual(ids.slice(0, -1));
    expect(one.of('phase').flatMap(({ run, phase }) => (phase === 'waiting' ? [run] : []))).toEqual(['before', last]);
    expect(one.events('finished', 'before')).toMatchObject([{ reason: 'stopped' }]);
  });

  test('while the run before is being stopped, another still overtakes', async () => {
    const one = trainer({ heard: (message) => message.type === 'phase' && message.run === 'a' && one.run('b', SHORT) });
    one.run('before', LONG);
    await one.until(() => begun(one).length === 1);
    one.run('a', SHORT);
    await one.until(over(one, 'b'));
    expect(begun(one)).toEqual(['before', 'b']);
    expect(one.of('overtaken')).toEqual([{ type: 'overtaken', run: 'a' }]);
  });
});

test('a run that cannot be made fails in words, and the next one works', async () => {
  let fails = true;
  const one = trainer({ open: () => (fails ? Promise.reject(new Error('no backend')) : openDevice()) });
  one.run('a', SHORT);
  await one.until(() => one.of('failed').length > 0);
  expect(one.of('failed')).toEqual([{ type: 'failed', run: 'a', what: 'no backend', words: null }]);
  fails = false;
  one.run('b', SHORT);
  await one.until(over(one, 'b'));
});

test('a backend that is asked for and not there is named with its reason, and the next run works', async () => {
  const reason = { en: 'no GPU', ja: 'GPU なし' };
  let fails = true;
  const one = trainer({ open: () => (fails ? Promise.reject(new BackendUnavailable('webgpu', reason)) : openDevice()) });
  one.run('a', SHORT);
  await one.until(() => one.of('unavailable').length > 0);
  expect(one.of('unavailable')).toEqual([{ type: 'unavailable', run: 'a', backend: 'webgpu', reason }]);
  expect(one.of('failed')).toEqual([]);
  fails = false;
  one.run('b', SHORT);
  await one.until(over(one, 'b'));
});

test('long steps are announced once they are known, and taken back at the end', async () => {
  let time = 0;
  // Every look at the clock costs two seconds: so does a stretch.
  const one = trainer({ tick: () => (time += 2000) });
  one.run('a', SHORT);
  await one.until(over(one, 'a'));
  await one.until(() => one.stretches.at(-1) === 0);
  expect(Math.max(...one.stretches)).toBeGreaterThan(8000);
});

describe('the first measurement of a large network is announced ahead', () => {
  const LARGE = configOf({
    steps: '8',
    'task.p': '31',
    'model.width': '256',
    'model.depth': '3',
    'probes.localComplexity.measure': 'on',
    'probes.localComplexity.points': '100',
    'probes.localComplexity.directions': '25',
  });
  /** What was announced from its begin to its end. */
  async function announced(options: Partial<RunCommand>): Promise<{ readonly during: readonly number[]; readonly snapshot: RunCommand['from'] }> {
    const during: number[] = [];
    const one = trainer({
      // Nothing takes any time.
      tick: () => 0,
      heard(message) {
        if (message.type === 'event' && message.event.type === 'finished') during.push(...one.stretches);
      },
    });
    one.run('a', LARGE, options);
    await one.until(over(one, 'a'));
    return { during, snapshot: one.events('snapshot', 'a')[2]?.snapshot ?? null };
  }

  test('and taken back once all was done; of a run that goes on it holds to the end', async () => {
    const fresh = await announced({});
    expect([fresh.during.some((ms) => ms > 6000), fresh.during.at(-1)]).toEqual([true, 0]);
    const later = await announced({ from: fresh.snapshot });
    expect(later.during).not.toContain(0);
    expect(later.during).toContain(fresh.during[0]);
  });
});
