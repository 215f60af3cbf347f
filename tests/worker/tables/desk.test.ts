/** The worker that reads tables: which file it is, and what it is found to be. */
import { expect, test } from 'vitest';
import { openDesk } from '../../../src/worker/tables/desk.ts';
import type { TablesCommand, TablesMessage } from '../../../src/worker/tables/protocol.ts';

const ROWS = '1,2.5,a\n2,3.5,b\n3,4.5,a\n';

/** What the worker says to a command, and how long it says it may be deaf meanwhile. */
async function said(command: Partial<TablesCommand>): Promise<{ readonly message: TablesMessage; readonly deaf: readonly number[] }> {
  const deaf: number[] = [];
  const message = await new Promise<TablesMessage>((resolve) => {
    openDesk({ post: resolve, stretch: (ms) => deaf.push(ms) })({
      type: 'read',
      ask: 7,
      blob: new Blob([ROWS]),
      name: 'a.csv',
      choices: {},
      wanted: [],
      ...command,
    });
  });
  await Promise.resolve();
  return { message, deaf };
}

test('a file is read, and the worker may be deaf meanwhile', async () => {
  const { message, deaf } = await said({});
  expect(message).toMatchObject({ type: 'read', ask: 7, file: expect.stringMatching(/^own:[0-9a-f]{16}$/), survey: { ok: true } });
  expect(deaf[0]).toBeGreaterThan(10_000);
  expect(deaf.at(-1)).toBe(0);
});

test('of one that is wanted nothing else is asked', async () => {
  const { message } = await said({});
  const file = message.type === 'read' ? message.file : 'own:';
  expect((await said({ wanted: [file] })).message).toMatchObject({ type: 'read', file, survey: null });
});

test('a bad one is read as well, and says why', async () => {
  expect((await said({ blob: new Blob(['1,2,a\n1,x']) })).message).toMatchObject({
    type: 'read',
    survey: { ok: false, faults: [{ en: expect.stringContaining('Line 2') }] },
  });
});

test('one that cannot be had is told', async () => {
  const blob = { arrayBuffer: () => Promise.reject(new Error('moved')) } as unknown as Blob;
  expect((await said({ blob })).message).toEqual({ type: 'failed', ask: 7, what: { en: 'moved', ja: 'moved' } });
});
