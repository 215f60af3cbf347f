/** A browser that keeps nothing, in whichever way: what is started works all the same, and that its points last only until the page is closed is said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, visit, watch } from './browser.ts';
import { hurry } from './hurry.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');
const TINY = { 'task.p': '13', 'model.width': '8', 'probes.localComplexity.measure': 'off', seed: '5' };
const hashOf = (preset: string, fields: Readonly<Record<string, string>>): string => `#preset=${preset}&${new URLSearchParams({ ...TINY, ...fields })}`;
const LANDSCAPE = hashOf('lu-modular', { 'model.heads': '2', 'model.ffn': '16', 'landscape.steps': '40', 'landscape.alphaCount': '3' });

/** Run in the page, before it is opened. */
const neverOpens = (): void => void (IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest);
const throws = (): void => {
  IDBFactory.prototype.open = () => {
    throw new DOMException('not here', 'SecurityError');
  };
};
const missing = (): void => void Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
const neverAnswers = (): void => {
  IDBDatabase.prototype.transaction = function (this: IDBDatabase) {
    const ask = () => ({});
    const transaction = { db: this, objectStore: () => ({ transaction, get: ask, put: ask, delete: ask }) };
    return transaction as unknown as IDBTransaction;
  };
};

const WAYS: readonly (readonly [name: string, spoil: (page: Page) => Promise<unknown>])[] = [
  ['neither opens nor fails', (page) => page.addInitScript(neverOpens)],
  ['refuses to open', (page) => page.addInitScript(throws)],
  ['is not there', (page) => page.addInitScript(missing)],
  ['opens and never answers', (page) => page.addInitScript(neverAnswers)],
  ['is full', async (page) => (await page.context().newCDPSession(page)).send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize: 1 })],
];

async function spoilt(spoil: (page: Page) => Promise<unknown>, hash: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  const clock = await hurry(page);
  await spoil(page);
  await visit(page, `${url}${hash}`);
  await clock.by(20);
  return { page, faults };
}
const lens = (page: Page) => page.getByRole('region', { name: 'Lenses' });

test.each(WAYS)('a database that %s: a landscape is trained, and where its points are is said', async (_, spoil) => {
  const { page, faults } = await spoilt(spoil, LANDSCAPE);
  await lens(page).getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('3 of 3 points').waitFor();
  await page.getByText('they last until the page is closed').waitFor();
  await page.reload();
  await lens(page).getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('3 of 3 points').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('less data, of which nothing is kept, does not wait for a database', async () => {
  const { page, faults } = await spoilt((one) => one.addInitScript(neverOpens), hashOf('data-size', { steps: '60' }));
  await lens(page)
    .getByRole('button', { name: /^Run with/ })
    .click();
  await page.getByText('All done').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('whoever deletes the database while the page is open does not wait for it, and points are kept anew', async () => {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  await visit(page, `${url}${LANDSCAPE}`);
  await lens(page).getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('3 of 3 points').waitFor();
  const remove = (): Promise<string> =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.deleteDatabase('grokscope-landscape-1');
          request.addEventListener('blocked', () => resolve('blocked'));
          request.addEventListener('success', () => resolve('deleted'));
        }),
    );
  await expect.poll(remove).toBe('deleted');
  await lens(page).getByRole('button', { name: 'Start over' }).click();
  await lens(page).getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('3 of 3 points').waitFor();
  await page.reload();
  await page.getByText('3 of 3 points').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});
