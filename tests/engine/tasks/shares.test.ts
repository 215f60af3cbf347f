/** What tasks say of their training data, whatever their parameters are called. */
import { expect, test } from 'vitest';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { noiseShare, shownShare } from '../../../src/engine/tasks/shares.ts';
import { sectionOf } from '../small.ts';

test('a table is shown in part; examples are counted', () => {
  expect(shownShare(sectionOf(tasks.get('modular'), { trainFraction: 0.3 }))).toBe(0.3);
  expect(shownShare(sectionOf(tasks.get('teacher-student')))).toBeNull();
});

test('answers are random where a task has label noise, and as much as it has', () => {
  expect(noiseShare(sectionOf(tasks.get('s5'), { labelNoise: 0.2 }))).toBe(0.2);
  expect(noiseShare(sectionOf(tasks.get('digits')))).toBe(0);
});
