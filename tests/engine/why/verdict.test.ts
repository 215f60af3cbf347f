/** What a run has come to, said with its own numbers; and runs that have grokked, and one that cannot. */
import { expect, test } from 'vitest';
import { pastOf } from '../../../src/engine/run/past.ts';
import { verdictOf } from '../../../src/engine/why/verdict.ts';
import { at, sceneOf } from './record.ts';

const GROKS = [
  [0, at(0.02, 0.02, 30)],
  [52, at(1, 0.01, 42)],
  [400, at(1, 0.3, 38)],
  [630, at(1, 0.992, 31)],
] as const;
const PASSED = [
  ['memorised', 52],
  ['grokked', 630],
] as const;

test('one that has grokked: when, and how many times as late as it memorised', () => {
  const scene = sceneOf({}, GROKS, PASSED);
  expect(verdictOf(scene)).toMatchObject({
    kind: 'grokked',
    words: { en: 'It has: at step 630, 12.1 times as late as it memorised (52). Now training 100 %, validation 99.2 %.' },
  });
  // Of its past only what was true then.
  expect(verdictOf({ ...scene, record: pastOf(scene.record, 400) })).toMatchObject({
    kind: 'waiting',
    words: { en: 'Its training examples it has known since step 52, 348 steps ago: training 100 %, validation 30 %.' },
  });
  expect(verdictOf({ ...scene, record: pastOf(scene.record, 0) }).kind).toBe('learning');
});

test('one that generalised at once, one that forgot, one that has not begun', () => {
  expect(
    verdictOf(
      sceneOf(
        {},
        [
          [0, at(0, 0, 1)],
          [60, at(1, 1, 1)],
        ],
        [
          ['fitted', 60],
          ['generalised', 60],
        ],
      ),
    ),
  ).toMatchObject({ kind: 'generalised', words: { en: expect.stringContaining('at step 60 without a delay') } });
  expect(
    verdictOf(
      sceneOf(
        {},
        [
          [50, at(1, 0, 1)],
          [90, at(0.1, 0, 1)],
        ],
        [
          ['memorised', 50],
          ['forgot', 90],
        ],
      ),
    ),
  ).toMatchObject({ kind: 'forgot', words: { en: expect.stringContaining('At step 90') } });
  expect(verdictOf(sceneOf({}, [])).kind).toBe('begun');
});

test('one that cannot: random answers, or no gradient and nothing that pulls', () => {
  const stuck = [[50, at(1, 0.01, 42, { 'softmaxCollapse.train': 1 })]] as const;
  expect(verdictOf(sceneOf({ 'task.labelNoise': 1 }, GROKS.slice(0, 2)))).toMatchObject({
    kind: 'cannot',
    words: { en: expect.stringContaining('All training answers are random') },
  });
  expect(verdictOf(sceneOf({ 'optimizer.weightDecay': 0 }, stuck))).toMatchObject({
    kind: 'cannot',
    words: { en: expect.stringContaining('At step 50 softmax has collapsed on every training example') },
  });
  // Whatever moves it yet keeps it from being hopeless.
  for (const set of [
    { 'optimizer.weightDecay': 1 },
    { 'optimizer.weightDecay': 0, 'loss.smoothing': 0.1 },
    { 'optimizer.weightDecay': 0, 'loss.id': 'stablemax' },
  ])
    expect(verdictOf(sceneOf(set, stuck, [['memorised', 50]])).kind).toBe('waiting');
  expect(verdictOf(sceneOf({ 'optimizer.weightDecay': 0 }, [[50, at(1, 0.01, 42, { 'softmaxCollapse.train': 0.99 })]], [['memorised', 50]])).kind).toBe(
    'waiting',
  );
});

test('one that diverged', () => {
  const scene = sceneOf({}, GROKS.slice(0, 2), [['memorised', 52]]);
  scene.record.take({ type: 'diverged', step: 60, what: 'weight norm is NaN' });
  expect(verdictOf(scene)).toMatchObject({ kind: 'diverged', words: { en: expect.stringContaining('step 60') } });
});
