/** One viewer: when it asks for a network, what it asks it, and what it keeps. The test speaks for the worker and moves the run on. */
import { beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../src/engine/text.ts';
import type { AnswersQuestion, AnswersSeen } from '../../src/engine/looks/answers.ts';
import { dataOf } from '../../src/store/subject.ts';
import { createViewer, type Receiver, type Viewer, type ViewerOptions } from '../../src/store/viewer.ts';
import { configOf } from '../engine/looks/networks.ts';
import { FakeLooks, FakeSubjects } from './fakeLooks.ts';

const config = configOf({});
const FIRST: AnswersQuestion = { train: 1, val: 2 };
const ANSWER = { train: { kind: 'value', values: Float32Array.of(1) }, val: { kind: 'value', values: Float32Array.of(2) } } as const satisfies AnswersSeen;

let worker: FakeLooks;
let subjects: FakeSubjects;
let viewer: Viewer<'answers'> & Receiver;
const state = () => viewer.store.getState();

function open(options?: ViewerOptions): void {
  worker = new FakeLooks();
  subjects = new FakeSubjects(config);
  const client = worker.connect((message) => viewer.receive(message));
  viewer = createViewer('answers', FIRST, { name: 'me', client, subjects }, options);
}

beforeEach(() => {
  vi.useFakeTimers();
  open();
  return () => vi.useRealTimers();
});

const settle = (ms = 1000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const run = (step: number, id = 'run'): void => subjects.become({ id, step, source: () => Promise.resolve({ live: id }) });
const answer = (step: number, took?: number): void => worker.answer('me', 'answers', ANSWER, step, took);
const steps = (): unknown[] => worker.networks.map(({ at }) => at);

test('nothing is asked before it is in sight', async () => {
  run(5);
  viewer.ask({ train: 3, val: 3 });
  viewer.follow(true);
  await settle();
  expect([worker.networks, worker.asked]).toEqual([[], []]);
});

test('it asks the subject’s network, and keeps the answer with its question and step', async () => {
  run(10);
  viewer.show(true);
  await settle();
  expect(worker.networks).toEqual([{ network: 1, config, at: { live: 'run' } }]);
  expect(worker.asked).toEqual([{ viewer: 'me', look: 'answers', ask: 2, network: 1, question: FIRST }]);
  expect(state()).toMatchObject({ seen: null, share: 0 });
  worker.say('me', { type: 'progress', share: 0.5 });
  expect(state().share).toBe(0.5);
  answer(12, 30);
  expect(state()).toEqual({
    seen: { subject: 'run', config, step: 12, took: 30, question: FIRST, answer: ANSWER },
    following: true,
    share: null,
    lacks: null,
    failed: null,
  });
});

test('before any run it shows the network that would be trained, and the next when the settings change', async () => {
  viewer.show(true);
  await settle();
  answer(0);
  const other = configOf({ seed: 99 });
  subjects.become({ id: 'other', config: other });
  await settle();
  expect(worker.networks.map(({ config: of, at }) => [of, at])).toEqual([
    [config, null],
    [other, null],
  ]);
});

test('it follows a run: one network at a time, the next when the answer is there, and no more than three a second', async () => {
  run(10);
  viewer.show(true);
  await settle();
  run(20);
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  // It has waited long enough for the network before.
  answer(20);
  await settle(20);
  expect(worker.networks).toHaveLength(2);
  await settle(100);
  answer(30);
  run(40);
  await settle(199);
  expect(worker.networks).toHaveLength(2);
  await settle(1);
  expect(worker.networks).toHaveLength(3);
});

test('it rests as long as the answer took, and no longer than three seconds', async () => {
  run(10);
  viewer.show(true);
  for (const [took, rest] of [
    [1200, 1200],
    [60_000, 3000],
  ] as const) {
    await settle(0);
    const before = worker.networks.length;
    answer(10 + before, took);
    run(20 + before);
    await settle(rest - 1);
    expect(worker.networks).toHaveLength(before);
    await settle(1);
    expect(worker.networks).toHaveLength(before + 1);
  }
});

test('it does not ask again while nothing has happened', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  run(10);
  await settle(10_000);
  expect(worker.networks).toHaveLength(1);
});

test('another question is asked at once, of the same network; the answer to the one before is no news', async () => {
  run(10);
  viewer.show(true);
  await settle();
  const [first] = worker.asked;
  viewer.ask({ train: 5, val: 5 });
  expect(worker.asked.at(-1)).toMatchObject({ network: 1, question: { train: 5, val: 5 } });
  worker.say('me', { type: 'answer', step: 10, took: 1, answer: ANSWER } as never, first);
  expect(state().seen).toBeNull();
  answer(10);
  expect(state().seen?.question).toEqual({ train: 5, val: 5 });
});

test('let go, it stays with its network, which still answers; taken up again, it goes on', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  viewer.follow(false);
  expect(state().following).toBe(false);
  run(20);
  await settle();
  viewer.ask({ train: 5, val: 5 });
  expect(worker.asked.map(({ network }) => network)).toEqual([1, 1]);
  answer(10);
  viewer.follow(true);
  await settle();
  expect(worker.networks).toHaveLength(2);
});

