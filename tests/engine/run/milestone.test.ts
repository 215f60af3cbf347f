import { expect, test } from 'vitest';
import { GOALS, isMilestoneKind, isTrain, isVal, meets, MILESTONES, settles } from '../../../src/engine/run/milestone.ts';

test('a goal is settled by what passes the same threshold, and met by itself or by more', () => {
  const settled = GOALS.map((goal) => MILESTONES.filter((kind) => settles(kind, goal)));
  expect(settled).toEqual([
    ['memorised', 'fitted'],
    ['memorised', 'fitted'],
    ['grokked', 'generalised'],
    ['grokked', 'generalised'],
  ]);
  const met = GOALS.map((goal) => MILESTONES.filter((kind) => meets(kind, goal)));
  expect(met).toEqual([['memorised'], ['memorised', 'fitted'], ['grokked'], ['grokked', 'generalised']]);
});

test('milestones are about one side, or none', () => {
  const sides = MILESTONES.map((kind) => [isTrain({ kind, step: 1 }), isVal({ kind, step: 1 })]);
  expect(sides).toEqual([
    [true, false],
    [true, false],
    [false, true],
    [false, true],
    [false, false],
  ]);
});

test('words that are milestones', () => {
  expect([...MILESTONES, 'steps', 'stopped', null].filter(isMilestoneKind)).toEqual([...MILESTONES]);
});
