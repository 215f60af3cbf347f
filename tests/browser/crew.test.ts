/** The trainer made to spin, to close itself and to be killed, in the real page: the page says so within five seconds, and the run goes on, bit for bit. */
import type { Browser, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, watch, type Watched } from './browser.ts';

declare global {
  /** The trainers that the page has made, and the seeds of the runs that they began. */
  var trainers: globalThis.Worker[];
  var begun: number[];
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A page whose workers can be got at. */
async function openWatched(hash: string): Promise<Watched> {
  const watched = await watch(browser, inject('pageUrl'));
  await watched.page.addInitScript(() => {
    globalThis.trainers = [];
    globalThis.begun = [];
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name !== 'trainer') return;
        globalThis.trainers.push(this);
        this.addEventListener(
          'message',
          ({ data }: MessageEvent<{ readonly event?: { readonly type: string; readonly config: { readonly seed: number } } }>) => {
            if (data.event?.type === 'started') globalThis.begun.push(data.event.config.seed);
          },
        );
      }
    };
  });
  await watched.page.goto(`${inject('pageUrl')}${hash}`);
  return watched;
}

/** Slow enough to be killed in mid-run on a fast machine too, and over in seconds. */
const CONFIG = { 'task.p': '31', 'model.width': '32', 'model.ffn': '32', 'probes.localComplexity.points': '8', steps: '4000', seed: '5' };
const HASH = `#preset=default&${new URLSearchParams(CONFIG)}`;
const KEYS = ['train.loss', 'val.loss', 'train.accuracy', 'val.accuracy', 'weightNorm', 'localComplexity.train'];

const curves = (page: Page) => page.evaluate((keys) => Object.fromEntries(keys.map((key) => [key, globalThis.grokscope.curve(key)])), KEYS);
const press = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();
const reached = (page: Page, step: number) => page.waitForFunction((at) => globalThis.grokscope.status().step > at, step, { timeout: 60_000 });
const finished = (page: Page) => page.waitForFunction(() => globalThis.grokscope.status().status === 'finished', undefined, { timeout: 120_000 });
const says = (page: Page, words: string) =>
  page.waitForFunction((part) => document.querySelector('.sentence')?.textContent.includes(part), words, { polling: 'raf', timeout: 10_000 });
/** The trainer that is at work: those that were replaced may still be listed. */
const trainer = (page: Page): Worker => page.workers().findLast((worker) => worker.url().includes('trainer')) as Worker;

/** The uninterrupted run. */
let whole: Awaited<ReturnType<typeof curves>>;
beforeAll(async () => {
  const { page } = await openWatched(HASH);
  await press(page);
  await finished(page);
  whole = await curves(page);
  await page.close();
});

const WAYS: readonly (readonly [name: string, end: (page: Page) => Promise<unknown>])[] = [
  ['spins', (page) => trainer(page).evaluate('for (;;);')],
  ['closes itself', (page) => trainer(page).evaluate('self.close()')],
  ['throws', (page) => trainer(page).evaluate('setTimeout(() => { throw new Error("ours"); })')],
  ['is killed', (page) => page.evaluate(() => globalThis.trainers.at(-1)?.terminate())],
];

test.each(WAYS)('a trainer that %s is replaced: said within five seconds, and the curve is the uninterrupted one', async (_, end) => {
  const { page, faults } = await openWatched(HASH);
  await press(page);
  for (const step of [100, 1500]) {
    await reached(page, step);
    const began = Date.now();
    void end(page).catch(() => null);
    // On a fast machine it stands there for a few frames only.
    await says(page, 'Another one takes over from the last snapshot');
    expect(Date.now() - began).toBeLessThan(5000);
    await page.getByText(/the trainer had to be replaced; the run went on/).waitFor({ timeout: 30_000 });
  }
  await finished(page);
  expect(await curves(page)).toEqual(whole);
  const marks = await page.evaluate(() => globalThis.grokscope.marks().filter(({ kind }) => kind === 'recovered'));
  expect(marks).toHaveLength(2);
  expect(faults.filter((fault) => !fault.includes('ours'))).toEqual([]);
  await page.close();
});

test('a run that is asked for while the trainer spins does not wait for it', async () => {
  const { page, faults } = await openWatched(HASH);
  await press(page);
  await reached(page, 50);
  void trainer(page)
    .evaluate('for (;;);')
    .catch(() => null);
  await page.waitForTimeout(200);
  const before = await page.evaluate(() => globalThis.grokscope.config()?.seed);
  const began = Date.now();
  await page.keyboard.press('n');
  await page.waitForFunction((seed) => globalThis.grokscope.config()?.seed !== seed && globalThis.grokscope.status().step > 10, before, { timeout: 30_000 });
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(faults).toEqual([]);
  await page.close();
});

test('of fifty runs asked for in a storm only the last is begun', async () => {
  const { page, faults } = await openWatched(HASH.replace('steps=4000', 'steps=100000'));
  await press(page);
  await reached(page, 20);
  await page.evaluate(async () => {
    for (let i = 0; i < 50; i++) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await page.waitForFunction(() => globalThis.grokscope.config()?.seed !== 5, undefined, { timeout: 30_000 });
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => globalThis.begun)).toEqual([5, await page.evaluate(() => globalThis.grokscope.config()?.seed)]);
  expect(faults).toEqual([]);
  await page.close();
});
