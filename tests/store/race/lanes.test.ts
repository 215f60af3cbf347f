/** A race on the bench: a worker for each run, and what becomes of the others when something befalls one of them. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import type { Control } from '../../../src/engine/run/host.ts';
import { createActions, type Actions } from '../../../src/store/actions.ts';
import { createConfig } from '../../../src/store/config.ts';
import { createPreferences } from '../../../src/store/preferences.ts';
import type { Command, Message } from '../../../src/worker/protocol.ts';
import type { FakePort } from '../../worker/fakePort.ts';
import { metrics, snapshot } from '../events.ts';
import { Table } from '../table.ts';

const config = { ...defaultConfig(), steps: 100 };
const DECAYS = [0, 0.25, 1] as const;

let table: Table;
let actions: Actions;

const make = (cores: number): void => {
  table = new Table({ cores });
  const settings = createConfig();
  settings.adopt({ config: { ...config, optimizer: { ...config.optimizer, weightDecay: 0.25 } }, landscape: settings.store.getState().landscape }, 'default');
  actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
};
beforeEach(() => {
  vi.useFakeTimers();
  make(3);
});
afterEach(() => vi.useRealTimers());

/** The worker that was told of a run last. */
const workerOf = (id: string): FakePort<Command, Message> =>
  table.workers.findLast(({ commands }) => commands.some((command) => command.type === 'run' && command.run === id)) as FakePort<Command, Message>;
const controlsOf = (id: string): Control[] =>
  workerOf(id).commands.flatMap((command) => (command.type === 'control' && command.run === id ? [command.control] : []));
const event = (id: string, one: RunEvent): void => workerOf(id).say({ type: 'event', run: id, event: one });
const begin = (id: string): void => {
  workerOf(id).say({ type: 'phase', run: id, phase: 'backend' });
  event(id, { type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step: 0, backend: 'wasm', device: 'WASM SIMD', build: 'SIMD', fallbacks: [] });
};
const progress = (id: string, step: number): void => workerOf(id).say({ type: 'progress', run: id, progress: { step, stepsPerSecond: 10, paused: false } });
const IDS = ['run-1', 'run-2', 'run-3'];
const race = (): void => {
  actions.race('optimizer.weightDecay', DECAYS);
  table.settle();
  for (const id of IDS) begin(id);
};
const statusOf = (id: string): string | undefined => table.state.runs.find((run) => run.id === id)?.store.getState().status;

test('starts a worker for each, all on one backend; that of the settings is in front', () => {
  race();
  expect(table.workers).toHaveLength(3);
  expect(table.runs.map(({ run, backend, config: of }) => [run, backend, of.optimizer['weightDecay']])).toEqual(
    DECAYS.map((decay, i) => [IDS[i], 'wasm', decay]),
  );
  expect(table.state.runs.map(({ id }) => id)).toEqual(IDS);
  expect(table.state.front?.id).toBe('run-2');
  expect(table.state.race).toEqual({ path: 'optimizer.weightDecay', runs: IDS, cores: 3 });
  expect(IDS.map((id) => controlsOf(id))).toEqual([[], [], []]);
});

test('with a backend by name all are computed on that', () => {
  table.bench.setRequest('exact');
  race();
  expect(table.runs.map(({ backend }) => backend)).toEqual(['exact', 'exact', 'exact']);
});

test('on fewer cores they take turns from their first step on, and all come to their ends', () => {
  make(1);
  race();
  expect(IDS.map((id) => controlsOf(id)[0])).toEqual(IDS.map(() => ({ type: 'allow', step: 0 })));
  const allowed = (id: string): number | null =>
    controlsOf(id).reduce<number | null>((last, control) => (control.type === 'allow' ? control.step : last), null);
  const at = new Map(IDS.map((id) => [id, 0]));
  for (let i = 0; i < 400; i++) {
    for (const id of IDS) {
      if (statusOf(id) !== 'running') continue;
      const to = Math.min(100, allowed(id) ?? 100);
      if (to <= (at.get(id) as number)) continue;
      at.set(id, to);
      progress(id, to);
      if (to === 100) event(id, { type: 'finished', step: 100, reason: 'steps' });
    }
  }
  expect(IDS.map(statusOf)).toEqual(['finished', 'finished', 'finished']);
  expect(table.workers.map(({ ended }) => ended)).toEqual([true, true, true]);
});

