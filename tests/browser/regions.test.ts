/** Linear regions in a real browser without a GPU: the lens open while a network trains. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { follow, launch, open, openLens, stepOf, workerNamed } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const SMALL = { 'task.p': '13', 'model.width': '32', steps: '200000', seed: '5' };
const hash = (preset: string, fields: Readonly<Record<string, string>> = {}): string => `#preset=${preset}&${new URLSearchParams(fields)}`;

/** The figures under the picture: regions in sight, and the step they belong to. */
async function figures(page: Page): Promise<{ regions: number; step: number }> {
  const words = (await page.locator('.regions-count').textContent()) ?? '';
  const [regions = '', step = ''] = [/^[\d,]+/.exec(words)?.[0], /step ([\d,]+)/.exec(words)?.[1]];
  return { regions: Number(regions.replaceAll(',', '')), step: Number(step.replaceAll(',', '')) };
}

/** How many different colours a coarse grid over the picture has. */
async function colours(page: Page): Promise<number> {
  return page.locator('.regions-picture canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d');
    if (context === null) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] as number) * 65536 + (data[i + 1] as number) * 256 + (data[i + 2] as number));
    return seen.size;
  });
}

async function painted(page: Page): Promise<void> {
  await expect.poll(() => colours(page)).toBeGreaterThan(20);
}

test('the slice is there before the run, and follows it in a worker of its own', async () => {
  const { page, faults } = await open(browser, hash('mlp-fast', SMALL), { width: 1440, height: 900 });
  await openLens(page, 'Regions');
  await painted(page);
  await expect.poll(async () => (await figures(page)).regions).toBeGreaterThan(50);
  await expect.poll(async () => (await figures(page)).step).toBe(0);
  await workerNamed(page, 'looks');

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const steps = new Set<number>();
  await expect
    .poll(async () => {
      steps.add((await figures(page)).step);
      return steps.size;
    })
    .toBeGreaterThanOrEqual(5);
  await painted(page);
  // The network comes from the worker, which may be ahead of what the page has heard of the run.
  const { step } = await figures(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThanOrEqual(step);
  expect(faults).toEqual([]);
  await page.close();
});

test('zooming cuts again: by key, by button, by wheel; it works while following is off', async () => {
  const { page, faults } = await open(browser, hash('mlp-fast', SMALL), { width: 1440, height: 900 });
  await openLens(page, 'Regions');
  await painted(page);
  const regions = async (): Promise<number> => (await figures(page)).regions;
  await expect.poll(regions).toBeGreaterThan(0);
  const whole = await figures(page);

  await page.getByRole('checkbox', { name: 'follow training' }).uncheck();
  const picture = page.getByRole('application');
  await picture.focus();
  await page.keyboard.press('+');
  await expect.poll(regions).toBeLessThan(whole.regions);
  await page.keyboard.press('0');
  await expect.poll(() => figures(page)).toEqual(whole);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(regions).toBeGreaterThan(whole.regions);
  const wider = await regions();
  await picture.hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(regions).toBeLessThan(wider);
  expect(faults).toEqual([]);
  await page.close();
});

test('a transformer shows its MLP block and says so; a network that bends offers one that folds', async () => {
  const { page, faults } = await open(browser, hash('default', { ...SMALL, 'model.ffn': '32' }), { width: 1440, height: 900 });
  await openLens(page, 'Regions');
  await painted(page);
  await expect.poll(() => page.getByText(/exact slice of its MLP block/).count()).toBe(1);
  await follow(page, hash('quadratic-31'));
  const offer = page.getByRole('button', { name: /which has linear regions/ });
  await offer.click();
  await painted(page);
  expect(faults).toEqual([]);
  await page.close();
});

test('images are cut in pixel space, on a phone too, in Japanese', async () => {
  const { page, faults } = await open(browser, hash('digits-alpha-1', { 'model.width': '32', lang: 'ja' }), { width: 390, height: 844 });
  await page.locator('.lenses').scrollIntoViewIfNeeded();
  await page.getByRole('tab', { name: '線形領域' }).click();
  await page.locator('.regions-picture').scrollIntoViewIfNeeded();
  await painted(page);
  await page.locator('.regions-count', { hasText: '線形領域が見えています' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  await page.close();
});
