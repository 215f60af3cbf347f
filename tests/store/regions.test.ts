/** The slice's store: what it asks, and what it keeps. The test speaks for the worker. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { ExamplesSeen } from '../../src/engine/looks/examples.ts';
import type { RegionsQuestion, SliceSeen } from '../../src/engine/looks/regions/question.ts';
import { text } from '../../src/engine/text.ts';
import { createLooks } from '../../src/store/looks.ts';
import { createRegions, HOME, type Regions } from '../../src/store/regions.ts';
import { configOf } from '../engine/looks/networks.ts';
import { FakeLooks, FakeSubjects } from './fakeLooks.ts';

const config = configOf({});
let worker: FakeLooks;
let subjects: FakeSubjects;
let regions: Regions;
const state = () => regions.store.getState();
const asked = (): RegionsQuestion => worker.of('regions').at(-1)?.question as RegionsQuestion;

beforeEach(() => {
  vi.useFakeTimers();
  worker = new FakeLooks();
  subjects = new FakeSubjects(config);
  regions = createRegions(createLooks({ client: worker.connect, subjects }));
  return () => vi.useRealTimers();
});

const settle = (ms = 1000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
async function run(step: number, id = 'run'): Promise<void> {
  subjects.become({ id, step, source: () => Promise.resolve({ live: id }) });
  await settle();
}
function slice(step: number, near = 5): void {
  const anchor = { near };
  worker.answer('regions', 'regions', { anchors: [anchor, anchor, anchor] } as unknown as SliceSeen, step);
}
function offer(classes: number[]): void {
  const some = { count: classes.length, classes: Int32Array.from(classes), tokens: null };
  worker.answer('regions.data', 'examples', { train: some, val: some } as unknown as ExamplesSeen);
}
async function shown(): Promise<void> {
  regions.show(true);
  await settle();
}

test('the slice is kept with what was asked, its step and its time', async () => {
  await shown();
  slice(70);
  expect(state().seen).toMatchObject({ at: { zoom: 1, aspect: 1 }, step: 70, took: 20 });
  expect(state()).toMatchObject({ covered: null, none: null, flat: null, failed: null });
});

test('before anything is seen it follows, and shows nothing', () => {
  expect(state()).toMatchObject({ following: true, seen: null, covered: null, offer: null, none: null, flat: null, failed: null, counts: [], frame: HOME });
});

test('the next run over the same data shows the slice before until its own is there; over other data nothing', async () => {
  await shown();
  slice(5);
  await run(0, 'next');
  expect(state().seen?.step).toBe(5);
  slice(0);
  expect(state().seen?.step).toBe(0);
  subjects.become({ id: 'other', config: configOf({ seed: 5 }) });
  await settle();
  expect(state().seen).toBeNull();
});

test('the data is asked for once, whatever the run does', async () => {
  await shown();
  offer([4, 4, 7]);
  await run(10);
  await run(0, 'next');
  expect(worker.of('regions.data').map(({ look, question }) => [look, question])).toEqual([['examples', { train: 0, val: 0 }]]);
  expect(state().offer?.train.count).toBe(3);
});

test('the first three points have three answers, where there are as many; what the reader chose stays', async () => {
  await shown();
  offer([4, 4, 7, 4, 7, 1]);
  const chosen = [
    { set: 'train', index: 0 },
    { set: 'train', index: 2 },
    { set: 'val', index: 5 },
  ];
  expect(state().anchors).toEqual(chosen);
  expect(asked().anchors).toEqual(chosen);
  regions.anchor(1, { set: 'val', index: 3 });
  expect(asked().anchors[1]).toEqual({ set: 'val', index: 3 });
  regions.close();
  await shown();
  offer([4, 4, 7, 4, 7, 1]);
  expect(state().anchors[1]).toEqual({ set: 'val', index: 3 });
});

test('where there are not three answers, or none, the first points do', async () => {
  await shown();
  offer([4, 7, 4, 7]);
  expect(state().anchors).toMatchObject([{ index: 0 }, { index: 1 }, { set: 'val', index: 0 }]);
  subjects.become({ id: 'other', config: configOf({ seed: 5 }) });
  await settle();
  const none = { count: 9, classes: null, tokens: null };
  worker.answer('regions.data', 'examples', { train: none, val: none } as unknown as ExamplesSeen);
  expect(state().anchors).toEqual([
    { set: 'train', index: 0 },
    { set: 'train', index: 1 },
    { set: 'val', index: 0 },
  ]);
});

test('other data chooses the points anew, and looks at the whole', async () => {
  await shown();
  offer([1, 2, 3]);
  regions.anchor(0, { set: 'val', index: 1 });
  regions.frame({ x: 1, y: 2, zoom: 3 });
  subjects.become({ id: 'other', config: configOf({ seed: 5 }) });
  await settle();
  offer([1, 1, 2]);
  expect(state()).toMatchObject({ frame: HOME, anchors: [{ set: 'train', index: 0 }, { set: 'train', index: 2 }, { set: 'val' }] });
  expect(asked()).toMatchObject({ ...HOME, anchors: state().anchors });
});

test('the counts go with the run: in the order of its steps, afresh with the next or with other points', async () => {
  await shown();
  slice(0);
  await run(10);
  slice(10, 12);
  await run(20);
  slice(20, 8);
  expect(state().counts).toEqual([
    { step: 10, near: 12 },
    { step: 20, near: 8 },
  ]);
  // The same step again, at another zoom: one count.
  regions.frame({ ...HOME, zoom: 2 });
  slice(20, 8);
  expect(state().counts).toHaveLength(2);
  await run(1, 'next');
  slice(1, 3);
  expect(state().counts).toEqual([{ step: 1, near: 3 }]);
  regions.anchor(0, { set: 'train', index: 4 });
  expect(state().counts).toEqual([]);
});

test('points that span no plane are said to, and do not end the following', async () => {
  await shown();
  slice(0);
  await run(10);
  slice(10);
  await run(15);
  worker.answer('regions', 'regions', { problem: text('flat', '平') }, 15);
  expect(state()).toMatchObject({ seen: null, flat: { en: 'flat' } });
  await run(20);
  slice(20);
  expect(state()).toMatchObject({ flat: null, seen: { step: 20 } });
});

test('what stands in the way, and how far it is, is passed on', async () => {
  await shown();
  worker.say('regions', { type: 'progress', share: 0.25 });
  expect(state().covered).toBe(0.25);
  worker.say('regions', { type: 'lacks', why: text('none', 'なし') });
  expect(state()).toMatchObject({ none: { en: 'none' }, covered: null });
  await run(0, 'next');
  worker.say('regions', { type: 'failed', what: text('out of memory', 'メモリー不足') });
  expect(state()).toMatchObject({ none: null, failed: { en: 'out of memory' } });
  regions.follow(false);
  expect(state().following).toBe(false);
});

test('closed, the worker is gone; opened again, it starts over with the same view', async () => {
  await shown();
  slice(0);
  regions.frame({ x: 0, y: 1, zoom: 5 });
  regions.close();
  expect(worker.disposed).toBe(1);
  await shown();
  expect(asked()).toMatchObject({ y: 1, zoom: 5 });
});

test('another shape of the picture is another question; the same is none', async () => {
  await shown();
  const before = worker.of('regions').length;
  regions.aspect(1.4);
  regions.aspect(1.4);
  expect(worker.of('regions')).toHaveLength(before + 1);
  expect(asked().aspect).toBe(1.4);
});