test('another run is shown also where it does not follow; what was seen goes, unless it is to stay', async () => {
  for (const keeps of [false, true]) {
    open({ keeps: (before, now) => keeps && dataOf(before) === dataOf(now) });
    viewer.show(true);
    run(10);
    await settle();
    answer(10);
    viewer.follow(false);
    run(0, 'next');
    await settle();
    expect(worker.networks.at(-1)?.at).toEqual({ live: 'next' });
    expect(state().seen !== null).toBe(keeps);
    answer(0);
    // Other data: nothing stays.
    subjects.become({ id: 'third', config: configOf({ 'task.p': 7 }) });
    await settle();
    expect(state().seen).toBeNull();
  }
});

test('out of sight it rests; back in sight it goes on, with what was asked meanwhile', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  viewer.show(false);
  run(20);
  viewer.ask({ train: 7, val: 7 });
  await settle();
  expect(worker.asked).toHaveLength(1);
  viewer.show(true);
  expect(worker.asked.at(-1)).toMatchObject({ network: 1, question: { train: 7, val: 7 } });
  answer(10);
  await settle();
  expect(worker.asked.at(-1)).toMatchObject({ question: { train: 7, val: 7 } });
  expect(worker.networks).toHaveLength(2);
});

test('a network that came when nobody looked any more is not asked', async () => {
  let come: (at: null) => void = () => undefined;
  subjects.become({ id: 'run', step: 3, source: () => new Promise((resolve) => (come = resolve)) });
  viewer.show(true);
  await settle();
  viewer.show(false);
  come(null);
  await settle();
  expect(worker.networks).toEqual([]);
  viewer.show(true);
  await settle(1);
  come(null);
  await settle(1);
  expect(worker.networks).toHaveLength(1);
});

test('where there is nothing to see it says why, and asks no more; the next run is asked', async () => {
  run(10);
  viewer.show(true);
  await settle();
  worker.say('me', { type: 'lacks', why: text('none', 'なし') });
  expect(state()).toMatchObject({ lacks: { en: 'none' }, seen: null, share: null });
  run(20);
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  run(0, 'next');
  await settle();
  expect(worker.networks).toHaveLength(2);
  expect(state().lacks).toBeNull();
});

test('what failed is not tried again before something else is to be shown: another question, or another run', async () => {
  run(10);
  viewer.show(true);
  await settle();
  worker.say('me', { type: 'failed', what: text('out of memory', 'メモリー不足') });
  expect(state()).toMatchObject({ failed: { en: 'out of memory' }, share: null });
  run(20);
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  viewer.ask({ train: 2, val: 2 });
  await settle();
  expect(worker.networks).toHaveLength(2);
  worker.say('me', { type: 'failed', what: text('out of memory', 'メモリー不足') });
  run(0, 'next');
  await settle();
  expect(worker.networks).toHaveLength(3);
  expect(state().failed).toBeNull();
});

