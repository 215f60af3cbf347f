/** What goes wrong in the page's own program outside of its parts is told, once; and a browser that makes no workers is told apart from a network that brings none. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, passes, stepOf, visit, watch, workerNamed } from './browser.ts';
import { hurry } from './hurry.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');
const RUNNING = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.measure=off&steps=1000000';

/** Stands at the end of the page's program: keys that it cannot bear. */
const FRAIL = `
addEventListener('keydown', ({ key }) => {
  if (key === 'F8') throw new Error('in a listener');
  if (key === 'F9') void Promise.reject(new Error('nobody waits'));
});`;

test('what a listener throws and what nobody waits for is said, each once, and the run goes on; what a worker throws is none of it', async () => {
  const { page, faults } = await watch(browser, url);
  await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n${FRAIL}` });
  });
  await visit(page, `${url}${RUNNING}`);
  await page.locator('#run').click();
  await passes(page, 20);
  const notice = page.locator('.notice', { hasText: 'Something went wrong in the page itself' });
  for (const [key, words] of [
    ['F8', 'in a listener'],
    ['F9', 'nobody waits'],
  ] as const) {
    await page.keyboard.press(key);
    await notice.filter({ hasText: words }).waitFor();
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'hidden' });
    await page.keyboard.press(key);
  }
  await (await workerNamed(page, 'trainer')).evaluate('setTimeout(() => { throw new Error("the trainer’s") })');
  await page.getByText(/the trainer had to be replaced/).waitFor();
  await passes(page, (await stepOf(page)) + 20);
  await expect.poll(() => notice.count()).toBe(0);
  expect(faults.filter((fault) => !/in a listener|nobody waits|the trainer’s/.test(fault))).toEqual([]);
  await page.close();
});

test.each([
  ['en-GB', 'gives the page no worker'],
  ['ja-JP', 'ワーカーを作れない'],
])('a browser that makes no workers: %s', async (locale, words) => {
  const { page, faults } = await watch(browser, url);
  const clock = await hurry(page);
  await page.addInitScript((language) => {
    localStorage.setItem('grokscope', JSON.stringify({ language: language.slice(0, 2) }));
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('not allowed', 'SecurityError');
      }
    } as unknown as typeof Worker;
  }, locale);
  await visit(page, `${url}${RUNNING}`);
  await clock.by(20);
  await page.locator('#run').click();
  await page.locator('.notice', { hasText: words }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});
