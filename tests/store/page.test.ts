import { beforeEach, expect, test } from 'vitest';
import { choosePreset, configStore, setField } from '../../src/store/config.ts';
import { createActions, pending, type Actions } from '../../src/store/page.ts';
import { createRuns, type Runs } from '../../src/store/runs.ts';
import { FakeClient, metrics, snapshot } from './fakeClient.ts';

const initial = configStore.getInitialState();
let client: FakeClient;
let runs: Runs;
let actions: Actions;

beforeEach(() => {
  configStore.setState(initial, true);
  client = new FakeClient();
  runs = createRuns({ client: client.connect });
  actions = createActions(runs);
});

const asked = () => configStore.getState().config;
const waiting = () => pending(asked(), runs.store.getState());
const set = (path: string, raw: unknown) => actions.set(path, raw);

function startRunning(): void {
  actions.toggle();
  client.started(asked());
}

test('live fields change the run that is on', () => {
  startRunning();
  set('optimizer.lr', '0.001');
  set('optimizer.weightDecay', 2);
  expect(client.controls).toEqual([
    { type: 'change', patch: { 'optimizer.lr': 0.001 } },
    { type: 'change', patch: { 'optimizer.weightDecay': 2 } },
  ]);
  expect(waiting()).toEqual([]);
  expect(client.runs).toHaveLength(1);
});

test('live fields of the loss, too; another optimiser’s rate waits for the next run', () => {
  set('loss.id', 'mse');
  startRunning();
  set('loss.height', '2');
  expect(client.controls).toEqual([{ type: 'change', patch: { 'loss.height': 2 } }]);
  set('optimizer.id', 'sgd');
  set('optimizer.lr', '0.5');
  expect(client.controls).toHaveLength(1);
  expect(waiting()).toContain('optimizer.lr');
});

test('a live field set to what it is, or to nonsense, changes nothing', () => {
  startRunning();
  set('optimizer.lr', asked().optimizer['lr']);
  set('optimizer.lr', 'fast');
  expect(client.controls).toEqual([]);
});

test('other fields wait for the next run', () => {
  startRunning();
  set('task.p', '47');
  expect(client.controls).toEqual([]);
  expect(waiting()).toEqual(['task.p']);
  actions.restart();
  expect(client.runs.at(-1)?.config.task['p']).toBe(47);
  expect(waiting()).toEqual([]);
});

test('the landscape’s grid waits for no run', () => {
  startRunning();
  setField('landscape.steps', '50');
  expect(waiting()).toEqual([]);
});

test('a preset chosen meanwhile waits too, and its learning rate does not leak into the run', () => {
  startRunning();
  choosePreset('mlp-fast');
  expect(client.controls).toEqual([]);
  expect(waiting().length).toBeGreaterThan(3);
});

test('nothing waits when no run is on', () => {
  set('task.p', '47');
  expect(waiting()).toEqual([]);
});

test('toggle runs, pauses, goes on, and runs again after the end', () => {
  startRunning();
  actions.toggle();
  actions.toggle();
  expect(client.controls).toEqual([{ type: 'pause' }, { type: 'resume' }]);
  client.event({ type: 'finished', step: 1, reason: 'steps' });
  actions.toggle();
  expect(client.runs).toHaveLength(2);
});

test('a step before any run starts one that waits', () => {
  actions.step();
  expect(client.runs[0]).toMatchObject({ paused: true });
  expect(client.controls).toEqual([{ type: 'step', count: 1 }]);
});

test('reset shows the run at step 0 with the same seed, and waits', () => {
  actions.reset();
  expect(client.runs).toHaveLength(0);
  startRunning();
  client.event(metrics(40));
  actions.reset();
  expect(client.runs.at(-1)).toMatchObject({ paused: true, config: { seed: initial.config.seed } });
  expect(runs.store.getState()).toMatchObject({ wanted: 'paused', step: 0 });
});

test('a new seed restarts a run that is on, and otherwise waits', () => {
  actions.newSeed();
  expect(client.runs).toHaveLength(0);
  expect(asked().seed).not.toBe(initial.config.seed);
  startRunning();
  actions.newSeed();
  expect(client.runs).toHaveLength(2);
  expect(client.runs[1]).toMatchObject({ paused: false, config: { seed: asked().seed } });
});

test('a finished run can be let go on for as long again', () => {
  startRunning();
  client.event({ type: 'snapshot', step: 5000, snapshot: snapshot(5000) });
  client.event({ type: 'finished', step: 5000, reason: 'steps' });
  actions.extend();
  expect(client.runs.at(-1)).toMatchObject({ from: { step: 5000 }, config: { steps: 10000 } });
  expect(asked().steps).toBe(10000);
});
