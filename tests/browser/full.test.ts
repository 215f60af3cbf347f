/** A storage that is full, or breaks off in the middle of a write: the run goes on, it is said once, and what is kept is whole. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readEntry } from '../../src/store/library/entry.ts';
import { launch, passes, statusIs, stepOf, visit, watch } from './browser.ts';
import { damage, shelfOf, type OnShelf } from './shelf.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');
/** Megabytes of networks within a minute, and no end. */
const LINK = '#preset=mlp-fast&steps=1000000';
const OVER = '#preset=sparse-parity&steps=60';
const FULL = 'The browser’s storage is full';

const run = (page: Page): Promise<void> => page.locator('#run').click();
/** Up to where each run is kept, by its id. */
const kept = async (page: Page): Promise<Map<string, number>> => new Map((await shelfOf(page)).map(({ id, entry }) => [id, readEntry(entry)?.run.step ?? -1]));

test('in five megabytes a run that takes more goes on unharmed, which is said once; what is kept stays whole; with room again it is kept up to where it is', async () => {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  await visit(page, `${url}${OVER}`);
  await run(page);
  await statusIs(page, 'finished');
  await expect.poll(async () => [...(await kept(page)).values()]).toEqual([60]);
  const [over] = (await shelfOf(page)) as [OnShelf];
  const all = () => shelfOf(page, [over.id]);
  await expect.poll(async () => (await all())[0]?.digest).toHaveLength(64);
  const [before] = await all();
  const session = await page.context().newCDPSession(page);
  const quota = (quotaSize?: number) =>
    session.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, ...(quotaSize !== undefined && { quotaSize }) });
  await quota(5e6);
  await visit(page, `${url}${LINK}`);
  await page.reload();
  await run(page);
  const full = page.locator('.notice', { hasText: FULL });
  await full.waitFor();
  const step = await stepOf(page);
  await passes(page, step + 1000);
  await expect.poll(() => full.count()).toBe(1);
  const now = await all();
  expect(damage(now)).toEqual([]);
  // All but where it stands on the bench.
  expect({ ...now.find(({ id }) => id === over.id), entry: null }).toEqual({ ...before, entry: null });
  await quota();
  await expect.poll(async () => Math.max(...(await kept(page)).values())).toBeGreaterThan(step + 1000);
  await full.waitFor({ state: 'detached' });
  await expect.poll(async () => damage(await all())).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

declare global {
  /** Whether writes break off at this kind of record. */
  var breaksAt: string | null;
}

test.each(['entry', 'points', 'snapshot'])('a write that breaks off at its %s leaves nothing of itself, and is done again', async (kind) => {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  await page.addInitScript((at) => {
    globalThis.breaksAt = at;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (Array.isArray(key) && key[0] === globalThis.breaksAt) throw new DOMException('in mid-write', 'DataCloneError');
      return put.call(this, value, key);
    };
  }, kind);
  await visit(page, `${url}${LINK}`);
  await run(page);
  await page.locator('.notice', { hasText: 'in mid-write' }).waitFor();
  await expect.poll(() => shelfOf(page)).toEqual([]);
  const step = await stepOf(page);
  await passes(page, step);
  await page.evaluate(() => (globalThis.breaksAt = null));
  await expect.poll(async () => Math.max(-1, ...(await kept(page)).values())).toBeGreaterThan(step);
  await page.locator('.notice', { hasText: 'in mid-write' }).waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await page.close();
});
