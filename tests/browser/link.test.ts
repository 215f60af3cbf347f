/** Links in a real browser: a run with changes is repeated by its link, here and on the command line; two pages keep to their own. */
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { hashes } from '../fuzz/cases.ts';
import { casesOf, TIMEOUT } from '../fuzz/runs.ts';
import { launch, open } from './browser.ts';

const TINY = {
  'task.p': '7',
  'task.trainFraction': '0.6',
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.width': '16',
  'model.depth': '1',
  'probes.localComplexity.measure': 'off',
  steps: '3000',
};
const hashOf = (fields: Readonly<Record<string, string>>): string => `#preset=default&v=1&${new URLSearchParams({ ...TINY, ...fields })}`;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

type Curve = [step: number, value: number][];
const curve = (page: Page): Promise<Curve> =>
  page.evaluate(() => (globalThis as never as { grokscope: { curve(key: string): Curve } }).grokscope.curve('train.loss'));
const step = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as never as { grokscope: { status(): { step: number } } }).grokscope.status().step);
const run = (page: Page) => page.locator('#run').click();
const over = (page: Page) =>
  page.waitForFunction(() => (globalThis as never as { grokscope: { status(): { status: string } } }).grokscope.status().status === 'finished', undefined, {
    timeout: 120_000,
  });

test('a run that was changed on its way is repeated by its link, bit for bit, here and on the command line', async () => {
  const { page, faults } = await open(browser, hashOf({ kernels: 'exact' }));
  const rate = page.getByRole('textbox', { name: /learning rate/ });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('100');
  await run(page);
  await expect.poll(() => step(page), { timeout: 60_000 }).toBeGreaterThan(20);
  await rate.fill('0,01');
  await rate.press('Enter');
  await expect.poll(() => page.evaluate(() => location.hash), { timeout: 20_000 }).toMatch(/&@\d+\.optimizer\.lr=0\.01/);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('null');
  await over(page);
  const [link, original] = [await page.evaluate(() => location.hash), await curve(page)];
  expect(original.length).toBeGreaterThan(100);

  const again = await open(browser, link);
  await again.page.getByText(/This link changes the run on its way/).waitFor();
  await run(again.page);
  await over(again.page);
  expect(await curve(again.page)).toEqual(original);
  expect(await again.page.evaluate(() => location.hash)).toBe(link);
  expect(await again.page.getByText(/applies to the next run/).count()).toBe(0);

  const { stdout, status } = spawnSync(process.execPath, [inject('program'), 'run', '--link', link], { encoding: 'utf8', maxBuffer: 1e9 });
  expect(status).toBe(0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent & { readonly train: { readonly loss: number } });
  const printed = events.flatMap((event): Curve => (event.type === 'metrics' ? [[event.step, event.train.loss]] : []));
  expect(printed).toEqual(original);
  expect([...faults, ...again.faults]).toEqual([]);
});

test('two pages of one browser keep to their own settings and addresses', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const [one, other] = [await context.newPage(), await context.newPage()];
  await one.goto(`${inject('pageUrl')}${hashOf({ seed: '21' })}`);
  await other.goto(`${inject('pageUrl')}#preset=mlp-fast&v=1&axis=linear`);
  const seed = (page: Page) => page.evaluate(() => location.hash);
  await one.getByRole('textbox', { name: /learning rate/ }).fill('0.02');
  await one.getByRole('textbox', { name: /learning rate/ }).press('Enter');
  await expect.poll(() => seed(one), { timeout: 20_000 }).toContain('optimizer.lr=0.02');
  expect(await seed(other)).toBe('#preset=mlp-fast&v=1&axis=linear');
  // Each is what it was, also after it is loaded again.
  for (const page of [one, other]) await page.reload();
  expect(await one.getByRole('textbox', { name: /learning rate/ }).inputValue()).toBe('0.02');
  expect(await other.getByRole('textbox', { name: /learning rate/ }).inputValue()).toBe('0.003');
  await context.close();
});

test('a slider’s key leaves its field alive', async () => {
  const { page, faults } = await open(browser, '#preset=default');
  const slider = page.getByRole('slider', { name: 'learning rate' });
  const rate = page.getByRole('textbox', { name: /learning rate/ });
  const shown = async (): Promise<(string | null)[]> => [await rate.inputValue(), await slider.getAttribute('aria-valuetext')];
  expect(await shown()).toEqual(['0.003', '0.003']);
  await slider.press('ArrowRight');
  expect(await shown()).toEqual(['0.005', '0.005']);
  await rate.fill('0.0123');
  await rate.press('Enter');
  expect(await shown()).toEqual(['0.0123', '0.0123']);
  // Dragged to its end, and let go.
  const box = await slider.boundingBox();
  if (box === null) throw new Error('no slider');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 2000, box.y, { steps: 5 });
  expect(await shown()).toEqual(['1', '1']);
  await page.mouse.up();
  expect(await shown()).toEqual(['1', '1']);
  await slider.press('Home');
  await page.evaluate(() => (location.hash = '#preset=default&optimizer.lr=0.7'));
  await expect.poll(shown, { timeout: 20_000 }).toEqual(['0.7', '0.7']);
  expect(faults).toEqual([]);
});

test('whatever stands in the address, the page stands', { timeout: TIMEOUT }, async () => {
  const { page, faults } = await open(browser);
  const blank: string[] = [];
  for (const hash of fc.sample(hashes, casesOf(100))) {
    await page.goto(`${inject('pageUrl')}#${hash.replace('#', '')}`);
    const shown = await page.evaluate(() => document.querySelector('#run') !== null && document.querySelectorAll('.field').length > 3);
    if (!shown) blank.push(hash);
  }
  expect([blank, faults]).toEqual([[], []]);
});
