/** A lens whose code or looks do not come says so in its place; training goes on; another try brings it, as whole as it would have been. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, passes, stepOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const RUNNING = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=1000000';
const lens = (page: Page) => page.getByRole('tabpanel');
const ready = (page: Page) => lens(page).locator('.lu, .amounts, .knows, .knows-sketch, .regions').waitFor();
/** A browser that keeps failures is asked at an address that ends in a query. */
const filesOf = (kind: string): RegExp => new RegExp(`/assets/[^/]*\\.${kind}(\\?.*)?$`);
/** Style sheets that came: what did not come may not be read. */
const sheets = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.styleSheets].filter((sheet) => {
        try {
          return sheet.cssRules.length > 0;
        } catch {
          return false;
        }
      }).length,
  );

test.each(['Less data', 'LU landscape', 'Regions'].flatMap((name) => ['js', 'css'].map((kind) => [name, kind] as const)))(
  '%s without its %s',
  async (name, kind) => {
    const { page, faults } = await open(browser, RUNNING);
    await page.locator('#run').click();
    await ready(page);
    await passes(page, 20);
    const before = await sheets(page);

    const files = filesOf(kind);
    await page.route(files, (route) => route.abort());
    await page.getByRole('tab', { name }).click();
    const alert = lens(page).getByRole('alert');
    const again = alert.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await expect.poll(() => alert.innerText()).toContain(`«${name}» did not arrive`);
    await passes(page, (await stepOf(page)) + 20);
    await page.locator('#fallback').waitFor({ state: 'hidden' });

    // It may fail again, and be tried again.
    await again.click();
    await again.waitFor();
    await page.unroute(files);
    await again.click();
    await ready(page);
    await expect.poll(() => sheets(page)).toBe(before + 1);
    expect(faults.filter((fault) => !/ERR_FAILED|Failed to fetch|Unable to (pre)?load/.test(fault))).toEqual([]);
    await page.close();
  },
);

test('a lens whose code is of a build that is gone says so, and comes once it is there', async () => {
  const { page, faults } = await open(browser, RUNNING);
  await ready(page);
  const files = filesOf('js');
  const statuses: number[] = [];
  await page.route(files, async (route) => {
    const response = await route.fetch({
      url: route
        .request()
        .url()
        .replace(/[^/]*$/, 'gone.js'),
    });
    statuses.push(response.status());
    await route.fulfill({ response });
  });
  await page.getByRole('tab', { name: 'Regions' }).click();
  const alert = lens(page).getByRole('alert');
  const again = alert.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await expect.poll(() => alert.innerText()).toContain('«Regions» did not arrive');
  expect(new Set(statuses)).toEqual(new Set([404]));
  await page.unroute(files);
  await again.click();
  await ready(page);
  expect(faults.filter((fault) => !/ERR_FAILED|Failed to fetch|Unable to (pre)?load|404/.test(fault))).toEqual([]);
  await page.close();
});

test('a lens that needs a program which did not come offers the page again, and has it then', async () => {
  const { page } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=1000000&lens=landscape');
  await ready(page);
  await page.route(/NotSeen-[^/]*\.js(\?.*)?$/, (route) => route.abort(), { times: 1 });
  await page.getByRole('tab', { name: 'Regions' }).click();
  const alert = lens(page).getByRole('alert');
  await alert.getByRole('button', { name: 'Try again' }).click();
  // One browser asks for it again by itself, another not before the page is loaded again.
  const anew = alert.getByRole('button', { name: 'Load the page again' });
  await Promise.race([anew.click(), page.locator('.regions').waitFor()]);
  await page.locator('#run').waitFor();
  await page.getByRole('tab', { name: 'Regions' }).click();
  await page.locator('.regions').waitFor();
  await expect.poll(() => lens(page).getByRole('alert').count()).toBe(0);
  await page.close();
});
