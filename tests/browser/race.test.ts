/** Runs that race in a browser: side by side, to the same numbers as alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch, open } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const SETTINGS = '#preset=mlp-fast&task.p=13&model.width=16&steps=160&kernels=exact';
type Points = readonly (readonly [number, number])[];
const curve = (page: Page): Promise<Points> => page.evaluate(() => globalThis.grokscope.curve('train.loss') as Points);

/** The curve of a run with this weight decay, alone, once it is whole. */
async function alone(decay: string): Promise<Points> {
  const { page } = await open(browser, `${SETTINGS}&optimizer.weightDecay=${decay}`);
  await page.locator('#run').click();
  await expect.poll(async () => (await curve(page)).at(-1)?.[0]).toBe(160);
  const whole = await curve(page);
  await page.close();
  return whole;
}

test('two variants start together, take turns where cores are few, and come to what each comes to alone', async () => {
  const expected = [await alone('0'), await alone('2')];
  expect(expected[0]).not.toEqual(expected[1]);
  const { page, faults } = await open(browser, SETTINGS);
  await page.locator('.status-tools').getByRole('button', { name: 'Race' }).click();
  const setup = page.getByRole('dialog', { name: 'A race of variants' });
  await setup
    .getByRole('button', { name: /^Leave out/ })
    .last()
    .click();
  await setup
    .getByRole('button', { name: /^Leave out/ })
    .last()
    .click();
  await setup.getByRole('textbox', { name: 'Variant 1' }).fill('0');
  await setup.getByRole('textbox', { name: 'Variant 2' }).fill('2');
  await setup.getByRole('button', { name: 'Start the race' }).click();
  await expect.poll(() => page.locator('.bench .bench-run').count()).toBe(2);
  await expect.poll(() => page.locator('.bench-standing').allInnerTexts()).toEqual([' · ended', ' · ended']);
  for (const [i, points] of expected.entries()) {
    await page.locator('.bench-name').nth(i).click();
    await expect.poll(() => curve(page)).toEqual(points);
  }
  await expect.poll(() => page.locator('.race-bar').count()).toBe(0);
  // Each goes on like any run.
  await page
    .getByRole('button', { name: /^Go on to step/ })
    .or(page.getByRole('button', { name: 'Fork' }))
    .first()
    .waitFor();
  expect(faults).toEqual([]);
  await page.close();
});
