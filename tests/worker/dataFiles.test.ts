/** Fetching data files: slow is no fault, silence is, and what did not come is asked for again. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeTimers, hasten } from '../hasten.ts';

beforeEach(() => {
  fakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const load = async () => (await import('../../src/worker/dataFiles.ts')).loadFile;
const packed = new Uint8Array(gzipSync(new Uint8Array(50_000).map((_, i) => (i * i) % 251)));

/** A body in pieces, `every` milliseconds apart; after `stop` of them nothing more comes. */
function body(pieces: number, every: number, stop = Number.POSITIVE_INFINITY): ReadableStream<Uint8Array> {
  const size = Math.ceil(packed.length / pieces);
  let next = 0;
  return new ReadableStream({
    async pull(controller) {
      if (next >= stop) return new Promise(() => undefined);
      await new Promise((resolve) => void setTimeout(() => resolve(null), every));
      if (next * size >= packed.length) return controller.close();
      controller.enqueue(packed.subarray(next * size, ++next * size));
    },
  });
}

const answering = (...bodies: (() => Promise<unknown>)[]) => {
  const asked = vi.fn<(url: string, init: { readonly signal: AbortSignal }) => Promise<unknown>>(() => (bodies.shift() as () => Promise<unknown>)());
  vi.stubGlobal('fetch', asked);
  return asked;
};
const never = (): Promise<never> => new Promise(() => undefined);

test('a slow network is waited for, as long as something keeps coming', async () => {
  answering(() => Promise.resolve({ ok: true, status: 200, body: body(6, 10_000) }));
  expect((await hasten((await load())('digits'))).result.length).toBe(50_000);
});

test.each<[string, () => Promise<unknown>]>([
  ['never answers', never],
  ['answers and sends nothing', () => Promise.resolve({ ok: true, status: 200, body: body(6, 10, 0) })],
  ['stops in the middle', () => Promise.resolve({ ok: true, status: 200, body: body(6, 10, 3) })],
])('a server that %s is given up after a quarter of a minute of silence, and asked again next time', async (_, bad) => {
  const asked = answering(bad, () => Promise.resolve({ ok: true, status: 200, body: body(2, 10) }));
  const loadFile = await load();
  await expect(hasten(loadFile('digits'))).rejects.toMatchObject({ name: 'TooLate', words: { ja: expect.stringContaining('digits') as string } });
  expect(asked.mock.calls[0]?.[1].signal.aborted).toBe(true);
  expect((await hasten(loadFile('digits'))).result.length).toBe(50_000);
  await loadFile('digits');
  expect(asked).toHaveBeenCalledTimes(2);
});

test('a server that refuses is named with its status', async () => {
  answering(() => Promise.resolve({ ok: false, status: 404, body: null }));
  await expect(hasten((await load())('mnist'))).rejects.toThrow('404');
});

test('an answer without a body, or a network that is down, is asked again; what has come is kept', async () => {
  const asked = answering(
    () => Promise.resolve({ ok: true, status: 204, body: null }),
    () => Promise.reject(new Error('offline')),
    () => Promise.resolve({ ok: true, status: 200, body: body(1, 1) }),
  );
  const loadFile = await load();
  await expect(hasten(loadFile('digits'))).rejects.toThrow('«digits» could not be fetched (204)');
  await expect(hasten(loadFile('digits'))).rejects.toMatchObject({ words: { ja: 'データファイル「digits」を取得できませんでした（offline）' } });
  const both = (await hasten(Promise.all([loadFile('digits'), loadFile('digits')]))).result;
  expect(both.map(({ length }) => length)).toEqual([50_000, 50_000]);
  expect(asked.mock.calls.map(([url]) => url.includes('digits'))).toEqual([true, true, true]);
});