describe('what befalls one', () => {
  test('a worker that dies is replaced, and its run goes on from where it was; the others hear nothing of it', () => {
    make(1);
    race();
    event('run-1', metrics(0));
    event('run-1', { type: 'snapshot', step: 0, snapshot: snapshot(0) });
    const others = ['run-2', 'run-3'].map((id) => workerOf(id));
    workerOf('run-1').crash('gone');
    expect(table.workers).toHaveLength(4);
    expect(workerOf('run-1')).toBe(table.workers[3]);
    expect(table.runs.at(-1)).toMatchObject({ run: 'run-1', from: { step: 0 } });
    expect(controlsOf('run-1')[0]).toMatchObject({ type: 'allow' });
    expect(statusOf('run-1')).toBe('starting');
    expect(['run-2', 'run-3'].map((id) => workerOf(id))).toEqual(others);
    // It had the turn: another has it now.
    expect(controlsOf('run-2').at(-1)).toEqual({ type: 'allow', step: 8 });
  });

  test('one that hangs is found out by its silence', () => {
    race();
    const stuck = workerOf('run-3');
    stuck.well = false;
    vi.advanceTimersByTime(6000);
    expect(stuck.ended).toBe(true);
    expect(workerOf('run-3')).not.toBe(stuck);
    expect([statusOf('run-1'), statusOf('run-2')]).toEqual(['running', 'running']);
  });

  test('one that fails for good says so, one that diverges as well', () => {
    race();
    workerOf('run-1').say({ type: 'failed', run: 'run-1', what: 'no', words: null });
    event('run-2', { type: 'diverged', step: 3, what: 'train.loss is NaN' });
    expect(IDS.map(statusOf)).toEqual(['failed', 'diverged', 'running']);
  });

  test('one that is refused leaves the bench, and that is told', () => {
    actions.race('optimizer.weightDecay', DECAYS);
    table.settle();
    workerOf('run-2').say({ type: 'refused', run: 'run-2', problems: [{ field: 'x', value: 1, expected: { en: 'y', ja: 'y' } }] });
    expect(table.state.runs.map(({ id }) => id)).toEqual(['run-1', 'run-3']);
    expect(table.state.refused).toHaveLength(1);
  });
});

test('all are paused, resumed and ended at once; one that is dismissed ends alone', () => {
  race();
  actions.raceAll('pause');
  expect(IDS.map(statusOf)).toEqual(['paused', 'paused', 'paused']);
  actions.raceAll('resume');
  expect(IDS.map((id) => controlsOf(id).map(({ type }) => type))).toEqual(IDS.map(() => ['pause', 'resume']));
  const [first] = table.state.runs;
  if (first !== undefined) table.bench.dismiss(first);
  expect(controlsOf('run-1').at(-1)).toEqual({ type: 'stop' });
  expect(table.state.runs).toHaveLength(2);
  actions.raceAll('stop');
  for (const id of IDS) event(id, { type: 'finished', step: 0, reason: 'stopped' });
  expect(table.workers.every(({ ended }) => ended)).toBe(true);
});

test('what trained before is left for the race, and the race for a run that begins after it', () => {
  table.run(config);
  table.event(metrics(5));
  actions.race('optimizer.weightDecay', DECAYS);
  expect(controlsOf('run-1').at(-1)).toEqual({ type: 'stop' });
  table.event({ type: 'finished', step: 5, reason: 'stopped' }, 'run-1');
  table.settle();
  for (const id of ['run-2', 'run-3', 'run-4']) {
    begin(id);
    event(id, metrics(1));
  }
  expect(table.state.runs.map(({ id }) => id)).toEqual(['run-1', 'run-2', 'run-3', 'run-4']);
  actions.restart();
  table.settle();
  workerOf('run-5').say({ type: 'phase', run: 'run-5', phase: 'backend' });
  for (const id of ['run-2', 'run-3', 'run-4']) expect(controlsOf(id).at(-1)).toEqual({ type: 'stop' });
  expect(table.state.front?.id).toBe('run-5');
  // Of the one in front it was seen that it was left; of the run that was left for the race nobody speaks any more.
  expect(table.state.left.map(({ id }) => id)).toEqual(['run-2', 'run-4']);
});

test('a run that was on its way when a race was asked for does not take its place', () => {
  table.bench.start(config);
  table.settle();
  actions.race('optimizer.weightDecay', DECAYS);
  workerOf('run-1').say({ type: 'phase', run: 'run-1', phase: 'backend' });
  expect(controlsOf('run-1').at(-1)).toEqual({ type: 'stop' });
  expect(table.state.runs.map(({ id }) => id)).toEqual(['run-2', 'run-3', 'run-4']);
});
