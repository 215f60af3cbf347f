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

test('whatever a task says, a share is read where it shows one, and nothing where it counts examples', () => {
  for (const task of tasks.entries) {
    const amount = task.parameters[task.trainAmount];
    const whole = amount?.kind === 'number' && amount.integer === true;
    expect([task.id, shownShare(sectionOf(task, { [task.trainAmount]: 0.5 }))]).toEqual([task.id, whole ? null : 0.5]);
    const noisy = task.labelNoise === undefined ? 0 : 0.4;
    expect([task.id, noiseShare(sectionOf(task, task.labelNoise === undefined ? {} : { [task.labelNoise]: 0.4 }))]).toEqual([task.id, noisy]);
  }
});
