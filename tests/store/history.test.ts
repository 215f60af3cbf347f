/** A look at every kept network of the run in front: one at a time, the middle of what is left first, and of another run from anew. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../src/engine/text.ts';
import { createLooks } from '../../src/store/looks.ts';
import type { Source } from '../../src/worker/looks/protocol.ts';
import { configOf } from '../engine/looks/networks.ts';
import { metrics, snapshot } from './events.ts';
import { FakeLooks, FakeSubjects } from './fakeLooks.ts';
import { Table } from './table.ts';

const config = configOf({});
const LONG = 5000;
let table: Table;
let worker: FakeLooks;
const pass = (ms = LONG) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  [table, worker] = [new Table(), new FakeLooks()];
  begin();
});
afterEach(() => void vi.useRealTimers());

function begin(): void {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.started(config);
  for (const step of [0, 10, 20]) keep(step);
  pass();
}
function keep(step: number): void {
  table.event(metrics(step));
  table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
}
const made = () => createLooks({ client: worker.connect, subjects: new FakeSubjects(config) }).history('past', 'spectrum', { under: null }, table.front);
const stepOf = (at: Source): number | null => (at !== null && 'step' in at ? at.step : null);
const asked = () => worker.asked.map(({ network }) => stepOf(worker.networks.find((one) => one.network === network)?.at ?? null));
const say = (share: number) => worker.answer('past', 'spectrum', { under: 'addition', rows: Float32Array.of(share), outputs: new Float32Array(1) });

test('every kept network is asked about, one at a time, and again when more are kept', () => {
  const history = made();
  pass();
  expect(asked()).toEqual([]);
  history.show(true);
  history.show(true);
  pass();
  expect(asked()).toEqual([10]);
  say(1);
  pass();
  expect(asked()).toEqual([10, 20]);
  say(2);
  pass();
  say(0);
  pass();
  expect(asked()).toEqual([10, 20, 0]);
  expect([...history.store.getState().seen].map(([step, { rows }]) => [step, rows[0]])).toEqual([
    [10, 1],
    [20, 2],
    [0, 0],
  ]);
  keep(30);
  pass();
  expect(asked()).toEqual([10, 20, 0, 30]);
  expect(worker.asked.at(-1)).toMatchObject({ viewer: 'past', look: 'spectrum', question: { under: null } });
});

test('it rests as long as an answer took, and while it is out of sight', () => {
  const history = made();
  history.show(true);
  pass(0);
  worker.answer('past', 'spectrum', { under: 'addition', rows: Float32Array.of(1), outputs: new Float32Array(1) }, 10, 300);
  pass(299);
  expect(asked()).toHaveLength(1);
  pass(1);
  expect(asked()).toHaveLength(2);
  history.show(false);
  say(1);
  pass();
  expect(asked()).toHaveLength(2);
  history.show(true);
  pass();
  expect(asked()).toHaveLength(3);
});

test('one that cannot be looked at is passed over; progress is no answer', () => {
  const history = made();
  history.show(true);
  pass();
  worker.say('past', { type: 'progress', share: 0.5 });
  pass();
  expect(asked()).toEqual([10]);
  worker.say('past', { type: 'failed', what: text('lost', '終了') });
  pass();
  expect(asked()).toEqual([10, 20]);
  say(2);
  pass();
  say(0);
  pass();
  expect(asked()).toEqual([10, 20, 0]);
  expect([...history.store.getState().seen.keys()]).toEqual([20, 0]);
});

test('another question begins anew; what was asked before is not taken for its answer', () => {
  const history = made();
  history.show(true);
  pass();
  const before = worker.asked.at(-1);
  history.ask({ under: 'multiplication' });
  pass();
  worker.say('past', { type: 'answer', step: 10, took: 1, answer: { under: 'addition', shares: Float32Array.of(9) } } as never, before);
  expect(history.store.getState().seen.size).toBe(0);
  expect(worker.asked.at(-1)?.question).toEqual({ under: 'multiplication' });
  say(1);
  expect(history.store.getState().seen.size).toBe(1);
});

test('another run has a history of its own, and closing forgets it all', () => {
  const history = made();
  history.show(true);
  pass();
  begin();
  say(5);
  pass();
  expect(history.store.getState()).toMatchObject({ run: table.front.getState().run?.id });
  expect(history.store.getState().seen.size).toBe(0);
  say(1);
  expect(history.store.getState().seen.size).toBe(1);
  history.close();
  expect(history.store.getState()).toEqual({ run: null, seen: new Map() });
  expect([worker.rested, worker.disposed]).toEqual([['past'], 1]);
});
