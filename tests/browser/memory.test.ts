/** A run that the machine has no memory for is ended in words; the next one, on a fresh worker, has the numbers of an undisturbed one. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { follow, launch, open, statusIs, visit, watch } from './browser.ts';
import { hurry } from './hurry.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');
const hashOf = (fields: Readonly<Record<string, string>>): string =>
  `#preset=default&${new URLSearchParams({ 'probes.localComplexity.measure': 'off', ...fields })}`;
/** Takes 40 MiB: far less than a page may, and more than this machine has. */
const LARGE = hashOf({ 'task.p': '59', 'model.width': '256', 'model.ffn': '512' });
const SMALL = hashOf({ 'task.p': '13', 'model.width': '16', 'model.ffn': '16', steps: '300' });

/** Begins every worker: its WebAssembly memory grows to 24 MiB, and not further. */
const POOR = `{
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > 24 * 2 ** 20) throw new RangeError('out of memory');
    return grow.call(this, pages);
  };
}`;

const KEYS = ['train.loss', 'val.loss', 'train.accuracy', 'val.accuracy', 'weightNorm'];
const curves = (page: Page) => page.evaluate((keys) => Object.fromEntries(keys.map((key) => [key, globalThis.grokscope.curve(key)])), KEYS);
const run = (page: Page): Promise<void> => page.locator('#run').click();

test('after memory ran out the page says what it takes and what to turn down, and the next run is as if nothing had been', async () => {
  const undisturbed = await open(browser, SMALL);
  await run(undisturbed.page);
  await statusIs(undisturbed.page, 'finished');
  const whole = await curves(undisturbed.page);
  await undisturbed.page.close();
  expect(whole['train.loss']?.at(-1)?.[0]).toBe(300);

  const { page, faults } = await watch(browser, url);
  const clock = await hurry(page, POOR);
  await page.route(/\.worker-[^/]*\.js$/, (route) => clock.worker(route));
  await visit(page, `${url}${LARGE}`);
  await run(page);
  await statusIs(page, 'failed');
  await expect.poll(() => page.locator('.sentence').innerText()).toMatch(/Training stopped: .*memory/);
  await follow(page, SMALL);
  await run(page);
  await statusIs(page, 'finished');
  await expect.poll(() => curves(page)).toEqual(whole);
  expect(faults).toEqual([]);
  await page.close();
});
