/** A worker's side of the death watch: it answers before and while it loads, and no command is lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attend, type Line, type Scope } from '../../../src/worker/crew/attend.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Attending {
  readonly said: unknown[];
  readonly transferred: unknown[];
  readonly taken: unknown[];
  readonly line: Line<string>;
  send(data: unknown): void;
  loaded(): Promise<void>;
  unloaded(error: unknown): Promise<void>;
}

function attending(): Attending {
  const said: unknown[] = [];
  const transferred: unknown[] = [];
  const taken: unknown[] = [];
  let listener: (event: { readonly data: unknown }) => void = () => undefined;
  let [settle, fail]: [(take: (command: unknown) => void) => void, (error: unknown) => void] = [() => undefined, () => undefined];
  let line: Line<string> | undefined;
  const scope: Scope = {
    addEventListener: (_, given) => void (listener = given),
    postMessage(message, { transfer }) {
      said.push(message);
      transferred.push(...transfer);
    },
  };
  attend<string>(scope, (given) => {
    line = given;
    return new Promise((resolve, reject) => ([settle, fail] = [resolve, reject]));
  });
  return {
    said,
    transferred,
    taken,
    line: line as unknown as Line<string>,
    send: (data) => listener({ data }),
    async loaded() {
      settle((command) => taken.push(command));
      await vi.advanceTimersByTimeAsync(0);
    },
    async unloaded(error) {
      fail(error);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('it says that it lives at once, and answers every question, loaded or not', async () => {
  const worker = attending();
  // Reading what it loads may keep it deaf for a while.
  expect(worker.said).toEqual([{ crew: 'pong' }, { crew: 'stretch', ms: 6000 }]);
  worker.send({ crew: 'ping' });
  await worker.loaded();
  worker.send({ crew: 'ping' });
  expect(worker.said.slice(2)).toEqual([{ crew: 'pong' }, { crew: 'stretch', ms: 0 }, { crew: 'pong' }]);
  expect(worker.taken).toEqual([]);
});

test('commands that come while it loads wait, and are taken in order', async () => {
  const worker = attending();
  worker.send('a');
  worker.send('b');
  await worker.loaded();
  worker.send('c');
  expect(worker.taken).toEqual(['a', 'b', 'c']);
});

test('whatever is no question is a command, be it nothing at all', async () => {
  const worker = attending();
  await worker.loaded();
  const commands = [null, undefined, 7, 'crew', { crew: 'pong' }, ['ping'], {}];
  for (const command of commands) worker.send(command);
  expect(worker.taken).toEqual(commands);
  expect(worker.said).toHaveLength(3);
});

test('what cannot be loaded is said, in its words; so is what takes too long', async () => {
  const worker = attending();
  await worker.unloaded(new Error('404'));
  expect(worker.said.at(-1)).toEqual({ crew: 'unloaded', what: '404' });
  // It is said once.
  await vi.advanceTimersByTimeAsync(120_000);
  expect(worker.said).toHaveLength(3);
  const wordless = attending();
  await wordless.unloaded('no such file');
  expect(wordless.said.at(-1)).toEqual({ crew: 'unloaded', what: 'no such file' });
  const slow = attending();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(slow.said).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(slow.said.at(-1)).toEqual({ crew: 'unloaded', what: 'not loaded after 60 s' });
  const fine = attending();
  await fine.loaded();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(fine.said).toHaveLength(3);
});

test('messages carry what they transfer, and a long stretch is announced', () => {
  const { line, said, transferred } = attending();
  const buffer = new ArrayBuffer(8);
  line.post('here', [buffer]);
  line.stretch(9000);
  line.post('there');
  expect(said.slice(2)).toEqual(['here', { crew: 'stretch', ms: 9000 }, 'there']);
  expect(transferred).toEqual([buffer]);
});

test('a file of the reader’s is asked for, and whoever asked has it; nobody else hears of it', async () => {
  const worker = attending();
  await worker.loaded();
  const [first, again, other] = [worker.line.own('own:1'), worker.line.own('own:1'), worker.line.own('own:2')];
  expect(worker.said.slice(-3)).toEqual(['own:1', 'own:1', 'own:2'].map((file) => ({ crew: 'wanted', file })));
  const blob = new Blob(['a']);
  worker.send({ crew: 'given', file: 'own:1', blob });
  worker.send({ crew: 'given', file: 'own:2', blob: null });
  expect(await Promise.all([first, again, other])).toEqual([blob, blob, null]);
  expect(worker.taken).toEqual([]);
});
