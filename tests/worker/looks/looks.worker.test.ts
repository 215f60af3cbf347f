/** The looking worker's own file: it answers, fetches live networks over the wire it was given last, and takes no nonsense. */
import { afterEach, expect, test, vi } from 'vitest';
import type { LooksMessage } from '../../../src/worker/looks/protocol.ts';
import { serveWire } from '../../../src/worker/wire.ts';
import { MLP, networkOf } from '../../engine/looks/networks.ts';
import { enter, isReady, type Entry } from '../scope.ts';

afterEach(() => vi.unstubAllGlobals());

const answerTo = (worker: Entry, ask: number): Promise<LooksMessage> => worker.until((message: LooksMessage) => message.ask === ask);

test('it looks at fresh networks and, over the latest wire, at live ones; without one a run is gone', async () => {
  const worker = await enter('looks/looks.worker.ts', 'looks');
  expect(worker.said[0]).toEqual({ crew: 'pong' });
  const question = { train: 5, val: 5 };
  let number = 0;
  const look = (at: unknown): Promise<LooksMessage> => {
    const network = ++number;
    worker.send({ type: 'network', network, config: MLP, at });
    worker.send({ type: 'ask', viewer: 'me', look: 'answers', ask: ++number, network, question });
    return answerTo(worker, number);
  };
  expect(await look(null)).toMatchObject({ type: 'answer', step: 0 });
  expect(await look({ live: 'run' })).toMatchObject({ type: 'gone' });
  const ends = [10, 20].map((step) => {
    const { port1, port2 } = new MessageChannel();
    serveWire(port1, (run) => Promise.resolve(run === 'run' ? { step, parameters: networkOf(MLP).parameters.map((p) => p.slice()) } : null));
    worker.send({ type: 'wire', port: port2 });
    return port1;
  });
  const closed = new Promise((resolve) => ends[0]?.addEventListener('close', resolve));
  const answer = await look({ live: 'run' });
  expect(answer).toMatchObject({ type: 'answer', step: 20 });
  expect((answer as { readonly took: number }).took).toBeGreaterThanOrEqual(0);
  // Nobody is at the other end of the first any more.
  await closed;
  for (const port of ends) port.close();
});

test('what is no command is an error, which its death watch hears', async () => {
  const worker = await enter('looks/looks.worker.ts', 'looks');
  await worker.until(isReady);
  expect(() => worker.send({ type: 'dance' })).toThrow('the command is not in the protocol');
});
