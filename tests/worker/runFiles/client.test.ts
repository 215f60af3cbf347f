/** The page's end of the worker for run files, with workers that the test speaks for. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunFile } from '../../../src/engine/runfile/runfile.ts';
import { text } from '../../../src/engine/text.ts';
import { createCrew } from '../../../src/worker/crew/crew.ts';
import { createRunFilesClient, type RunFilesClient } from '../../../src/worker/runFiles/client.ts';
import type { RunFilesCommand, RunFilesMessage } from '../../../src/worker/runFiles/protocol.ts';
import { FakePort } from '../fakePort.ts';

let workers: FakePort<RunFilesCommand, RunFilesMessage>[];
let client: RunFilesClient;
let makes: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  makes = true;
  client = createRunFilesClient(createCrew(), () => {
    if (!makes) throw new Error('refused by policy');
    const worker = new FakePort<RunFilesCommand, RunFilesMessage>();
    workers.push(worker);
    setTimeout(() => worker.pulse(), 1);
    return worker;
  });
});
afterEach(() => void vi.useRealTimers());

const FILE = { step: 7 } as RunFile;
const BLOB = new Blob(['x']);
const opened = { ok: true, file: FILE, kernelsHere: true } as const;

test('each question has its answer, and without a question there is no worker', async () => {
  expect(workers).toHaveLength(0);
  const [reading, writing] = [client.open(BLOB), client.write(FILE)];
  const [worker] = workers;
  expect(worker?.commands).toEqual([
    { type: 'read', id: 1, file: BLOB },
    { type: 'write', id: 2, file: FILE },
  ]);
  worker?.say({ type: 'written', id: 2, bytes: Uint8Array.of(1) });
  expect(await writing).toEqual(Uint8Array.of(1));
  expect(worker?.ended).toBe(false);
  worker?.say({ type: 'read', id: 1, opened });
  expect(await reading).toEqual(opened);
  expect(worker?.ended).toBe(true);
  void client.open(BLOB);
  expect(workers[1]?.commands).toEqual([{ type: 'read', id: 3, file: BLOB }]);
});

test('a worker that dies is replaced and asked again', async () => {
  const reading = client.open(BLOB);
  workers[0]?.pulse();
  workers[0]?.crash('out of memory');
  expect(workers[1]?.commands).toEqual([{ type: 'read', id: 1, file: BLOB }]);
  workers[1]?.say({ type: 'read', id: 1, opened });
  expect(await reading).toEqual(opened);
});

test('what is not to be had is said, in both languages', async () => {
  const reading = client.open(BLOB);
  workers[0]?.say({ type: 'failed', id: 1, why: text('gone', 'なくなりました') });
  await expect(reading).rejects.toMatchObject({ words: text('gone', 'なくなりました') });
  makes = false;
  const writing = client.write(FILE);
  const said = writing.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await said).toMatchObject({ words: { en: 'the browser made no worker for it' } });
});
