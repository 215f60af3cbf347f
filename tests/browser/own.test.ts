/** A sentence of one's own in a real browser: read while a network trains, by keys that mean nothing else there. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch, open, passes, statusIs, stepOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const LINK = '#preset=reviews-alpha-1&steps=20000&seed=3';

const field = (page: Page) => page.getByRole('textbox', { name: 'Write a sentence of a review' });
/** The shares of both classes, as they are written. */
const shares = (page: Page): Promise<string> => page.locator('.own-classes').innerText();

test('what is typed is answered by the network of the moment, and again as it trains; unknown words are told apart', async () => {
  const { page, faults } = await open(browser, LINK, { width: 1280, height: 720 });
  await expect.poll(() => field(page).inputValue()).toContain('food');
  await expect.poll(() => shares(page)).toMatch(/negative[\s\S]*%[\s\S]*positive[\s\S]*%/);
  const untrained = await shares(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => shares(page)).not.toBe(untrained);

  // Letters and the space bar are for the sentence: nothing is paused, rerun or switched by them.
  await field(page).fill('');
  await field(page).pressSequentially('Really great. zyzzyva l r n ?');
  await expect.poll(() => field(page).inputValue()).toBe('Really great. zyzzyva l r n ?');
  await expect.poll(() => page.locator('.own s').first().textContent()).toBe('zyzzyva');
  await statusIs(page, 'running');
  await passes(page, (await stepOf(page)) + 5);

  // By then it knows praise when it reads it.
  await passes(page, 100);
  await field(page).fill('Great product, works great');
  await expect.poll(() => page.locator('.own-classes [data-best="true"]').innerText()).toContain('positive');
  await field(page).fill('Terrible, a waste of money');
  await expect.poll(() => page.locator('.own-classes [data-best="true"]').innerText()).toContain('negative');
  expect(faults).toEqual([]);
  await page.close();
});
