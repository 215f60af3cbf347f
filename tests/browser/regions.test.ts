/** Linear regions in a real browser without a GPU: the lens open while a network trains. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch, open } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const SMALL = { 'task.p': '13', 'model.width': '32', steps: '200000', seed: '5' };
const hash = (preset: string, fields: Readonly<Record<string, string>> = {}): string => `#preset=${preset}&${new URLSearchParams(fields)}`;

async function openLens(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Regions' }).click();
}

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
  await expect.poll(() => colours(page), { timeout: 20_000 }).toBeGreaterThan(20);
}

test('the slice is there before the run, follows it, and the page stays awake', async () => {
  const { page, faults } = await open(browser, hash('mlp-fast', SMALL), { width: 1440, height: 900 });
  await openLens(page);
  await expect.poll(() => figures(page), { timeout: 20_000 }).toMatchObject({ step: 0 });
  await painted(page);
  const before = await figures(page);
  expect(before.regions).toBeGreaterThan(50);

  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(globalThis, { longTasks: long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const steps = new Set<number>();
  await expect
    .poll(
      async () => {
        steps.add((await figures(page)).step);
        return steps.size;
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBeGreaterThanOrEqual(5);
  await painted(page);
  // The network comes from the worker, which may be ahead of what the page has heard of the run.
  const { step } = await figures(page);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.status().step)).toBeGreaterThanOrEqual(step);
  // Wall time on a machine that may be busy with anything: this catches a page that hangs.
  const long = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  expect(long.filter((ms) => ms > 1500)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

test('zooming cuts again: by key, by button, by wheel; it works while following is off', async () => {
  const { page, faults } = await open(browser, hash('mlp-fast', SMALL), { width: 1440, height: 900 });
  await openLens(page);
  await painted(page);
  const whole = await figures(page);
  const other = async (than: number): Promise<void> => {
    await expect.poll(async () => (await figures(page)).regions, { timeout: 20_000 }).not.toBe(than);
  };

  await page.getByRole('checkbox', { name: 'follow training' }).uncheck();
  const picture = page.getByRole('application');
  await picture.focus();
  await page.keyboard.press('+');
  await other(whole.regions);
  const closer = await figures(page);
  expect(closer.regions).toBeLessThan(whole.regions);
  await page.keyboard.press('0');
  await other(closer.regions);
  expect(await figures(page)).toEqual(whole);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await other(whole.regions);
  const wider = await figures(page);
  expect(wider.regions).toBeGreaterThan(whole.regions);
  await picture.hover();
  await page.mouse.wheel(0, -400);
  await other(wider.regions);
  expect(faults).toEqual([]);
  await page.close();
});

test('a transformer shows its MLP block and says so; a network that bends offers one that folds', async () => {
  const { page, faults } = await open(browser, hash('default', { ...SMALL, 'model.ffn': '32' }), { width: 1440, height: 900 });
  await openLens(page);
  await painted(page);
  await expect.poll(() => page.getByText(/exact slice of its MLP block/).count()).toBe(1);
  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}${hash('quadratic-31')}`);
  const offer = page.getByRole('button', { name: /which has linear regions/ });
  await offer.waitFor({ timeout: 20_000 });
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
  expect(await page.locator('.regions-count').textContent()).toContain('線形領域が見えています');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  await page.close();
});
