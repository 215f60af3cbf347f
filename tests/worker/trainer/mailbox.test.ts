/** What a run hears between two slices: everything that was put, once and in order, without waiting longer than it has to. */
import { expect, test, vi } from 'vitest';
import type { Control } from '../../../src/engine/run/host.ts';
import { Mailbox } from '../../../src/worker/trainer/mailbox.ts';

const change = (lr: number): Control => ({ type: 'change', patch: { 'optimizer.lr': lr } });

test('what was put is taken once, in order', async () => {
  const mailbox = new Mailbox();
  mailbox.put(change(0.1));
  mailbox.put({ type: 'pause' });
  expect(await mailbox.take(Infinity)).toEqual([change(0.1), { type: 'pause' }]);
  expect(await mailbox.take(0)).toEqual([]);
});

test('who waits without end is woken by the first control, and by nothing else', async () => {
  const mailbox = new Mailbox();
  let taken: readonly Control[] | undefined;
  const taking = mailbox.take(Infinity).then((controls) => (taken = controls));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(taken).toBeUndefined();
  mailbox.put({ type: 'resume' });
  await taking;
  expect(taken).toEqual([{ type: 'resume' }]);
});

test('who does not wait is back without a timer, which a hidden tab would hold back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  expect(await new Mailbox().take(0)).toEqual([]);
  vi.useRealTimers();
});

test('who waits for some time waits as long, less where something is said', async () => {
  vi.useFakeTimers();
  const mailbox = new Mailbox();
  let done = 0;
  const taking = mailbox.take(50).then((controls) => (done = 1 + controls.length));
  await vi.advanceTimersByTimeAsync(49);
  expect(done).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toBe(1);
  await taking;
  const early = mailbox.take(50);
  mailbox.put({ type: 'stop' });
  expect(await early).toEqual([{ type: 'stop' }]);
  // And leaves no timer behind.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
