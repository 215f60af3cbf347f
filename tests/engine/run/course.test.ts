/** Where a run is: changes made exactly at their steps, and transforms counted from when they came on. */
import { expect, test } from 'vitest';
import { valueAt } from '../../../src/engine/config/config.ts';
import { withPatch } from '../../../src/engine/config/live.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Change } from '../../../src/engine/run/change.ts';
import { Course } from '../../../src/engine/run/course.ts';
import { transforms } from '../../../src/engine/transforms/index.ts';

const config = defaultConfig();
const rate = (step: number, lr: number): Change => ({ step, patch: { 'optimizer.lr': lr } });
const factor = (step: number, value: number): Change => ({ step, patch: { 'transforms.grokfast.factor': value } });
const grokfast = transforms.get('grokfast');

test('a change is made when its step has come, and steps stop there', () => {
  const course = new Course(config, null);
  course.expect(rate(3, 0.1));
  course.expect(rate(3, 0.2));
  course.expect(rate(7, 0.3));
  expect([course.turn(), course.room(10)]).toEqual([false, 3]);
  course.step = 3;
  expect(course.turn()).toBe(true);
  expect([valueAt(course.config, 'optimizer.lr'), course.room(10), course.room(5)]).toEqual([0.2, 4, 2]);
  expect(course.made).toEqual([rate(3, 0.1), rate(3, 0.2)]);
  course.step = 7;
  expect([course.turn(), course.turn()]).toEqual([true, false]);
  expect([course.made.length, course.room(10)]).toEqual([3, 3]);
});

test('a course from a snapshot has its changes behind it', () => {
  const course = new Course(config, { step: 20, changes: [rate(3, 0.1), factor(5, 2)] });
  expect([course.step, valueAt(course.config, 'optimizer.lr')]).toEqual([20, 0.1]);
  expect([course.on, course.since(grokfast)]).toEqual([[grokfast], 5]);
});

test('a transform counts from when it came on, last', () => {
  const course = new Course(withPatch(config, { 'transforms.grokfast.factor': 1 }), null);
  expect([course.on, course.since(grokfast)]).toEqual([[grokfast], 0]);
  for (const change of [factor(4, 2), factor(6, 0), factor(9, 1)]) course.expect(change);
  const seen = [4, 6, 9].map((step) => {
    course.step = step;
    course.turn();
    return course.on.length === 0 ? null : course.since(grokfast);
  });
  expect(seen).toEqual([0, null, 9]);
});
