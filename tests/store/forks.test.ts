/** Forks of the run in front: whence, with what, and what is refused; and what becomes of the run that they leave. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { rescale } from '../../src/engine/forks/rescale.ts';
import { noDecay } from '../../src/engine/forks/noDecay.ts';
import { NOTHING } from '../../src/engine/run/learned.ts';
import type { Replay } from '../../src/engine/run/past.ts';
import type { Snapshot } from '../../src/engine/run/snapshot.ts';
import type { ReplayListener } from '../../src/worker/replay/client.ts';
import { createActions, type Actions } from '../../src/store/actions.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { courseAsked } from '../../src/store/course.ts';
import { createForks, type Forks } from '../../src/store/forks.ts';
import { createMoment, type Moment } from '../../src/store/moment.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { Table } from './table.ts';

const config = { ...defaultConfig(), steps: 100 };
const snapshot = (step: number): Snapshot => ({ step, parameters: [], slots: [], heldNorm: null, changes: [], learned: NOTHING });

let table: Table;
let settings: ConfigStore;
let actions: Actions;
let forks: Forks;
let moment: Moment;
let ways: { readonly way: Replay; readonly listener: ReplayListener }[];

beforeEach(() => {
  vi.useFakeTimers();
  ways = [];
  table = new Table();
  settings = createConfig();
  settings.adopt({ config, landscape: settings.store.getState().landscape }, 'default');
  actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
  const replayer = {
    ready: () => undefined,
    replay: (way: Replay, listener: ReplayListener) => void ways.push({ way, listener }),
    rest: () => undefined,
    leave: () => undefined,
  };
  moment = createMoment({ front: table.front, replayer, now: () => performance.now() });
  forks = createForks({ actions, config: settings, front: table.front, moment });
  // A run at step 30, with networks of 0, 10 and 20, which memorised at 14.
  actions.restart();
  table.settle();
  table.begin();
  table.started(config);
  for (const step of [0, 10, 20]) {
    table.event({ type: 'metrics', step, values: { 'train.loss': 1 } });
    table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
  }
  table.event({ type: 'milestone', kind: 'memorised', step: 14 });
  table.event({ type: 'metrics', step: 30, values: { 'train.loss': 1 } });
});
afterEach(() => vi.useRealTimers());

/** The fork begins. */
const begun = (): void => {
  table.settle();
  table.begin();
};

test('goes on with another optimiser from the latest network, told as a change, and the settings are its own', () => {
  actions.set('optimizer.id', 'sgd');
  expect(table.runs).toHaveLength(1);
  forks.withSettings();
  begun();
  const patch = expect.objectContaining({ 'optimizer.id': 'sgd' }) as object;
  expect(table.runs.at(-1)).toMatchObject({
    from: { step: 20 },
    told: { step: 20, changes: [{ step: 20, patch }] },
    paused: false,
    config: { optimizer: config.optimizer },
  });
  const { front } = table.state;
  expect(front).toMatchObject({ parent: { run: 'run-1', step: 20, forked: true } });
  expect(front?.store.getState().asked.optimizer.id).toBe('sgd');
  expect(settings.store.getState().config.optimizer.id).toBe('sgd');
  // Its link begins with the run's own optimiser, and changes it at that step.
  const course = courseAsked(settings.store.getState(), front);
  expect(course.config.optimizer).toEqual(config.optimizer);
  expect(course.plan).toEqual([{ step: 20, patch }]);
  expect(table.state.runs.map(({ id }) => id)).toEqual(['run-1', 'run-2']);
});

test('what would be another network is refused by name, and the run in front goes on', () => {
  actions.set('task.p', 7);
  actions.set('seed', 3);
  forks.withSettings();
  table.settle();
  expect(
    forks.store
      .getState()
      .problems.map(({ field }) => field)
      .toSorted(),
  ).toEqual(['seed', 'task.p']);
  expect([table.runs.length, table.shown.status]).toEqual([1, 'running']);
  forks.dismiss();
  expect(forks.store.getState().problems).toEqual([]);
});

test('a preset names its moment, which is made once more where nobody kept it', () => {
  forks.as(noDecay, 0);
  expect([moment.store.getState().step, forks.store.getState().waiting]).toEqual([14, 14]);
  vi.advanceTimersByTime(1000);
  expect(ways.map(({ way }) => [way.from.step, way.step])).toEqual([[10, 14]]);
  ways[0]?.listener.reached(snapshot(14));
  expect(forks.store.getState().waiting).toBe(null);
  begun();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 14 }, told: { changes: [{ step: 14, patch: { 'optimizer.weightDecay': 0 } }] } });
});

test('whoever looks elsewhere meanwhile forks nothing; what cannot be made is told', () => {
  forks.as(noDecay, 0);
  moment.goTo(null);
  expect(forks.store.getState().waiting).toBe(null);
  forks.as(noDecay, 0);
  vi.advanceTimersByTime(1000);
  ways.at(-1)?.listener.failed({ en: 'no', ja: 'いいえ' });
  expect(forks.store.getState()).toMatchObject({ waiting: null, why: { en: 'no' } });
  table.settle();
  expect(table.runs).toHaveLength(1);
});

test('the moment shown is where weights are rescaled; a number out of bounds is refused', () => {
  moment.goTo(10);
  forks.as(rescale, 0);
  expect(forks.store.getState().problems.map(({ field }) => field)).toEqual(['weights.scale']);
  forks.as(rescale, 0.5);
  begun();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 10 }, told: { changes: [{ step: 10, patch: { 'weights.scale': 0.5 } }] } });
  expect(table.state.front?.record.marks).toEqual([{ kind: 'changed', step: 10, patch: { 'weights.scale': 0.5 } }]);
});

test('a fork that waits is nothing to keep: one from it hangs on the run that it left, which stays though it is over', () => {
  table.event({ type: 'snapshot', step: 30, snapshot: snapshot(30) });
  forks.here();
  begun();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 30 }, paused: true });
  actions.set('optimizer.id', 'sgd');
  forks.withSettings();
  begun();
  expect(table.state.runs.map(({ id, parent }) => [id, parent?.run ?? null])).toEqual([
    ['run-1', null],
    ['run-3', 'run-1'],
  ]);
});

test('from the last step on it goes on for as many again', () => {
  table.event({ type: 'metrics', step: 100, values: { 'train.loss': 1 } });
  table.event({ type: 'snapshot', step: 100, snapshot: snapshot(100) });
  table.event({ type: 'finished', step: 100, reason: 'steps' });
  forks.as(rescale, 2);
  begun();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 100 }, config: { steps: 200 } });
});
