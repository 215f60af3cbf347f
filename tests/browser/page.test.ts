/** The built page in a real browser without a GPU: a run, the same run from a link and from the command line, and links that are wrong. */
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Console } from '../../src/store/console.ts';

import { follow, launch, open, passes, statusIs, stepOf } from './browser.ts';

declare global {
  var grokscope: Console;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A network that needs no more than a second. */
const TINY = { 'task.p': '13', 'model.width': '16', 'model.ffn': '16', 'probes.localComplexity.points': '8', steps: '60', seed: '5' };
const hashOf = (fields: Readonly<Record<string, string>>): string => `#preset=default&${new URLSearchParams(fields)}`;

async function press(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

const finished = (page: Page) => statusIs(page, 'finished', 'diverged', 'failed');

const SERIES: readonly string[] = ['train.loss', 'val.loss', 'train.accuracy', 'val.accuracy', 'weightNorm', 'localComplexity.train'];

async function curves(page: Page): Promise<Record<string, [number, number][]>> {
  return page.evaluate((keys) => Object.fromEntries(keys.map((key) => [key, globalThis.grokscope.curve(key)])), SERIES);
}

/** A line of metrics as the command line prints it. */
type Line = { readonly type: string; readonly step: number } & Readonly<Record<string, unknown>>;

/** The same curves from the command line's JSON lines. */
function curvesOf(metrics: readonly Line[]): Record<string, [number, number][]> {
  const read = (m: Line, key: string): unknown =>
    key.split('.').reduce<unknown>((value, name) => (value === null ? null : (value as Record<string, unknown>)[name]), m);
  return Object.fromEntries(
    SERIES.map((key) => [key, metrics.flatMap((m): [number, number][] => (typeof read(m, key) === 'number' ? [[m.step, read(m, key) as number]] : []))]),
  );
}

test('the link, the page and the command line give the same curve, bit for bit', async () => {
  const { page, faults } = await open(browser, hashOf(TINY));
  await press(page);
  await finished(page);
  const fromPage = await curves(page);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.status().backend)).toBe('wasm');

  // The address now holds the whole config: another browser opens it and runs.
  const link = new URL(page.url()).hash;
  expect(link).toContain('task.p=13');
  const second = await open(browser, link);
  await press(second.page);
  await finished(second.page);
  await expect.poll(() => curves(second.page)).toEqual(fromPage);

  const sets = Object.entries(TINY).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
  const cli = spawnSync(process.execPath, [inject('program'), 'run', '--preset', 'default', '--backend', 'wasm', ...sets], { encoding: 'utf8' });
  expect(cli.status).toBe(0);
  const metrics = cli.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ type }) => type === 'metrics');
  expect(curvesOf(metrics)).toEqual(fromPage);
  expect([...faults, ...second.faults]).toEqual([]);
  await page.close();
  await second.page.close();
});

test('pause, one step, the same seed again and a change of weight decay do what they say', async () => {
  const { page, faults } = await open(browser, hashOf({ ...TINY, steps: '100000' }));
  await press(page);
  await passes(page, 30);
  await page.keyboard.press('Space');
  await statusIs(page, 'paused');
  // The last slice may still be on its way; what the worker is told after the pause it answers after that.
  const decay = page.getByRole('textbox', { name: /weight decay/ });
  await decay.fill('0.5');
  await decay.press('Enter');
  await page.waitForFunction(() => globalThis.grokscope.marks().some(({ kind }) => kind === 'changed'));
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.config()?.optimizer)).toMatchObject({ weightDecay: 0.5 });
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const step = await stepOf(page);
  const before = await curves(page);
  await page.keyboard.press('.');
  await page.waitForFunction((from) => globalThis.grokscope.status().step === from + 1, step);

  await page.keyboard.press('r');
  await page.waitForFunction(() => globalThis.grokscope.status().step === 0 && globalThis.grokscope.curve('val.loss').length === 1);
  const again = await curves(page);
  expect(again['val.loss']?.[0]).toEqual(before['val.loss']?.[0]);
  expect(faults).toEqual([]);
  await page.close();
});

test.each([
  ['task.p', '1', 'task.p'],
  ['task.trainFraction', '0', 'task.trainFraction'],
  ['optimizer.lr', 'NaN', 'optimizer.lr'],
  ['model.width', '1e9', 'model.width'],
  ['version', '99', 'version'],
  ['nonsense', '1', 'nonsense'],
])('a link with %s=%s names the field and the page goes on', async (field, value, named) => {
  const { page, faults } = await open(browser, `#preset=default&${new URLSearchParams({ [field]: value })}`);
  await page.getByText(named, { exact: false }).first().waitFor();
  await press(page);
  await passes(page, 0);
  expect(faults).toEqual([]);
  await page.close();
});

test('a bad link opened during a run leaves the run alone', async () => {
  const { page, faults } = await open(browser, hashOf({ ...TINY, steps: '100000' }));
  await press(page);
  await passes(page, 20);
  await follow(page, '#preset=default&task.p=1');
  await page.getByText('task.p', { exact: false }).first().waitFor();
  await passes(page, (await stepOf(page)) + 20);
  expect(faults).toEqual([]);
  await page.close();
});

test('a link is followed although the page writes its own address in the same moment', async () => {
  const { page, faults } = await open(browser, '#preset=default');
  await page.evaluate(() => {
    const own = location.href;
    location.hash = '#preset=default&task.p=31';
    history.replaceState(null, '', own);
  });
  await page.waitForFunction(() => location.hash.includes('task.p=31'));
  expect(faults).toEqual([]);
  await page.close();
});

