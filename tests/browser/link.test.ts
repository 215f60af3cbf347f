/** Links in a real browser: a run with changes is repeated by its link, here and on the command line; two pages keep to their own. */
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { hashes } from '../fuzz/cases.ts';
import { casesOf, TIMEOUT } from '../fuzz/runs.ts';
import { follow, launch, open, patient, statusIs, stepOf, visit } from './browser.ts';

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
const curve = (page: Page): Promise<Curve> => page.evaluate(() => globalThis.grokscope.curve('train.loss'));
const hashIn = (page: Page): Promise<string> => page.evaluate(() => location.hash);
const run = (page: Page) => page.locator('#run').click();
/** The run is over, and the page has drawn its end. */
async function over(page: Page): Promise<void> {
  await statusIs(page, 'finished');
  await page.locator('.clock', { hasText: 'step 3,000 of 3,000' }).waitFor();
}

test('a run that was changed on its way is repeated by its link, bit for bit, here and on the command line', async () => {
  const { page, faults } = await open(browser, hashOf({ kernels: 'exact' }));
  const rate = page.getByRole('textbox', { name: /learning rate/ });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('100');
  await run(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
  await rate.fill('0,01');
  await rate.press('Enter');
  await expect.poll(() => hashIn(page)).toMatch(/&@\d+\.optimizer\.lr=0\.01/);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('null');
  await over(page);
  const [link, original] = [await hashIn(page), await curve(page)];
  expect(original.length).toBeGreaterThan(100);

  // Here as well it is repeated by Rerun, and by going back to step 0.
  const begun = (runs: number) => page.waitForFunction((count) => document.querySelectorAll('.bench-run').length === count, runs);
  const same = async (): Promise<void> => {
    await over(page);
    await expect.poll(() => curve(page)).toEqual(original);
    await expect.poll(() => hashIn(page)).toBe(link);
  };
  await page.locator('#run', { hasText: 'Rerun' }).click();
  await begun(2);
  await same();
  await page.keyboard.press('r');
  await begun(3);
  await run(page);
  await same();

  const again = await open(browser, link);
  await again.page.getByText(/The run is changed on its way/).waitFor();
  await run(again.page);
  await over(again.page);
  await expect.poll(() => curve(again.page)).toEqual(original);
  await expect.poll(() => hashIn(again.page)).toBe(link);
  await expect.poll(() => again.page.getByText(/applies to the next run/).count()).toBe(0);

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
  const [one, other] = [await patient(await context.newPage()), await patient(await context.newPage())];
  await visit(one, `${inject('pageUrl')}${hashOf({ seed: '21' })}`);
  await visit(other, `${inject('pageUrl')}#preset=mlp-fast&v=1&axis=linear`);
  await one.getByRole('textbox', { name: /learning rate/ }).fill('0.02');
  await one.getByRole('textbox', { name: /learning rate/ }).press('Enter');
  await expect.poll(() => hashIn(one)).toContain('optimizer.lr=0.02');
  await expect.poll(() => hashIn(other)).toBe('#preset=mlp-fast&v=1&axis=linear');
  // Each is what it was, also after it is loaded again.
  for (const page of [one, other]) await page.reload();
  await expect.poll(() => one.getByRole('textbox', { name: /learning rate/ }).inputValue()).toBe('0.02');
  await expect.poll(() => other.getByRole('textbox', { name: /learning rate/ }).inputValue()).toBe('0.003');
  await context.close();
});

test('a slider’s key leaves its field alive', async () => {
  const { page, faults } = await open(browser, '#preset=default');
  const slider = page.getByRole('slider', { name: 'learning rate' });
  const rate = page.getByRole('textbox', { name: /learning rate/ });
  const shown = async (): Promise<(string | null)[]> => [await rate.inputValue(), await slider.getAttribute('aria-valuetext')];
  await expect.poll(shown).toEqual(['0.003', '0.003']);
  await slider.press('ArrowRight');
  await expect.poll(shown).toEqual(['0.005', '0.005']);
  await rate.fill('0.0123');
  await rate.press('Enter');
  await expect.poll(shown).toEqual(['0.0123', '0.0123']);
  // Dragged to its end, and let go.
  // Once it has come to rest.
  await slider.hover();
  await page.mouse.down();
  await page.mouse.move(3000, 300, { steps: 5 });
  await expect.poll(shown).toEqual(['1', '1']);
  await page.mouse.up();
  await expect.poll(shown).toEqual(['1', '1']);
  await slider.press('Home');
  await follow(page, '#preset=default&optimizer.lr=0.7');
  await expect.poll(shown).toEqual(['0.7', '0.7']);
  expect(faults).toEqual([]);
});

test('whatever stands in the address, the page stands', { timeout: TIMEOUT }, async () => {
  const { page, faults } = await open(browser);
  const blank: string[] = [];
  for (const hash of fc.sample(hashes, casesOf(100))) {
    await follow(page, `#${hash.replace('#', '')}`);
    const shown = await page.evaluate(async () => {
      // What it does of it stands with the next frame.
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      return document.querySelector('#run') !== null && document.querySelectorAll('.field').length > 3;
    });
    if (!shown) blank.push(hash);
  }
  expect([blank, faults]).toEqual([[], []]);
});
