/** Where nothing encodes video, that is said, and what can be had instead. What browsers encode is played in tests/browser/film.test.ts. */
import { expect, test } from 'vitest';
import { videoWriter } from '../../../src/worker/film/video.ts';

test.each(['webm', 'mp4'] as const)('no %s without an encoder', async (container) => {
  await expect(videoWriter(container, { width: 1920, height: 1080 } as OffscreenCanvas, 30)).rejects.toMatchObject({
    words: { en: expect.stringContaining('a GIF needs no encoder') as string },
  });
});
