/** Waiting for what the browser keeps, and no longer than is good. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptNowhere, readInTime } from '../../src/store/kept.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const taken: number[] = [];
const take = (found: ReadonlyMap<string, number>): void => void taken.push(...found.values());
beforeEach(() => void (taken.length = 0));

test('what comes in time is taken, and the wait is over', async () => {
  expect(await readInTime(Promise.resolve(new Map([['a', 1]])), 100, take)).toBe(true);
  expect(taken).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});

test('what is refused is nothing, at once', async () => {
  expect(await readInTime(Promise.reject(new Error('refused')), 100, take)).toBe(false);
  expect(taken).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('what does not come is given up, and still taken should it come', async () => {
  let answer: (found: ReadonlyMap<string, number>) => void = () => undefined;
  const waiting = readInTime(
    new Promise<ReadonlyMap<string, number>>((resolve) => {
      answer = resolve;
    }),
    100,
    take,
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(await waiting).toBe(false);
  expect(taken).toEqual([]);
  answer(new Map([['a', 2]]));
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual([2]);
});

test('kept nowhere, nothing is found, and nothing goes wrong', async () => {
  const nowhere = keptNowhere<number>();
  await nowhere.keep('a', 1);
  await nowhere.forget(['a']);
  expect((await nowhere.load(['a'])).size).toBe(0);
});
