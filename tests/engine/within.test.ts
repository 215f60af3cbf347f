/** Waits with an end: what comes in time, what fails, what comes too late, and a machine that slept meanwhile. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TooLate, within } from '../../src/engine/within.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const WHAT = { en: 'the file', ja: 'ファイル' };
const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => void setTimeout(() => resolve(value), ms));

test('what comes in time is given, what fails fails, and no timer is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 100, max: 10_000 }), fc.double({ min: 0, max: 0.9, noNaN: true }), async (ms, share) => {
      const waiting = within(ms, WHAT, after(share * ms, 7));
      await vi.advanceTimersByTimeAsync(ms);
      expect(await waiting).toBe(7);
      await expect(within(ms, WHAT, Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(vi.getTimerCount()).toBe(0);
    }),
  );
});

test('what does not come is named in both languages after the time allowed, not before, and what comes after all is put away', async () => {
  const put: number[] = [];
  const heard = vi.fn<(error: unknown) => void>();
  const waiting = within(8000, WHAT, after(9000, 7), (value) => void put.push(value));
  waiting.catch(heard);
  await vi.advanceTimersByTimeAsync(7990);
  expect(heard).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20);
  await expect(waiting).rejects.toBeInstanceOf(TooLate);
  await expect(waiting).rejects.toMatchObject({ words: { en: 'the file did not come within 8 s', ja: 'ファイルが 8 秒待っても得られませんでした' } });
  expect(put).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(put).toEqual([7]);
});

test('one late timer does not judge: whoever slept finds the answer waiting', async () => {
  let answer: (value: number) => void = () => undefined;
  const waiting = within(
    4000,
    WHAT,
    new Promise<number>((resolve) => {
      answer = resolve;
    }),
  );
  // An hour without a timer; then the first one, and behind it the answer.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersToNextTimer();
  answer(7);
  await vi.advanceTimersByTimeAsync(0);
  expect(await waiting).toBe(7);
});
