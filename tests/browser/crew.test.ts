/** The trainer made to spin, to close itself and to be killed, in the real page: the page says so, and the run goes on, bit for bit. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, passes, statusIs, visit, watch, workerNamed, type Watched } from './browser.ts';

declare global {
  /** The trainers that the page has made, and the seeds of the runs that they began. */
  var trainers: globalThis.Worker[];
  var begun: number[];
  /** What the clock showed, again and again. */
  var elapsed: number[];
  /** How often the page has said that a trainer is being replaced. */
  var replacing: number;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const REPLACING = 'Another one takes over from the last snapshot';

/** A page whose workers can be got at, and which counts how often it has said that one is replaced: on a fast machine that stands there for a few frames only. */
async function openWatched(hash: string): Promise<Watched> {
  const watched = await watch(browser, inject('pageUrl'));
  await watched.page.addInitScript((words) => {
    globalThis.trainers = [];
    globalThis.begun = [];
    globalThis.replacing = 0;
    let said = false;
    new MutationObserver(() => {
      const says = document.querySelector('.sentence')?.textContent.includes(words) ?? false;
      if (says && !said) globalThis.replacing++;
      said = says;
    }).observe(document, { subtree: true, childList: true, characterData: true });
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
  }, REPLACING);
  await visit(watched.page, `${inject('pageUrl')}${hash}`);
  return watched;
}

/** Slow enough to be killed in mid-run on a fast machine too, and over in seconds. */
const CONFIG = { 'task.p': '31', 'model.width': '32', 'model.ffn': '32', 'probes.localComplexity.points': '8', steps: '2500', seed: '5' };
const HASH = `#preset=default&${new URLSearchParams(CONFIG)}`;
const KEYS = ['train.loss', 'val.loss', 'train.accuracy', 'val.accuracy', 'weightNorm', 'localComplexity.train'];

const curves = (page: Page) => page.evaluate((keys) => Object.fromEntries(keys.map((key) => [key, globalThis.grokscope.curve(key)])), KEYS);
const press = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();

/** The uninterrupted run. */
let whole: Awaited<ReturnType<typeof curves>>;
beforeAll(async () => {
  const { page } = await openWatched(HASH);
  await press(page);
  await statusIs(page, 'finished');
  whole = await curves(page);
  await page.close();
});

/** The worker answers first. */
const SPIN = 'setTimeout(() => { for (;;); })';

const WAYS: readonly (readonly [name: string, end: (page: Page) => Promise<unknown>])[] = [
  ['spins', async (page) => (await workerNamed(page, 'trainer')).evaluate(SPIN)],
  ['closes itself', async (page) => (await workerNamed(page, 'trainer')).evaluate('setTimeout(() => self.close())')],
  ['throws', async (page) => (await workerNamed(page, 'trainer')).evaluate('setTimeout(() => { throw new Error("ours"); })')],
  ['is killed', (page) => page.evaluate(() => globalThis.trainers.at(-1)?.terminate())],
];

test.each(WAYS)('a trainer that %s is replaced: that is said, and the curve is the uninterrupted one', async (_, end) => {
  const { page, faults } = await openWatched(HASH);
  await press(page);
  const recovered = () => page.evaluate(() => globalThis.grokscope.marks().filter(({ kind }) => kind === 'recovered').length);
  for (const [times, step] of [100, 1000].entries()) {
    await passes(page, step);
    await end(page);
    await page.waitForFunction((before) => globalThis.replacing > before, times);
    await expect.poll(recovered).toBe(times + 1);
    await page.getByText(/the trainer had to be replaced; the run went on/).waitFor();
  }
  await statusIs(page, 'finished');
  await expect.poll(() => curves(page)).toEqual(whole);
  await expect.poll(recovered).toBe(2);
  expect(faults.filter((fault) => !fault.includes('ours'))).toEqual([]);
  await page.close();
});

test('while a trainer is dead and nobody knows it, the clock is not turned back, and a single step is not lost', async () => {
  const { page, faults } = await openWatched(HASH.replace('steps=2500', 'steps=1000000'));
  await press(page);
  await passes(page, 100);
  await page.evaluate(() => {
    globalThis.elapsed = [];
    setInterval(() => globalThis.elapsed.push(globalThis.grokscope.status().elapsed), 50);
    globalThis.trainers.at(-1)?.terminate();
  });
  const recovered = () => page.evaluate(() => globalThis.grokscope.marks().filter(({ kind }) => kind === 'recovered').length);
  await expect.poll(recovered).toBe(1);
  await page.evaluate(() => document.getElementById('run')?.click());
  await statusIs(page, 'paused');
  // What it reached is told once it stands there.
  await page.getByText(/^Paused at step/).waitFor();
  await page.waitForFunction(() => globalThis.grokscope.curve('train.loss').at(-1)?.[0] === globalThis.grokscope.status().step);
  const step = await page.evaluate(() => {
    globalThis.trainers.at(-1)?.terminate();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }));
    return globalThis.grokscope.status().step;
  });
  await expect.poll(recovered).toBe(2);
  await page.waitForFunction((at) => globalThis.grokscope.status().step === at + 1, step);
  await statusIs(page, 'paused');
  const elapsed = await page.evaluate(() => globalThis.elapsed);
  expect(elapsed).toEqual(elapsed.toSorted((a, b) => a - b));
  expect(elapsed.length).toBeGreaterThan(20);
  expect(faults).toEqual([]);
  await page.close();
});

test('a run that is asked for while the trainer spins does not wait for it', async () => {
  const { page, faults } = await openWatched(HASH);
  await press(page);
  await passes(page, 50);
  await (await workerNamed(page, 'trainer')).evaluate(SPIN);
  const before = await page.evaluate(() => globalThis.grokscope.config()?.seed);
  await page.keyboard.press('n');
  await page.waitForFunction((seed) => globalThis.grokscope.config()?.seed !== seed && globalThis.grokscope.status().step > 10, before);
  expect(faults).toEqual([]);
  await page.close();
});

test('of fifty runs asked for in a storm only the last is begun', async () => {
  const { page, faults } = await openWatched(HASH.replace('steps=2500', 'steps=100000'));
  await press(page);
  await passes(page, 20);
  await page.evaluate(async () => {
    for (let i = 0; i < 50; i++) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  // Whatever was asked for before it would have begun before it.
  await page.waitForFunction(() => globalThis.grokscope.config()?.seed !== 5 && globalThis.grokscope.status().step > 20);
  await expect.poll(() => page.evaluate(() => [globalThis.begun.length, globalThis.begun.at(-1) === globalThis.grokscope.config()?.seed])).toEqual([2, true]);
  expect(faults).toEqual([]);
  await page.close();
});
