/** Looks at once or soon, and never twice for the same. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ticker } from '../../src/store/ticker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('however often it is asked it looks once in a while; a look at once stands for the one that was to come', () => {
  const start = Date.now();
  const looks: number[] = [];
  const ticker = new Ticker(100, () => looks.push(Date.now() - start));
  for (let i = 0; i < 25; i++) {
    ticker.soon();
    vi.advanceTimersByTime(10);
  }
  expect(looks).toEqual([100, 200]);
  ticker.now();
  expect(looks.at(-1)).toBe(250);
  vi.advanceTimersByTime(1000);
  expect(looks).toHaveLength(3);
  ticker.soon();
  // With all others that look every 100 ms.
  vi.advanceTimersByTime(50);
  expect(looks.at(-1)).toBe(1300);
});
