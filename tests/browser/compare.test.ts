/** Three seeds of one run, compared: the table says what differs and what is in front, and the charts draw what is asked for. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, openLens, statusIs } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const TINY = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=60&seed=5';

test('three seeds of a tiny run', async () => {
  const { page, faults } = await open(browser, TINY);
  const tab = page.getByRole('tab', { name: 'Compare' });
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  await expect.poll(() => tab.count()).toBe(0);
  for (const count of [2, 3]) {
    await page.keyboard.press('n');
    await page.locator('#run').click();
    await expect.poll(() => page.locator('.bench-run').count()).toBe(count);
    await statusIs(page, 'finished');
  }
  await openLens(page, 'Compare');
  const table = page.getByRole('table').first();
  const rows = table.locator('tbody tr');
  // They differ in the seed and in nothing else.
  await expect
    .poll(async () => (await table.locator('thead th').allInnerTexts()).slice(0, 3).map((words) => words.trim()))
    .toEqual(['Run', 'seed', 'memorised, step']);
  await expect.poll(async () => (await rows.locator('b').allInnerTexts()).join('')).toBe('ABC');

  const seed = table.getByRole('columnheader', { name: 'seed', exact: true });
  await seed.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => seed.getAttribute('aria-sort')).toBe('ascending');
  await expect
    .poll(async () => {
      const seeds = (await rows.locator('td:first-of-type').allInnerTexts()).map(Number);
      return [seeds.length, String(seeds) === String(seeds.toSorted((one, other) => one - other))];
    })
    .toEqual([3, true]);

  await rows.getByRole('button', { name: /^A / }).click();
  await expect.poll(() => page.locator('.bench-run[data-front=true] b').innerText()).toBe('A');
  const ghosts = page.locator('.chart').first().locator('.ghosts path');
  await expect.poll(() => ghosts.count()).toBe(4);
  await rows.getByRole('button', { name: /^Hide «B/ }).click();
  await expect.poll(() => ghosts.count()).toBe(2);

  await page.getByRole('checkbox', { name: 'Group runs that differ in nothing but the seed' }).click();
  // What is off the charts is not in their medians, and two runs have no quartiles.
  const areas = page.locator('.chart').first().locator('.quartile-area');
  await page.getByText('Median, and quartiles in brackets').waitFor();
  await expect.poll(() => areas.count()).toBe(0);
  await rows.getByRole('button', { name: /^Show «B/ }).click();
  await expect.poll(() => areas.count()).toBe(2);
  await expect
    .poll(() =>
      page
        .getByRole('table')
        .nth(1)
        .locator('tbody tr')
        .allInnerTexts()
        .then((all) => all.map((words) => words.slice(0, 3))),
    )
    .toEqual(['ABC']);
  expect(faults).toEqual([]);
  await page.close();
});
