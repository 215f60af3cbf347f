/** The moment that the page shows: which network it has of it, when the way there is made once more, and when it is live again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Replay } from '../../src/engine/run/past.ts';
import { text } from '../../src/engine/text.ts';
import { createMoment, LIVE, type Moment } from '../../src/store/moment.ts';
import type { ReplayListener } from '../../src/worker/replay/client.ts';
import { configOf } from '../engine/looks/networks.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = configOf({});
let table: Table;
let moment: Moment;
let ways: { readonly way: Replay; readonly listener: ReplayListener }[];
let rested: number;
let left: number;
let readied: number;

const state = () => moment.store.getState();
const pass = (ms = 1000) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  [ways, rested, left, readied] = [[], 0, 0, 0];
  moment = createMoment({
    front: table.front,
    now: () => performance.now(),
    replayer: {
      ready: () => void readied++,
      replay: (way, listener) => void ways.push({ way, listener }),
      rest: () => void rested++,
      leave: () => void left++,
    },
  });
  begin();
});
afterEach(() => void vi.useRealTimers());

function begin(): void {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.started(config);
  for (const step of [0, 10, 20, 30, 40]) table.event(metrics(step));
  for (const step of [0, 20]) table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
  pass();
}

test('a kept moment is there at once, and training goes on', () => {
  moment.goTo(20);
  expect(state()).toMatchObject({ step: 20, network: { step: 20 }, replayed: false, share: null, failed: null });
  pass();
  expect(ways).toEqual([]);
  expect(table.controls).toEqual([]);
  moment.goTo(null);
  expect(state()).toBe(LIVE);
});

test('between two kept ones the earlier stands in, until its own is made once more', () => {
  moment.goTo(30);
  expect(state()).toMatchObject({ step: 30, network: { step: 20 } });
  expect(ways.map(({ way }) => [way.from.step, way.step])).toEqual([[20, 30]]);
  expect(state().share).toBe(0);
  ways[0]?.listener.progress(0.5);
  expect(state().share).toBe(0.5);
  ways[0]?.listener.reached(snapshot(30));
  expect(state()).toMatchObject({ step: 30, network: { step: 30 }, replayed: true, share: null });
});

test('what was passed on the way to another moment is not made, and what was made stays at hand', () => {
  // The first is begun at once, and given up as soon as the next is asked for; those that follow so soon may be passed on the way.
  moment.goTo(10);
  expect([ways.map(({ way }) => way.step), rested]).toEqual([[10], 1]);
  moment.goTo(30);
  moment.goTo(40);
  expect([ways.length, rested]).toEqual([1, 3]);
  pass();
  ways[1]?.listener.reached(snapshot(40));
  expect(ways.map(({ way }) => way.step)).toEqual([10, 40]);
  moment.goTo(30);
  pass();
  moment.goTo(40);
  expect(state()).toMatchObject({ network: { step: 40 }, replayed: true });
  pass();
  expect(ways.map(({ way }) => [way.from.step, way.step])).toEqual([
    [0, 10],
    [20, 40],
    [20, 30],
  ]);
  expect(rested).toBeGreaterThan(0);
});

test('a way that fails says why, and the earlier network stays', () => {
  moment.goTo(30);
  pass();
  ways[0]?.listener.failed(text('why', 'なぜ'));
  expect(state()).toMatchObject({ step: 30, network: { step: 20 }, share: null, failed: { en: 'why' } });
});

test('where nothing is kept, or other kernels took over, it says so', () => {
  table.shown.run?.snapshots.clear();
  moment.goTo(30);
  expect(state()).toMatchObject({ step: 30, network: null, failed: { en: 'no network was kept at this step or before it' } });
  table.event({ type: 'snapshot', step: 20, snapshot: snapshot(20) });
  table.event({ type: 'recovered', lost: 'device', step: 40, from: 25, what: 'x', backend: 'cpu', device: 'x', build: 'plain', fallbacks: [] });
  moment.goTo(28);
  expect(state()).toMatchObject({ network: { step: 20 }, failed: { en: 'other kernels took over on the way there' } });
  pass();
  expect(ways).toEqual([]);
});

test('beyond what the run has reached it is live, and so it is when another run comes in front', () => {
  moment.goTo(41);
  expect(state()).toBe(LIVE);
  moment.goTo(20);
  begin();
  expect(state()).toBe(LIVE);
  pass(25_000);
  expect(left).toBe(0);
  pass(6000);
  expect(left).toBe(1);
});

test('who comes back in time finds the worker still there', () => {
  moment.goTo(20);
  moment.goTo(null);
  pass(20_000);
  moment.goTo(30);
  pass(60_000);
  expect(left).toBe(0);
});

test('the worker is made ready by whoever is about to go to a moment, or goes to one; without a run, or long after, there is none', () => {
  moment.prepare();
  expect([readied, left]).toEqual([1, 0]);
  pass(29_000);
  moment.goTo(20);
  expect(readied).toBe(2);
  // Whoever is in the past keeps it.
  moment.prepare();
  pass(60_000);
  expect([readied, left]).toEqual([2, 0]);
  moment.goTo(null);
  pass(31_000);
  expect(left).toBe(1);
  table = new Table();
  moment = createMoment({
    front: table.front,
    now: () => performance.now(),
    replayer: { ready: () => void readied++, replay: () => undefined, rest: () => undefined, leave: () => undefined },
  });
  moment.prepare();
  expect(readied).toBe(2);
});
