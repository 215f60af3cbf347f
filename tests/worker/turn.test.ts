/** Letting messages in: each turn ends, in order, after what came before it. */
import { expect, test, vi } from 'vitest';
import { createTurn } from '../../src/worker/turn.ts';

test('turns end in the order in which they began, and messages come in between', async () => {
  const turn = createTurn();
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const came = new Promise<void>((resolve) => {
    port1.addEventListener('message', () => {
      order.push('message');
      resolve();
    });
  });
  port1.start();
  port2.postMessage(null);
  await Promise.all(['a', 'b', 'c'].map(async (name) => turn().then(() => order.push(name))));
  await came;
  expect(order.filter((name) => name !== 'message')).toEqual(['a', 'b', 'c']);
  let turns = 0;
  for (let i = 0; i < 5; i++) {
    await turn();
    turns++;
  }
  expect(turns).toBe(5);
  port1.close();
});

test('where the browser hands tasks out, a worker’s turn is one of those, behind what else waits', async () => {
  const tasks: (() => void)[] = [];
  const postTask = vi.fn<(task: () => void) => Promise<void>>(async (task) => new Promise<void>((resolve) => tasks.push(() => resolve(task()))));
  vi.stubGlobal('scheduler', { postTask });
  const turn = createTurn(true);
  vi.unstubAllGlobals();
  let ended = false;
  const turning = turn().then(() => (ended = true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ended).toBe(false);
  for (const task of tasks) task();
  await turning;
  expect(postTask).toHaveBeenCalledExactlyOnceWith(expect.any(Function), { priority: 'background' });
});
