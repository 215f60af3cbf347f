/** The page's end of the looking worker, with workers that the test speaks for: what it posts, what it hands on, and what outlives a worker. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../../src/engine/text.ts';
import { createCrew } from '../../../src/worker/crew/crew.ts';
import { createLooksClient, type LooksClient } from '../../../src/worker/looks/client.ts';
import type { LooksCommand, LooksMessage } from '../../../src/worker/looks/protocol.ts';
import { configOf } from '../../engine/looks/networks.ts';
import { FakePort } from '../fakePort.ts';

const config = configOf({});
const ALL = { train: 5, val: 5 };

let workers: FakePort<LooksCommand, LooksMessage>[];
let heard: LooksMessage[];
let seated: number;
let client: LooksClient;
/** What becomes of a new worker. */
let made: (worker: FakePort<LooksCommand, LooksMessage>) => void;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  heard = [];
  seated = 0;
  made = (worker) => void setTimeout(() => worker.pulse(), 5);
  vi.stubGlobal(
    'Worker',
    class extends FakePort<LooksCommand, LooksMessage> {
      constructor() {
        super();
        workers.push(this);
        made(this);
      }
    },
  );
  client = createLooksClient(
    createCrew(),
    () => seated++,
    (message) => heard.push(message),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const commands = (i: number): string[] =>
  (workers[i]?.commands ?? []).map((command) =>
    command.type === 'network' ? `network ${command.network}` : command.type === 'ask' ? `ask ${command.ask}` : command.type,
  );
const failed = (ask: number): LooksMessage => ({ type: 'failed', viewer: 'a', ask, what: text('x', 'x') });

test('a worker comes with the first question, and is told of its network and of the wire', () => {
  const network = client.network(config, null);
  expect(workers).toHaveLength(0);
  const ask = client.ask('a', 'answers', network, ALL);
  vi.advanceTimersByTime(10);
  expect(commands(0)).toEqual([`network ${network}`, `ask ${ask}`]);
  expect(seated).toBe(1);
  const next = client.network(config, { live: 'run' });
  const again = client.ask('a', 'answers', next, ALL);
  expect(commands(0)).toEqual([`network ${network}`, `ask ${ask}`, `network ${next}`, `ask ${again}`]);
  expect(workers).toHaveLength(1);
});

test('only the latest question of each viewer is answered', () => {
  const network = client.network(config, null);
  const first = client.ask('a', 'answers', network, ALL);
  const other = client.ask('b', 'answers', network, ALL);
  const second = client.ask('a', 'answers', network, ALL);
  workers[0]?.say(failed(first));
  workers[0]?.say({ type: 'gone', viewer: 'b', ask: other });
  workers[0]?.say({ type: 'progress', viewer: 'a', ask: second, share: 0.5 });
  workers[0]?.say(failed(second));
  expect(heard.map(({ ask }) => ask)).toEqual([other, second, second]);
});

test('what a worker that died still owed is asked of the next, with the networks; what it had answered is not', () => {
  const old = client.network(config, null);
  client.network(config, null);
  const network = client.network(config, null);
  const answered = client.ask('a', 'answers', network, ALL);
  vi.advanceTimersByTime(10);
  workers[0]?.say({ type: 'gone', viewer: 'a', ask: answered });
  const owed = client.ask('b', 'answers', network, ALL);
  workers[0]?.crash('out of memory');
  vi.advanceTimersByTime(10);
  expect(workers).toHaveLength(2);
  expect(commands(1)).toEqual([`network ${network}`, `ask ${owed}`]);
  expect(commands(1)).not.toContain(`network ${old}`);
  expect(seated).toBe(2);
});

test('an answer that is on its way when its worker dies is asked for again', () => {
  const network = client.network(config, null);
  const ask = client.ask('a', 'answers', network, ALL);
  vi.advanceTimersByTime(10);
  workers[0]?.say({ type: 'progress', viewer: 'a', ask, share: 0.9 });
  workers[0]?.crash('out of memory');
  vi.advanceTimersByTime(10);
  expect(commands(1)).toEqual([`network ${network}`, `ask ${ask}`]);
});

test('a network stays for as long as a viewer asked about it last', () => {
  const held = client.network(config, null);
  client.ask('a', 'answers', held, ALL);
  vi.advanceTimersByTime(10);
  const passing = client.network(config, null);
  client.ask('b', 'answers', passing, ALL);
  const latest = client.network(config, null);
  client.ask('b', 'answers', latest, ALL);
  client.network(config, null);
  workers[0]?.crash('');
  vi.advanceTimersByTime(10);
  expect(commands(1).filter((command) => command.startsWith('network'))).toEqual([held, latest, latest + 2].map((number) => `network ${number}`));
});

test('a viewer that waits for nothing is asked no more; resting twice says nothing twice', () => {
  const network = client.network(config, null);
  const ask = client.ask('a', 'answers', network, ALL);
  client.rest('a');
  client.rest('a');
  client.rest('b');
  expect(commands(0)).toEqual([`network ${network}`, `ask ${ask}`, 'rest']);
  workers[0]?.crash('');
  vi.advanceTimersByTime(10);
  expect(commands(1)).toEqual([`network ${network}`]);
});

test('where no worker can be had every question fails; the next one tries again', () => {
  made = (worker) => void setTimeout(() => worker.crash('404'), 5);
  const network = client.network(config, null);
  const asks = [client.ask('a', 'answers', network, ALL), client.ask('b', 'answers', network, ALL)];
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual(
    asks.map((ask, i) => ({
      type: 'failed',
      viewer: i === 0 ? 'a' : 'b',
      ask,
      what: { en: 'its program could not be loaded', ja: '計算プログラムを読み込めませんでした' },
    })),
  );
  const tried = workers.length;
  made = (worker) => void setTimeout(() => worker.pulse(), 5);
  client.ask('a', 'answers', network, ALL);
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(tried + 1);
});

test('disposed, its worker is gone and forgets', () => {
  client.ask('a', 'answers', client.network(config, null), ALL);
  client.dispose();
  expect(workers[0]?.ended).toBe(true);
  const network = client.network(config, null);
  const ask = client.ask('b', 'answers', network, ALL);
  expect(commands(1)).toEqual([`network ${network}`, `ask ${ask}`]);
});
