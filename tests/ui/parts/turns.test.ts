/** Pieces of work: one a task, in order, and one that throws or is taken back holds up no other. */
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/ui/parts/turns.ts';

function bench() {
  const tasks: (() => void)[] = [];
  const done: string[] = [];
  const turns = createTurns((callback) => tasks.push(callback));
  const piece = (name: string) => () => void done.push(name);
  return { tasks, done, turns, piece, task: () => tasks.shift()?.() };
}

test('one piece a task, in the order asked for', () => {
  const { tasks, done, turns, piece, task } = bench();
  for (const name of ['a', 'b', 'c']) turns.ask(piece(name));
  expect([tasks.length, done]).toEqual([1, []]);
  task();
  expect(done).toEqual(['a']);
  task();
  task();
  expect([done, tasks.length]).toEqual([['a', 'b', 'c'], 0]);
  turns.ask(piece('d'));
  task();
  expect(done.at(-1)).toBe('d');
});

test('what is taken back is not done, and costs no task', () => {
  const { done, turns, piece, task, tasks } = bench();
  turns.ask(piece('a'))();
  turns.ask(piece('b'));
  task();
  expect([done, tasks.length]).toEqual([['b'], 0]);
});

test('the same piece asked for twice is done twice, and one that throws holds up no other', () => {
  const { done, turns, piece, task } = bench();
  const same = piece('a');
  turns.ask(() => {
    throw new Error('no');
  });
  turns.ask(same);
  turns.ask(same);
  expect(task).toThrow('no');
  task();
  task();
  expect(done).toEqual(['a', 'a']);
});
