/** Whose network is looked at: the settings', the live run's, or that of the run as it ended. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { dataOf, subjectsOf, type Subjects } from '../../src/store/subject.ts';
import { configOf } from '../engine/looks/networks.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = configOf({});
let table: Table;
let subjects: Subjects;
const asked = createStore(() => ({ config }));

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  subjects = subjectsOf(table.front, asked);
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

test('what decides the data is the task and the seed', () => {
  expect(dataOf(configOf({ 'model.width': 32 }))).toBe(dataOf(config));
  for (const set of [{ seed: 2 }, { 'task.p': 7 }]) expect(dataOf(configOf(set))).not.toBe(dataOf(config));
});
