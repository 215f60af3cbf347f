/** Two tabs of one browser on the same landscape: no point is trained twice, both show all, and what a tab that is closed had begun the other one makes. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, patient, visit } from './browser.ts';

const url = inject('pageUrl');
const TINY = { 'task.p': '13', 'model.width': '8', 'model.heads': '2', 'model.ffn': '16', seed: '5', 'landscape.alphaFrom': '0.5', 'landscape.alphaTo': '2' };
const hashOf = (fields: Readonly<Record<string, string>>): string => `#${new URLSearchParams({ preset: 'lu-modular', ...TINY, ...fields })}`;
const landscape = (count: number, steps: number): string => hashOf({ 'landscape.steps': String(steps), 'landscape.alphaCount': String(count) });

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Run in the page, before it is opened: counts the sweep's runs that its workers are given. */
const countRuns = (): void => {
  const { postMessage } = Worker.prototype;
  Object.assign(globalThis, { runs: 0 });
  Worker.prototype.postMessage = function (this: Worker, ...args: [never]) {
    const [message] = args as readonly { readonly type?: string; readonly terse?: boolean }[];
    if (message?.type === 'run' && message.terse === true) (globalThis as unknown as { runs: number }).runs++;
    postMessage.apply(this, args);
  };
};
/** Workers that stand still at their first run, and answer for themselves. */
const standStill = (): void => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...args: [never]) {
    postMessage.apply(this, args);
    const [{ type, run }] = args as readonly [{ readonly type?: string; readonly run?: string }];
    if (type === 'run') postMessage.call(this, { type: 'control', run, control: { type: 'pause' } });
  };
};
const withoutLocks = (): void => void Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
const withoutChannels = (): void => void Object.defineProperty(globalThis, 'BroadcastChannel', { value: undefined });

const faults: string[] = [];
async function tab(context: BrowserContext, hash: string, ...before: readonly (() => void)[]): Promise<Page> {
  const page = await patient(await context.newPage());
  page.on('pageerror', (error) => faults.push(error.message));
  for (const script of [countRuns, ...before]) await page.addInitScript(script);
  await visit(page, `${url}${hash}`);
  // It has read what is kept: nothing, so far.
  const start = page.getByRole('region', { name: 'Lenses' }).getByRole('button', { name: /^(Start$|Run with)/ });
  await expect.poll(() => start.isEnabled()).toBe(true);
  return page;
}
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('region', { name: 'Lenses' }).getByRole('button', { name, exact: true }).click();
const runs = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as { runs: number }).runs);
const points = (page: Page) => page.evaluate(async () => (await globalThis.grokscope.landscape()).points);
const same = async (one: Page, other: Page): Promise<void> => {
  const expected = await points(one);
  await expect.poll(() => points(other)).toEqual(expected);
};
const has = (page: Page, count: number): Promise<void> => page.getByText(`${count} of ${count} points`).waitFor();

test('two tabs train every point once, say which the other has, and show the same', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = landscape(7, 3000);
  const [one, other] = [await tab(context, hash), await tab(context, hash)];
  await Promise.all([press(one, 'Start'), press(other, 'Start')]);
  await one.getByText(/Another tab trains/).waitFor();
  await Promise.all([has(one, 7), has(other, 7)]);
  await expect.poll(async () => (await runs(one)) + (await runs(other))).toBe(7);
  await same(one, other);
  expect(faults).toEqual([]);
  await context.close();
});

test('a tab that only looks shows what another one trains', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = landscape(3, 400);
  const [one, other] = [await tab(context, hash), await tab(context, hash)];
  await press(one, 'Start');
  await Promise.all([has(one, 3), has(other, 3)]);
  await expect.poll(() => runs(one)).toBe(3);
  await expect.poll(() => runs(other)).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
});

test('what a tab that is closed had begun the other one trains', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = landscape(3, 400);
  const [one, other] = [await tab(context, hash, standStill), await tab(context, hash)];
  for (const page of [one, other]) {
    await press(page, 'Start');
    await expect.poll(() => runs(page)).toBeGreaterThan(0);
  }
  await other.getByText('Waiting: another tab trains the last point.').waitFor();
  await one.close();
  await has(other, 3);
  await expect.poll(() => runs(other)).toBe(3);
  expect(faults).toEqual([]);
  await context.close();
});

test('what a tab that is paused had begun the other one trains, and both show it', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = landscape(2, 400);
  const [one, other] = [await tab(context, hash, standStill), await tab(context, hash)];
  await press(one, 'Start');
  await expect.poll(() => runs(one)).toBeGreaterThan(0);
  await press(one, 'Pause');
  await press(other, 'Start');
  await Promise.all([has(one, 2), has(other, 2)]);
  await expect.poll(() => runs(other)).toBe(2);
  await same(one, other);
  expect(faults).toEqual([]);
  await context.close();
});

test.each([
  ['locks', withoutLocks],
  ['channels', withoutChannels],
])('a browser without %s trains in each tab for itself', async (_, spoil) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = landscape(2, 2000);
  const [one, other] = [await tab(context, hash, spoil), await tab(context, hash, spoil)];
  await Promise.all([press(one, 'Start'), press(other, 'Start')]);
  await Promise.all([has(one, 2), has(other, 2)]);
  for (const page of [one, other]) await expect.poll(() => runs(page)).toBe(2);
  expect(faults).toEqual([]);
  await context.close();
});

test('data sizes, of which nothing is kept, are each tab’s own', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const hash = `#${new URLSearchParams({ preset: 'data-size', 'task.p': '13', 'model.width': '8', 'probes.localComplexity.measure': 'off', seed: '5', steps: '60' })}`;
  const [one, other] = [await tab(context, hash), await tab(context, hash)];
  for (const page of [one, other]) {
    await page
      .getByRole('region', { name: 'Lenses' })
      .getByRole('button', { name: /^Run with/ })
      .click();
  }
  for (const page of [one, other]) await page.getByText('All done').waitFor();
  await expect.poll(async () => (await runs(one)) - (await runs(other))).toBe(0);
  await expect.poll(() => runs(one)).toBeGreaterThan(1);
  expect(faults).toEqual([]);
  await context.close();
});
