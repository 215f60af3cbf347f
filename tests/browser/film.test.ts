/** A film of a run that trains on: what comes of it is read by the browser's own players, and by a decoder of GIFs that is not ours. */
import { readFileSync } from 'node:fs';
import { GifReader } from 'omggif';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, passes, patient, stepOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function filmOf(page: Page, kind: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Film: ${kind}`, exact: true }).click()]);
  expect(download.suggestedFilename()).toBe(`mlp-fast-seed17-film.${kind.toLowerCase()}`);
  return readFileSync(await download.path());
}

interface Seen {
  readonly size: readonly [number, number];
  readonly seconds: number;
  /** At each time: the share of pixels that are not paper, and that of the hue of training. */
  readonly inked: readonly number[];
  readonly train: readonly number[];
}

/** A film as this browser plays it, at some times. */
const played = (page: Page, type: string, bytes: Buffer, times: readonly number[]): Promise<Seen> =>
  page.evaluate(
    async ([address, at]) => {
      const video = document.createElement('video');
      video.muted = true;
      await new Promise<unknown>((resolve, reject) => {
        video.addEventListener('loadeddata', resolve);
        video.addEventListener('error', () => reject(new Error(video.error?.message)));
        video.src = address;
      });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
      const [inked, train]: [number[], number[]] = [[], []];
      for (const time of at) {
        await new Promise<unknown>((resolve) => {
          video.addEventListener('seeked', resolve, { once: true });
          video.currentTime = time;
        });
        context.drawImage(video, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let [dark, hue] = [0, 0];
        for (let i = 0; i < data.length; i += 4) {
          const [red, green, blue] = [data[i] as number, data[i + 1] as number, data[i + 2] as number];
          if (red + green + blue < 700) dark++;
          // #c77c00, as a codec leaves it.
          if (Math.abs(red - 199) + Math.abs(green - 124) + Math.abs(blue) < 60) hue++;
        }
        inked.push((4 * dark) / data.length);
        train.push((4 * hue) / data.length);
      }
      return { size: [video.videoWidth, video.videoHeight] as const, seconds: video.duration, inked, train };
    },
    [`data:${type};base64,${bytes.toString('base64')}`, times] as const,
  );

test('a run that trains on goes home as WebM, MP4 and GIF; a film that is stopped says so, and another can be made', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=11&model.width=16&steps=1000000');
  await page.locator('#run').click();
  await passes(page, 300);
  await page.getByRole('button', { name: 'Save and open files' }).click();
  await page.getByRole('menuitem', { name: /^Take figures and numbers home/ }).click();
  await page.getByRole('dialog', { name: 'Take home' }).waitFor();
  await page.getByRole('radio', { name: '20 s' }).check();

  await page.getByRole('button', { name: 'Film: WebM', exact: true }).click();
  await page.getByRole('progressbar', { name: 'Progress of the film' }).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.locator('.take-said[data-failed=true]', { hasText: 'it was stopped' }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });

  await page.getByRole('radio', { name: '5 s' }).check();
  const before = await stepOf(page);
  const webm = await filmOf(page, 'WebM');
  await passes(page, before);
  // EBML, and its kind.
  expect([...webm.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  expect(webm.subarray(0, 64).toString('latin1')).toContain('webm');

  const player = await patient(await browser.newPage());
  const film = await played(player, 'video/webm', webm, [0.2, 2, 4.8]);
  expect(film.size).toEqual([1920, 1080]);
  expect(film.seconds).toBeCloseTo(5, 1);
  // Mostly paper; curves get longer.
  expect(Math.max(...film.inked)).toBeLessThan(0.2);
  const [first = 0, middle = 0, last = 0] = film.train;
  expect(first).toBeGreaterThan(0);
  expect(middle).toBeGreaterThan(first);
  expect(last).toBeGreaterThan(middle);

  const mp4 = await filmOf(page, 'MP4');
  expect(mp4.subarray(4, 8).toString()).toBe('ftyp');
  const same = await played(player, 'video/mp4', mp4, [4.8]);
  expect([same.size, Math.round(same.seconds)]).toEqual([[1920, 1080], 5]);

  // Closed meanwhile, it goes on.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Film: GIF', exact: true }).click();
      await page.keyboard.press('Escape');
    })(),
  ]);
  const gif = new GifReader(readFileSync(await download.path()));
  expect([gif.width, gif.height]).toEqual([960, 540]);
  const delays = Array.from({ length: gif.numFrames() }, (_, i) => gif.frameInfo(i).delay);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(500);
  // The last moment stands for a second.
  expect(delays.at(-1)).toBeGreaterThanOrEqual(100);
  const pixels = new Uint8Array(4 * 960 * 540);
  gif.decodeAndBlitFrameRGBA(0, pixels);
  expect([...pixels.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  const shown = Buffer.from(pixels);
  for (let i = 1; i < gif.numFrames(); i++) gif.decodeAndBlitFrameRGBA(i, pixels);
  expect(shown.equals(pixels)).toBe(false);
  expect([...pixels.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  expect(faults).toEqual([]);
});
