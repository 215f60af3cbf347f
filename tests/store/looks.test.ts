/** Viewers share one worker, each hears its own answers, and the last one to close ends it. */
import { beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../src/engine/text.ts';
import { createExamples } from '../../src/store/examples.ts';
import { createLooks } from '../../src/store/looks.ts';
import type { LooksMessage } from '../../src/worker/looks/protocol.ts';
import { configOf } from '../engine/looks/networks.ts';
import { FakeLooks, FakeSubjects } from './fakeLooks.ts';

const config = configOf({});
const values = { kind: 'value', values: Float32Array.of(1) } as const;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('two viewers of one look do not disturb each other', async () => {
  const worker = new FakeLooks();
  const looks = createLooks({ client: worker.connect, subjects: new FakeSubjects(config) });
  const [one, other] = ['one', 'other'].map((name) => looks.viewer(name, 'answers', { train: name.length, val: 0 }));
  one?.show(true);
  other?.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(worker.asked.map(({ viewer, question }) => [viewer, question])).toEqual([
    ['one', { train: 3, val: 0 }],
    ['other', { train: 5, val: 0 }],
  ]);
  worker.answer('other', 'answers', { train: values, val: values }, 7);
  expect([one, other].map((viewer) => viewer?.store.getState().seen?.step)).toEqual([undefined, 7]);
  one?.close();
  expect(worker.disposed).toBe(0);
  one?.close();
  other?.show(false);
  expect(worker.disposed).toBe(0);
  other?.close();
  expect(worker.disposed).toBe(1);
});

test('a viewer that was never in sight keeps no worker; words to a stranger are heard by nobody', async () => {
  const worker = new FakeLooks();
  let hear: (message: LooksMessage) => void = () => undefined;
  const connect: typeof worker.connect = (receive) => worker.connect((hear = receive));
  const looks = createLooks({ client: connect, subjects: new FakeSubjects(config) });
  const [one, other] = ['one', 'other'].map((name) => looks.viewer(name, 'answers', { train: 1, val: 0 }));
  one?.show(false);
  other?.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  hear({ type: 'failed', viewer: 'stranger', ask: 1, what: text('lost', '終了') });
  expect(other?.store.getState().failed).toBeNull();
  other?.close();
  expect(worker.disposed).toBe(1);
});

test('examples are asked for once, answers twice a second', async () => {
  const worker = new FakeLooks();
  const subjects = new FakeSubjects(config);
  const examples = createExamples(createLooks({ client: worker.connect, subjects }));
  examples.show(true);
  await vi.advanceTimersByTimeAsync(10);
  expect(worker.asked.map(({ look, question }) => [look, question])).toEqual([
    ['examples', { train: 12, val: 24 }],
    ['answers', { train: 12, val: 24 }],
  ]);
  worker.answer('examples.answers', 'answers', { train: values, val: values }, 1);
  worker.answer('examples.sample', 'examples', { train: values, val: values } as never);
  subjects.become({ id: 'run', step: 5 });
  await vi.advanceTimersByTimeAsync(480);
  expect(worker.asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(30);
  expect(worker.asked.slice(2).map(({ look }) => look)).toEqual(['answers']);
  examples.close();
  expect(worker.disposed).toBe(1);
});
