/** The worker that reads tables: which file it is, and what it is found to be. */
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { modelOf } from '../../../src/engine/run/network.ts';
import { encodeTensors } from '../../../src/engine/runfile/safetensors.ts';
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

describe('weights', () => {
  const config = defaultConfig();
  const good = encodeTensors(
    modelOf(config).parameters.map(({ name, shape, init }) => ({ name, shape, values: init(new Rng(1, name)) })),
    {},
  );
  const blob = new Blob([good as Uint8Array<ArrayBuffer>]);

  test('are compared with the network of the settings, by what the file is called', async () => {
    expect((await said({ blob, name: 'net.safetensors', config })).message).toMatchObject({
      survey: { ok: true, descriptor: expect.stringMatching(/^weights~[0-9a-f]{16}~net\.safetensors$/) },
    });
  });

  test('that do not fit are refused, by tensor, in both languages', async () => {
    const wider = { ...config, model: { ...config.model, width: 32 } };
    const { message } = await said({ blob, name: 'net.safetensors', config: wider });
    expect(message).toMatchObject({
      survey: { ok: false, faults: expect.arrayContaining([{ en: expect.stringContaining('of the shape ['), ja: expect.stringContaining('形状を [') }]) },
    });
  });
});

test('one that cannot be had is told', async () => {
  const blob = { arrayBuffer: () => Promise.reject(new Error('moved')) } as unknown as Blob;
  expect((await said({ blob })).message).toEqual({ type: 'failed', ask: 7, what: { en: 'moved', ja: 'moved' } });
});
