/** What is shown one after another. */
import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useArrivals } from '../../../src/ui/parts/useArrivals.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('nothing is shown at first, then one more in each task, and no more than there are', async () => {
  vi.useFakeTimers();
  const { result } = renderHook(() => useArrivals(3));
  const seen = [result.current];
  for (let i = 0; i < 5; i++) {
    await act(() => vi.advanceTimersToNextTimerAsync());
    seen.push(result.current);
  }
  expect(seen).toEqual([0, 1, 2, 3, 3, 3]);
});