test('what failed is tried again when that is asked, once', async () => {
  run(10);
  viewer.show(true);
  await settle();
  worker.say('me', { type: 'failed', what: text('offline', 'オフライン') });
  viewer.again();
  await settle();
  expect(worker.networks).toHaveLength(2);
  worker.say('me', { type: 'failed', what: text('offline', 'オフライン') });
  await settle(5000);
  expect(worker.networks).toHaveLength(2);
});

test('a run that was over before its network came is asked again, as it ended', async () => {
  run(10);
  viewer.show(true);
  await settle();
  const at = { step: 10, parameters: [] };
  subjects.become({ source: () => Promise.resolve(at) });
  worker.say('me', { type: 'gone' });
  await settle();
  expect(steps()).toEqual([{ live: 'run' }, at]);
});

test('a look at the data alone is asked once per data set, about a fresh network', async () => {
  open({ still: true });
  run(10);
  viewer.show(true);
  await settle();
  answer(0);
  run(20);
  run(0, 'next');
  await settle(5000);
  expect(steps()).toEqual([null]);
  expect(state().seen?.subject).toBe(dataOf(config));
  subjects.become({ id: 'third', config: configOf({ seed: 5 }) });
  await settle();
  expect(steps()).toEqual([null, null]);
});

test('closed, it waits for nothing; opened again, it starts over with the same question', async () => {
  run(10);
  viewer.show(true);
  await settle();
  viewer.ask({ train: 9, val: 9 });
  viewer.close();
  expect(worker.rested).toEqual(['me']);
  answer(10);
  expect(state().seen).toBeNull();
  viewer.show(true);
  await settle();
  expect(worker.networks).toHaveLength(2);
  expect(worker.asked.at(-1)?.question).toEqual({ train: 9, val: 9 });
});

test('while an answer is under way no other network is fetched, whatever was planned before it was asked', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  run(20);
  // The next network is due in a moment; a question comes before it.
  viewer.ask({ train: 5, val: 5 });
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  answer(10);
  await settle();
  expect(steps()).toEqual([{ live: 'run' }, { live: 'run' }]);
});

test('out of sight nothing is fetched, whatever was planned', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  run(20);
  viewer.show(false);
  run(30);
  await settle(5000);
  expect(worker.networks).toHaveLength(1);
  viewer.show(true);
  await settle(0);
  expect(worker.networks).toHaveLength(2);
});

test('the past is shown to whoever does not follow as well, at once, and so is the way back', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  viewer.follow(false);
  run(20);
  await settle();
  expect(steps()).toHaveLength(1);
  const past = (step: number): void => subjects.become({ step, past: true, source: () => Promise.resolve({ step, parameters: [] }) });
  past(5);
  await settle(30);
  expect(steps()).toEqual([{ live: 'run' }, { step: 5, parameters: [] }]);
  answer(5, 4);
  past(6);
  await settle(30);
  expect(steps()).toHaveLength(3);
  answer(6, 4);
  subjects.become({ id: 'run', step: 30, past: false, source: () => Promise.resolve({ live: 'run' }) });
  await settle();
  answer(30);
  expect(steps()).toHaveLength(4);
  run(40);
  await settle();
  expect(steps()).toHaveLength(4);
});

test('a moment of the past is asked for in the task that chose it, and while one is answered only the last of those chosen', async () => {
  run(10);
  viewer.show(true);
  await settle();
  answer(10);
  await settle();
  const past = (step: number): void => subjects.become({ step, past: true, source: () => Promise.resolve({ step, parameters: [] }) });
  const chosen = (): unknown[] =>
    steps()
      .slice(1)
      .map((at) => (at as { step: number }).step);
  past(5);
  await settle(0);
  expect(chosen()).toEqual([5]);
  past(6);
  past(7);
  await settle(100);
  expect(chosen()).toEqual([5]);
  answer(5, 4);
  past(8);
  await settle(0);
  // Training has its part of a core back for a moment.
  expect(chosen()).toEqual([5]);
  await settle(8);
  expect(chosen()).toEqual([5, 8]);
});
