/** The image sets as they come over the network: unpacked, once, and asked for again where they did not come. */
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { loadFile } from '../../src/worker/dataFiles.ts';

afterEach(() => vi.unstubAllGlobals());

const BYTES = Uint8Array.of(3, 1, 4, 1, 5);

test('a file is fetched until it has come, and then kept', async () => {
  const answers: (() => Response)[] = [
    () => new Response('not here', { status: 404 }),
    () => new Response(null, { status: 200 }),
    () => {
      throw new Error('offline');
    },
    () => new Response(gzipSync(BYTES)),
  ];
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return answers[asked.length - 1]?.();
  });
  await expect(loadFile('digits')).rejects.toThrow('«digits» could not be fetched (404)');
  await expect(loadFile('digits')).rejects.toThrow('«digits» could not be fetched (200)');
  await expect(loadFile('digits')).rejects.toThrow('offline');
  expect(await Promise.all([loadFile('digits'), loadFile('digits')])).toEqual([BYTES, BYTES]);
  expect(await loadFile('digits')).toEqual(BYTES);
  expect(asked).toHaveLength(4);
  expect(asked.every((url) => url.includes('digits'))).toBe(true);
});