test('whoever leaves the presets without a choice is where they clicked, and whoever chose one is at Run', async () => {
  const { page, faults } = await open(browser);
  const trigger = page.locator('.preset-trigger');
  await trigger.click();
  await page.getByRole('textbox', { name: /train fraction/ }).click();
  await page.waitForFunction(() => document.querySelector('[role=menu]') === null && document.activeElement instanceof HTMLInputElement);
  await trigger.click();
  await page.getByRole('menuitemradio', { name: /^A plain MLP/ }).click();
  await page.waitForFunction(() => document.querySelector('[role=menu]') === null && document.activeElement?.id === 'run');
  expect(faults).toEqual([]);
  await page.close();
});

test('a space within a name that is typed into the presets’ menu does not scroll it', async () => {
  const { page, faults } = await open(browser, '', { width: 1280, height: 400 });
  await page.locator('.preset-trigger').click();
  const menu = page.locator('[role=menu]');
  await menu.waitFor();
  // All that the page does with a key is done when it has come up to the window; what is not cancelled by then scrolls.
  await page.evaluate(() => window.addEventListener('keydown', ({ code, defaultPrevented }) => (document.title = `${code}|${defaultPrevented}`)));
  await page.keyboard.type('without ');
  await page.waitForFunction(() => document.title === 'Space|true');
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith('Without'));
  await menu.waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('keys pressed at once do what they do one after the other', async () => {
  const { page, faults } = await open(browser, hashOf({ ...TINY, steps: '1000000' }));
  await press(page);
  await passes(page, 3000);
  await page.evaluate(() => {
    for (const key of ['r', '.', ' ']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelectorAll('.bench-run').length === 2);
  await statusIs(page, 'running');
  await passes(page, 10);
  await expect.poll(() => page.locator('.bench-run').first().textContent()).toContain('left at step');
  expect(faults).toEqual([]);
  await page.close();
});

test('a run that is left out of sight is told of, and goes on', async () => {
  const { page, faults } = await open(browser, hashOf(TINY));
  await press(page);
  await finished(page);
  await follow(page, hashOf({ ...TINY, steps: '1000000' }));
  await page.locator('#run').click();
  await passes(page, 500);
  await page.locator('.bench-name').first().click();
  await page.locator('.bench-run[data-on=true] button[aria-label^=Pause]').click();
  await page.locator('.bench-run[data-on=true] button[aria-label^=Resume]').waitFor();
  await page.keyboard.press('.');
  const notice = page.locator('.notice');
  await expect.poll(() => notice.textContent()).toMatch(/was left at step [\d,]+: only a race trains several runs at a time/);
  await notice.getByRole('button', { name: /^Continue from step/ }).click();
  await statusIs(page, 'running');
  await passes(page, 600);
  await expect.poll(() => page.locator('.notice').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.close();
});

test('the page speaks Japanese, and remembers', async () => {
  const { page, faults } = await open(browser);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('button', { name: '実行', exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('ja');
  await page.reload();
  await page.getByRole('button', { name: '実行', exact: true }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('images that cannot be fetched are told in words, and the run before goes on', async () => {
  const { page, faults } = await open(browser, hashOf({ ...TINY, steps: '100000' }));
  await page.route(/mnist[^/]*\.bin/, (route) => route.abort());
  await press(page);
  await passes(page, 20);
  await follow(page, '#preset=mnist-omnigrok');
  await page.locator('#run', { hasText: 'MNIST' }).click();
  await page.getByRole('alert').getByText('MNIST', { exact: false }).waitFor();
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.status().status)).toBe('running');
  await passes(page, (await stepOf(page)) + 20);
  // Nothing is missing from its curve.
  const steps = (await curves(page))['val.loss']?.map(([at]) => at) ?? [];
  expect(steps.filter((at) => at <= 20)).toEqual(Array.from({ length: 21 }, (_, at) => at));
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
  await page.close();
});

test('the digits of a run are drawn with the network’s answers', async () => {
  const { page, faults } = await open(browser, `#preset=digits-alpha-1&steps=60&probes.localComplexity.measure=off`);
  await press(page);
  await finished(page);
  await page.getByText('Answers of the network at step 60', { exact: false }).waitFor();
  await expect.poll(() => page.locator('canvas.digit').count()).toBe(36);
  await page.getByText('12 of 12 right').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('one configuration runs with several amounts of data and says what they show', async () => {
  const { page, faults } = await open(browser, '#preset=data-size&steps=400');
  const field = page.getByRole('region', { name: 'Lenses' }).getByRole('textbox', { name: 'train fraction' });
  await field.fill('0.3, 0.8, 7');
  await field.press('Enter');
  await page.getByText('«7» cannot be used', { exact: false }).waitFor();
  await field.fill('0.3, 0.8');
  await field.press('Enter');
  await page.getByRole('button', { name: 'Run with 2 amounts of data' }).click();
  await page.getByText('With 0.8 it generalised at step', { exact: false }).waitFor();
  await page.getByText('had not generalised by step 400', { exact: false }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a backend that is asked for and not there is said, in the reader’s language, and what works is one click away', async () => {
  const { page, faults } = await open(browser, hashOf(TINY));
  await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await press(page);
  await page.getByText('This run was to be computed with WebGPU and nothing else, which cannot be had: ').waitFor();
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByText(/WebGPU だけで計算する設定ですが、使えません（[^A-Za-z（]*WebGPU/).waitFor();
  await page.getByRole('button', { name: 'ここで使えるもので計算する' }).click();
  await finished(page);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.status())).toMatchObject({ status: 'finished', backend: 'wasm' });
  expect(faults).toEqual([]);
  await page.close();
});
