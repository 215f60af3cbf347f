/** A store that follows another one slowly. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { throttled } from '../../src/store/throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Figures {
  readonly step: number;
  readonly status: string;
  readonly extra?: string;
}

test('it follows at most once in a while, the last value is never missed, and what is urgent does not wait', () => {
  const source = createStore<Figures>(() => ({ step: 0, status: 'running', extra: 'gone with the next' }));
  const follower = throttled(source, 250, (now, before) => now.status !== before.status);
  const seen: [time: number, step: number][] = [];
  const start = Date.now();
  follower.subscribe(({ step }) => seen.push([Date.now() - start, step]));
  expect(follower.getState()).toEqual(source.getState());
  for (let step = 1; step <= 30; step++) {
    source.setState({ step, status: 'running' }, true);
    vi.advanceTimersByTime(10);
  }
  expect(seen).toEqual([[250, 25]]);
  source.setState({ status: 'paused', step: 31 }, true);
  expect(seen.at(-1)).toEqual([300, 31]);
  // What was waiting went with it.
  vi.advanceTimersByTime(1000);
  expect(seen).toHaveLength(2);
  source.setState({ step: 32 });
  // With all others that look every 250 ms.
  vi.advanceTimersByTime(199);
  expect(seen).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(seen.at(-1)).toEqual([1500, 32]);
  expect(follower.getState()).toEqual({ step: 32, status: 'paused' });
});
