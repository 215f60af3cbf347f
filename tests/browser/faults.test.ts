/**
 * Workers that spin, close themselves, throw or are killed, and devices that are destroyed, at random moments of a page at work: the page says so,
 * and the work goes on. How soon is printed; that it is soon enough is held by clock in `tests/worker/crew`. GROKSCOPE_FAULTS says how often each;
 * the moments follow from a seed.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Rng } from '../../src/engine/rng.ts';
import { catchDevices, destroyDevice, launch, SOFTWARE_GPU, stepOf, visit, watch, workerNamed } from './browser.ts';

const TIMES = Number(process.env['GROKSCOPE_FAULTS'] ?? 2);
/** Longest wait before a fault, in milliseconds. */
const LONGEST = 1500;
/** Faults that a page goes through. */
const PER_PAGE = 5;

declare global {
  /** Workers that the page has made, by name, the latest last. */
  var made: Record<string, globalThis.Worker[]>;
  /** When the words that are waited for were first seen since the last fault. */
  var saidAt: number | null;
  /** The furthest step of a run of «less data». */
  var furthest: number;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch(SOFTWARE_GPU);
});
afterAll(() => browser.close());

/** A page whose workers can be got at, and which notes when `words` are said. */
async function openFor(hash: string, words: string): Promise<Page> {
  const url = inject('pageUrl');
  const { page } = await watch(browser, url, { width: 1440, height: 900 });
  await page.addInitScript((part) => {
    globalThis.made = {};
    globalThis.saidAt = null;
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        (globalThis.made[options?.name ?? ''] ??= []).push(this);
      }
    };
    new MutationObserver(() => {
      if (globalThis.saidAt === null && document.body.textContent.includes(part)) globalThis.saidAt = Date.now();
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, words);
  await catchDevices(page);
  await visit(page, `${url}${hash}`);
  return page;
}

const WAYS: Readonly<Record<string, (page: Page, name: string) => Promise<unknown>>> = {
  spins: async (page, name) => (await workerNamed(page, name)).evaluate('setTimeout(() => { for (;;); })'),
  closes: async (page, name) => (await workerNamed(page, name)).evaluate('setTimeout(() => self.close())'),
  throws: async (page, name) => (await workerNamed(page, name)).evaluate('setTimeout(() => { throw new Error("ours"); })'),
  'is killed': (page, name) => page.evaluate((one) => globalThis.made[one]?.at(-1)?.terminate(), name),
};

interface Kind {
  readonly name: string;
  readonly hash: string;
  readonly words: string;
  begin(page: Page): Promise<unknown>;
  /** A number that grows as the work goes on. */
  reached(page: Page): Promise<number>;
}

const SMALL = { 'task.p': '13', 'model.width': '32', 'model.ffn': '32', 'probes.localComplexity.measure': 'off', steps: '1000000', seed: '5' };
const hashOf = (preset: string, fields: Readonly<Record<string, string>>): string => `#preset=${preset}&${new URLSearchParams(fields)}`;
const run = (page: Page): Promise<void> => page.locator('#run').click();
const LENS = 'One of the workers of this lens stopped';

/** Runs in the page: a run whose worker died begins again, so that what grows is the furthest step that any has come to. */
function keepFurthest(): void {
  globalThis.furthest = 0;
  new MutationObserver(() => {
    const now = /now at ([1-9][\d,]*)/.exec(document.querySelector('.amounts-table')?.textContent ?? '')?.[1] ?? '0';
    globalThis.furthest = Math.max(globalThis.furthest, Number(now.replaceAll(',', '')));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

const KINDS: readonly Kind[] = [
  {
    name: 'trainer',
    hash: hashOf('default', SMALL),
    words: 'Another one takes over from the last snapshot',
    begin: run,
    reached: (page) => page.evaluate(() => globalThis.grokscope.status().step),
  },
  {
    name: 'landscape',
    // More points than a page's faults take: a landscape that is done has nothing to say of its worker's end.
    hash: hashOf('lu-modular', { ...SMALL, 'landscape.steps': '3000', 'landscape.alphaCount': '41' }),
    words: LENS,
    begin: (page) =>
      page
        .getByRole('region', { name: 'Lenses' })
        .getByRole('button', { name: /^Start$/ })
        .click(),
    reached: (page) => page.evaluate(async () => (await globalThis.grokscope.landscape()).points.length),
  },
  {
    name: 'data-size',
    // So little of the table, and no weight decay: it never generalises, and the run does not end.
    hash: hashOf('data-size', { 'task.p': '13', 'model.width': '32', 'optimizer.weightDecay': '0', steps: '1000000', seed: '5' }),
    words: LENS,
    async begin(page) {
      await page.evaluate(keepFurthest);
      // One run, and so one worker.
      const amounts = page.locator('.amounts-field input');
      await amounts.fill('0.3');
      await amounts.press('Enter');
      await page.getByRole('button', { name: 'Run with 1 amount of data' }).click();
    },
    reached: (page) => page.evaluate(() => globalThis.furthest),
  },
  {
    name: 'looks',
    // No field of a transformer's: a link that cannot be read would start another run, which ends. So wide that a million steps take hours.
    hash: hashOf('mlp-fast', { 'task.p': '31', 'model.width': '128', steps: '1000000', seed: '5' }),
    words: LENS,
    async begin(page) {
      await page.getByRole('tab', { name: 'Regions' }).click();
      await run(page);
    },
    reached: (page) =>
      page.evaluate(() => Number((/step ([\d,]+)/.exec(document.querySelector('.regions-count')?.textContent ?? '')?.[1] ?? '0').replaceAll(',', ''))),
  },
];

test.each(KINDS)(
  '$name: whatever it dies of and when, it is said, and the work goes on',
  { timeout: 600_000 + TIMES * 60_000 },
  async ({ name, hash, words, begin, reached }) => {
    const rng = new Rng(17, `faults ${name}`);
    const said: number[] = [];
    while (said.length < TIMES) {
      const page = await openFor(hash, words);
      await expect.poll(() => page.locator('.notice').count(), { message: 'the link is one that can be read' }).toBe(0);
      await begin(page);
      const after = async (least: number): Promise<void> => {
        await expect.poll(() => reached(page)).toBeGreaterThan(least);
      };
      await after(0);
      for (let i = 0; i < PER_PAGE && said.length < TIMES; i++) {
        const end = Object.values(WAYS)[rng.integer(Object.keys(WAYS).length)] as (typeof WAYS)[string];
        await page.waitForTimeout(rng.uniform() * LONGEST);
        // The words of the time before are gone, or they could not be told apart.
        await page.waitForFunction((part) => !document.body.textContent.includes(part), words);
        const before = await reached(page);
        await page.evaluate(() => (globalThis.saidAt = null));
        const began = Date.now();
        await end(page, name);
        await page.waitForFunction(() => globalThis.saidAt !== null);
        said.push((await page.evaluate(() => globalThis.saidAt as number)) - began);
        await after(before);
      }
      await page.close();
    }
    console.log(`${name}: ${TIMES} faults, said after ${Math.round(said.reduce((a, b) => a + b) / TIMES)} ms on average, ${Math.max(...said)} at most`);
  },
);

/** Devices that may be lost in one run (engine/run/succession.ts). */
const PER_RUN = 2;

test('a device that is destroyed, whenever: no point is lost', { timeout: 600_000 + TIMES * 60_000 }, async () => {
  const rng = new Rng(17, 'faults device');
  const fields = { ...SMALL, 'model.width': '8', 'model.heads': '2', 'model.ffn': '16', steps: '300' };
  const begin = async (): Promise<Page> => {
    const page = await openFor(hashOf('default', fields), 'The device was lost at step');
    await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
    await run(page);
    return page;
  };
  const curve = async (page: Page): Promise<[number, number][]> => {
    await page.waitForFunction(() => ['finished', 'failed'].includes(globalThis.grokscope.status().status));
    return page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  };
  const undisturbed = await begin();
  const whole = await curve(undisturbed);
  await undisturbed.close();
  expect(whole.at(-1)?.[0]).toBe(300);
  let destroyed = 0;
  while (destroyed < TIMES) {
    const page = await begin();
    const recovered = () => page.evaluate(() => globalThis.grokscope.marks().filter(({ kind }) => kind === 'recovered').length);
    for (let i = 0; i < PER_RUN && destroyed < TIMES; i++) {
      const target = (await stepOf(page)) + Math.floor(rng.uniform() * 100);
      const goesOn = await page.waitForFunction((step) => {
        const { status, step: at } = globalThis.grokscope.status();
        return status === 'finished' ? 'over' : status === 'running' && at >= step ? 'on' : null;
      }, target);
      if ((await goesOn.jsonValue()) === 'over') break;
      const before = await recovered();
      await destroyDevice(page, 'trainer');
      // Its last steps may have been on their way to the page, and the run over.
      await page.waitForFunction(
        (count) =>
          globalThis.grokscope.marks().filter(({ kind }) => kind === 'recovered').length > count || globalThis.grokscope.status().status === 'finished',
        before,
      );
      destroyed += (await recovered()) - before;
    }
    await expect.poll(() => curve(page)).toEqual(whole);
    await page.close();
  }
  console.log(`device: ${destroyed} destroyed, no point lost`);
});
