/** A page that is being translated all the while: it runs, ends, and every part of it is changed. Nothing is blank, stale or broken. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { flaws } from './blank.ts';
import { launch, openLens, statusIs, visit, watch } from './browser.ts';
import { translated } from './translator.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const TINY = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=60&seed=5';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

test('through a whole visit', async () => {
  const { page, faults } = await watch(browser, inject('pageUrl'));
  await translated(page);
  await visit(page, `${inject('pageUrl')}${TINY}`);
  const found: string[] = [];
  const after = async (what: string): Promise<void> => void found.push(...(await flaws(page, `after ${what}`)));

  await page.locator('#run').click();
  await statusIs(page, 'finished');
  // What it says is not what it said before.
  await page.locator('.clock', { hasText: 'step 60 of 60' }).waitFor();
  await after('a run');
  await page.keyboard.press('n');
  await page.locator('#run').click();
  await page.waitForFunction(() => document.querySelectorAll('.bench-run').length === 2);
  await statusIs(page, 'finished');
  await page.locator('.bench-name').first().click();
  await after('a second run');
  await page.keyboard.press('l');
  await after('another axis');

  await press(page, '日本語');
  await page.getByRole('button', { name: 'English' }).waitFor();
  await page.locator('.clock', { hasText: '60' }).waitFor();
  await after('another language');
  await press(page, 'English');
  for (const name of ['Less data', 'Examples', 'Regions', 'LU landscape']) {
    await openLens(page, name);
    await after(name);
  }
  for (const more of await page.locator('.side .more').all()) await more.click();
  for (const more of await page.locator('.side .more').all()) await more.click();
  await after('further settings');
  await page.getByRole('textbox', { name: 'modulus' }).first().fill('12');
  await page.keyboard.press('Enter');
  await page.locator('.problem').waitFor();
  await page.keyboard.press('Escape');
  await after('a value that will not do');

  await page.keyboard.press('Escape');
  await page.locator('.wordmark').click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await after('help');
  await page.keyboard.press('Escape');
  await page.locator('.badge').click();
  await page.getByRole('dialog').waitFor();
  await after('how it computes');
  await page.keyboard.press('Escape');
  await page.locator('.preset-trigger').click();
  await page.getByRole('menuitemradio', { name: /^A plain MLP/ }).click();
  await page.locator('#run', { hasText: 'A plain MLP' }).waitFor();
  await after('another preset');
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});
