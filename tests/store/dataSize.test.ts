/** Runs with several amounts of data: which are made, in what order, when they end, and what is kept. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withValue } from '../../src/engine/config/pairs.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { ownAmount } from '../../src/engine/sweeps/amounts.ts';
import { createDataSize, stepOf, type DataSize } from '../../src/store/dataSize.ts';
import { FakeClient, metrics } from './fakeClient.ts';

const config = defaultConfig();
let clients: FakeClient[];
let sweep: DataSize;

beforeEach(() => {
  vi.useFakeTimers();
  clients = [];
  sweep = createDataSize({
    client: (receive) => {
      const client = new FakeClient();
      clients.push(client);
      return client.connect(receive);
    },
    request: () => 'wasm',
    size: 2,
  });
  sweep.follow(config);
  sweep.choose([0.4, 0.5, 0.6]);
  return () => vi.useRealTimers();
});

const statuses = (): string[] => sweep.store.getState().runs.map(({ status }) => status);
/** Amounts that a worker was given, in order. */
const given = (client: FakeClient | undefined): number[] => (client?.runs ?? []).map((run) => ownAmount(run.config));

function changed(path: string, value: unknown): RunConfig {
  const parsed = parseConfig(withValue(config, path, value));
  if (!parsed.ok) throw new Error(path);
  return parsed.config;
}

function grok(client: FakeClient | undefined, step: number): void {
  client?.event(metrics(step, 1, 1));
  client?.event({ type: 'milestone', kind: 'grokked', step });
  client?.event({ type: 'finished', step, reason: 'stopped' });
}

test('two run at a time, the largest amount first, and a run is stopped once it has grokked', () => {
  sweep.start();
  expect(clients.map(given)).toEqual([[0.6], [0.5]]);
  expect(statuses()).toEqual(['waiting', 'running', 'running']);
  expect(clients[0]?.runs[0]?.config.probes['localComplexity']).toMatchObject({ measure: 'off' });
  grok(clients[0], 100);
  expect(clients[0]?.controls).toEqual([{ type: 'stop' }]);
  expect(clients.map(given)).toEqual([[0.6, 0.4], [0.5]]);
  grok(clients[1], 200);
  clients[0]?.event(metrics(5000, 1, 0.1));
  clients[0]?.event({ type: 'finished', step: 5000, reason: 'steps' });
  const { runs, running } = sweep.store.getState();
  expect(running).toBe(false);
  expect(runs.map(({ record }) => stepOf(record, 'grokked'))).toEqual([null, 200, 100]);
});

test('what is done is not done again; cancelling forgets only what was begun', () => {
  sweep.start();
  grok(clients[0], 100);
  sweep.cancel();
  expect(statuses()).toEqual(['waiting', 'waiting', 'done']);
  sweep.choose([0.5, 0.6]);
  sweep.start();
  expect(clients.slice(2).map(given)).toEqual([[0.5]]);
  grok(clients[2], 300);
  expect(statuses()).toEqual(['done', 'done']);
  sweep.follow(changed('seed', 5));
  expect(statuses()).toEqual(['waiting', 'waiting']);
  sweep.follow(config);
  expect(statuses()).toEqual(['done', 'done']);
});

test('another network stops the runs, the same one does not, another task has amounts of its own', () => {
  sweep.start();
  sweep.follow(changed('task.p', 43));
  expect(sweep.store.getState().running).toBe(true);
  sweep.follow(changed('optimizer.weightDecay', 3));
  expect(sweep.store.getState()).toMatchObject({ running: false, amounts: [0.4, 0.5, 0.6] });
  // A message of a run that was stopped comes too late.
  grok(clients[0], 100);
  expect(statuses()).toEqual(['waiting', 'waiting', 'waiting']);
  sweep.follow(changed('task.id', 'teacher-student'));
  expect(sweep.store.getState().amounts).toEqual([25, 50, 100, 200, 400]);
});

test('a run that fails is told and lets the others go on', () => {
  sweep.start();
  clients[0]?.say({ type: 'failed', what: 'no memory' });
  clients[1]?.say({ type: 'missing', file: 'mnist' });
  expect(statuses()).toEqual(['running', 'failed', 'failed']);
  grok(clients[0], 10);
  expect(sweep.store.getState().runs.map(({ what }) => what)).toEqual([null, 'mnist', 'no memory']);
  expect(sweep.store.getState().running).toBe(false);
});
