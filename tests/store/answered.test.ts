/** A question asked once: the answer is of now, and nothing is asked after it. */
import { beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../src/engine/text.ts';
import { answered } from '../../src/store/answered.ts';
import { createViewer, type Receiver, type Viewer } from '../../src/store/viewer.ts';
import { configOf } from '../engine/looks/networks.ts';
import { FakeLooks, FakeSubjects } from './fakeLooks.ts';

const config = configOf({});
const ANSWER = { bytes: Uint8Array.of(1, 2) };

let worker: FakeLooks;
let subjects: FakeSubjects;
let viewer: Viewer<'python'> & Receiver;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10_000);
const run = (step: number): void => subjects.become({ id: 'run', step, source: () => Promise.resolve({ live: 'run' }) });

beforeEach(() => {
  vi.useFakeTimers();
  worker = new FakeLooks();
  subjects = new FakeSubjects(config);
  viewer = createViewer('python', { address: '' }, { name: 'me', client: worker.connect((message) => viewer.receive(message)), subjects });
  return () => vi.useRealTimers();
});

test('it asks what it is given, about the network as it is, and then nothing', async () => {
  run(10);
  const first = answered(viewer, { address: 'a' });
  await settle();
  expect(worker.asked).toMatchObject([{ look: 'python', question: { address: 'a' } }]);
  worker.say('me', { type: 'progress', share: 0.5 });
  worker.answer('me', 'python', ANSWER, 11);
  await expect(first).resolves.toMatchObject({ step: 11, answer: ANSWER });
  run(20);
  await settle();
  expect(worker.asked).toHaveLength(1);
});

test('asked again, the former answer is none, and neither is the former failure', async () => {
  run(10);
  const first = answered(viewer, { address: 'a' });
  await settle();
  worker.answer('me', 'python', ANSWER, 11);
  await first;
  const second = answered(viewer, { address: 'b' });
  await settle();
  worker.say('me', { type: 'failed', what: text('no room', '空きがありません') });
  await expect(second).rejects.toThrow('no room');
  const third = answered(viewer, { address: 'c' });
  await settle();
  expect(worker.asked.map(({ question }) => question)).toEqual([{ address: 'a' }, { address: 'b' }, { address: 'c' }]);
  worker.answer('me', 'python', ANSWER, 12);
  await expect(third).resolves.toMatchObject({ step: 12, question: { address: 'c' } });
});
