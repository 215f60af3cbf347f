/** A wire is laid once both workers are there, and anew whenever one of them is another. */
import { expect, test } from 'vitest';
import { openWire, serveWire } from '../../src/worker/wire.ts';
import { createWiring } from '../../src/worker/wiring.ts';

type Ported = { readonly port: MessagePort };

test('what is fetched at one end is served at the other', async () => {
  const wiring = createWiring();
  const [trainers, looks]: [MessagePort[], MessagePort[]] = [[], []];
  const post =
    (ports: MessagePort[]) =>
    (command: Ported, transfer: readonly Transferable[] = []): void => {
      expect(transfer).toEqual([command.port]);
      ports.push(command.port);
    };
  wiring.looks(post(looks));
  expect(looks).toEqual([]);
  wiring.trainer(post(trainers));
  wiring.trainer(post(trainers));
  wiring.looks(post(looks));
  expect([trainers.length, looks.length]).toEqual([3, 3]);
  // The last pair belongs together.
  const [mine, theirs] = [looks.at(-1), trainers.at(-1)] as [MessagePort, MessagePort];
  serveWire(theirs, (run) => Promise.resolve({ step: run.length, parameters: [] }));
  expect(await openWire(mine).fetch('abc')).toEqual({ step: 3, parameters: [] });
  for (const port of [...trainers, ...looks]) port.close();
});
