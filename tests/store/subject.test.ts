/** Whose network is looked at: the settings', the live run's, or that of the run as it ended. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { LIVE, type MomentState } from '../../src/store/moment.ts';
import { dataOf, subjectsOf, type Subjects } from '../../src/store/subject.ts';
import { configOf } from '../engine/looks/networks.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = configOf({});
let table: Table;
let subjects: Subjects;
const asked = createStore(() => ({ config }));
const moment = createStore<Pick<MomentState, 'step' | 'network'>>(() => LIVE);

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  moment.setState(LIVE);
  subjects = subjectsOf(table.front, asked, moment);
  asked.setState({ config });
});
afterEach(() => void vi.useRealTimers());

test('before any run it is the network of the settings, freshly initialised', async () => {
  const first = subjects.current();
  expect(first).toMatchObject({ config, step: 0 });
  expect(await first.source()).toBeNull();
  let heard = 0;
  const stop = subjects.subscribe(() => heard++);
  asked.setState({ config: configOf({ seed: 99 }) });
  expect(heard).toBe(1);
  expect(subjects.current().id).not.toBe(first.id);
  stop();
  asked.setState({ config });
  expect(heard).toBe(1);
  expect(subjects.current().id).toBe(first.id);
});

test('a run is fetched from the worker that trains it; when it is over, it is its last snapshot', async () => {
  table.bench.start(config);
  table.settle();
  table.begin();
  expect(await subjects.current().source()).toEqual({ live: 'run-1' });
  table.started(config);
  table.event(metrics(10));
  vi.advanceTimersByTime(100);
  expect(subjects.current()).toMatchObject({ id: 'run-1', config, step: 10 });
  const last = snapshot(70);
  table.event({ type: 'snapshot', step: 70, snapshot: last });
  table.event({ type: 'finished', step: 70, reason: 'steps' });
  expect(await subjects.current().source()).toEqual({ step: 70, parameters: last.parameters });
  expect(table.controls).toEqual([]);
});

test('of a run that kept no network there is the one that it began with, at step 0', async () => {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.started(config);
  table.event(metrics(10));
  table.event({ type: 'finished', step: 10, reason: 'steps' });
  expect(subjects.current()).toMatchObject({ id: 'run-1', step: 0, past: false });
  expect(await subjects.current().source()).toBeNull();
});

test('an earlier moment is the network that is shown of it, with what the run ran with then', async () => {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.started(config);
  table.event(metrics(10));
  table.event({ type: 'changed', step: 10, patch: { 'optimizer.lr': 0.5 } });
  table.event(metrics(70));
  vi.advanceTimersByTime(100);
  const at = snapshot(5);
  moment.setState({ step: 7, network: at });
  expect(subjects.current()).toMatchObject({ id: 'run-1', config, step: 5, past: true });
  expect(await subjects.current().source()).toEqual({ step: 5, parameters: at.parameters });
  moment.setState({ step: 10, network: snapshot(10) });
  expect(subjects.current().config.optimizer['lr']).toBe(0.5);
  // Without a network of its own the latest is shown, and says which it is.
  moment.setState({ step: 10, network: null });
  expect(subjects.current()).toMatchObject({ step: 70, past: false });
});

test('what decides the data is the task and the seed', () => {
  expect(dataOf(configOf({ 'model.width': 32 }))).toBe(dataOf(config));
  for (const set of [{ seed: 2 }, { 'task.p': 7 }]) expect(dataOf(configOf(set))).not.toBe(dataOf(config));
});
