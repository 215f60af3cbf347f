/** The run as a film: evenly on the log axis, in the time that was chosen, until somebody takes over. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMoment, type Moment } from '../../src/store/moment.ts';
import { createPlay, type Play } from '../../src/store/play.ts';
import { configOf } from '../engine/looks/networks.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = configOf({});
let table: Table;
let moment: Moment;
let play: Play;
let watched = { shown: false, behind: false };
const looks = { isShown: () => watched.shown, isBehind: () => watched.behind };

const step = () => moment.store.getState().step;
const playing = () => play.store.getState().playing;
const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  watched = { shown: false, behind: false };
  table = new Table();
  moment = createMoment({
    front: table.front,
    replayer: { ready: () => undefined, replay: () => undefined, rest: () => undefined, leave: () => undefined },
    now: () => performance.now(),
  });
  play = createPlay({ moment, front: table.front, looks, now: () => performance.now() });
});
afterEach(() => void vi.useRealTimers());

function run(): void {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.started(config);
  for (let at = 0; at <= 999; at++) table.event(metrics(at));
  table.event({ type: 'snapshot', step: 0, snapshot: snapshot(0) });
  pass(200);
}

test('half of the time is half of the log axis; at the end it is live', () => {
  run();
  play.setSeconds(10);
  play.toggle();
  expect(step()).toBe(0);
  pass(5000);
  expect(step()).toBeGreaterThanOrEqual(29);
  expect(step()).toBeLessThanOrEqual(33);
  pass(5100);
  expect([step(), playing()]).toEqual([null, false]);
});

test('it begins where one is, and a length of its own is kept to', () => {
  run();
  moment.goTo(31);
  play.setSeconds(4);
  play.toggle();
  expect(step()).toBe(31);
  pass(2100);
  expect([step(), playing()]).toEqual([null, false]);
});

test.each([5, null])('whoever goes to another moment (%s) has taken over', (to) => {
  run();
  play.toggle();
  pass(4000);
  moment.goTo(to);
  pass(1000);
  expect([step(), playing()]).toEqual([to, false]);
});

test('it stops where it is asked to, and without a run there is nothing to play', () => {
  play.toggle();
  expect(playing()).toBe(false);
  run();
  play.toggle();
  pass(3000);
  play.toggle();
  const at = step();
  pass(3000);
  expect([step(), playing()]).toEqual([at, false]);
});

test('what looks at networks is waited for, as long as it does not take too long, and the film is no longer for it', () => {
  run();
  play.setSeconds(10);
  play.toggle();
  pass(3000);
  const at = step();
  watched.behind = true;
  pass(1500);
  expect(step()).toBe(at);
  watched.behind = false;
  pass(40);
  expect([playing(), step()]).not.toEqual([true, at]);
  watched.behind = true;
  pass(2500);
  watched.behind = false;
  pass(3200);
  expect([step(), playing()]).toEqual([null, false]);
});

test('where something looks at networks the film shows those that are kept, else every moment that was measured', () => {
  run();
  for (const at of [1, 9, 99]) table.event({ type: 'snapshot', step: at, snapshot: snapshot(at) });
  pass(200);
  const seen = (): readonly (number | null)[] => {
    const steps = new Set<number | null>();
    play.toggle();
    while (playing()) {
      steps.add(step());
      pass(40);
    }
    return [...steps];
  };
  play.setSeconds(5);
  expect(seen().length).toBeGreaterThan(40);
  watched.shown = true;
  expect(seen()).toEqual([0, 1, 9, 99]);
});
