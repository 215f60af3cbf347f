/** Whose network is looked at: the settings', the live run's, or that of the run as it ended. */
import { beforeEach, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createRuns, type Runs } from '../../src/store/runs.ts';
import { dataOf, subjectsOf, type Subjects } from '../../src/store/subject.ts';
import { configOf } from '../engine/looks/networks.ts';
import { FakeClient, metrics, snapshot } from './fakeClient.ts';

const config = configOf({});
let trainer: FakeClient;
let runs: Runs;
let subjects: Subjects;
const asked = createStore(() => ({ config }));

beforeEach(() => {
  trainer = new FakeClient();
  runs = createRuns({ client: trainer.connect, newId: () => 'run-1', every: 0 });
  subjects = subjectsOf(runs, asked);
  asked.setState({ config });
});

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
  runs.start(config);
  expect(await subjects.current().source()).toEqual({ live: 'run-1' });
  trainer.started(config);
  trainer.event(metrics(10));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(subjects.current()).toMatchObject({ id: 'run-1', config, step: 10 });
  const last = snapshot(70);
  trainer.event({ type: 'snapshot', step: 70, snapshot: last });
  trainer.event({ type: 'finished', step: 70, reason: 'steps' });
  expect(await subjects.current().source()).toEqual({ step: 70, parameters: last.parameters });
  expect(trainer.controls).toEqual([]);
});

test('what decides the data is the task and the seed', () => {
  expect(dataOf(configOf({ 'model.width': 32 }))).toBe(dataOf(config));
  for (const set of [{ seed: 2 }, { 'task.p': 7 }]) expect(dataOf(configOf(set))).not.toBe(dataOf(config));
});
