/** The second half of a press. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { soon } from '../../../src/ui/parts/soon.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work waits for a task of its own, and is done once', () => {
  const work = vi.fn<() => void>();
  soon(work);
  expect(work).not.toHaveBeenCalled();
  vi.runAllTimers();
  dispatchEvent(new KeyboardEvent('keydown'));
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(1);
});

test.each(['keydown', 'keyup', 'pointerdown', 'click', 'input'])('a %s anywhere finds it done', (kind) => {
  const order: string[] = [];
  const heard = (): void => void order.push('heard');
  document.body.addEventListener(kind, heard, true);
  soon(() => order.push('done'));
  document.body.dispatchEvent(new Event(kind, { bubbles: true }));
  vi.runAllTimers();
  expect(order).toEqual(['done', 'heard']);
  document.body.removeEventListener(kind, heard, true);
});
