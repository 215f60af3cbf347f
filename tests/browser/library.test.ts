/** Runs outlive the page, its tab and its browser: what was kept is there at the next visit and goes on bit for bit. */
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { launch, open, passes, statusIs, stepOf, visit } from './browser.ts';
import { useProfile } from './profile.ts';

const url = inject('pageUrl');
/** Short, and on kernels that are the same everywhere. */
const LINK = '#preset=mlp-fast&kernels=exact&steps=1200';

type Point = readonly [step: number, value: number];
const curve = (page: Page): Promise<Point[]> => page.evaluate(() => globalThis.grokscope.curve('train.loss'));

const profile = useProfile();

/** The whole run, as nothing disturbs it. */
let straight: Promise<Point[]> | null = null;
const undisturbed = (): Promise<Point[]> =>
  (straight ??= (async () => {
    const browser = await launch();
    const { page } = await open(browser, LINK);
    await page.locator('#run').click();
    await statusIs(page, 'finished');
    const points = await curve(page);
    await browser.close();
    return points;
  })());
afterAll(async () => void (await straight));

/** The step up to which the run in front is kept; -1 where none is. */
const keptUpTo = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('grokscope-runs-1');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.addEventListener('success', () => {
          const reading = opening.result
            .transaction('parts')
            .objectStore('parts')
            .getAll(IDBKeyRange.bound(['entry'], ['entry', []]));
          reading.addEventListener('error', () => reject(new Error('no answer')));
          reading.addEventListener('success', () => {
            opening.result.close();
            const entries = reading.result as { readonly front: boolean; readonly run: { readonly step: number } }[];
            resolve(entries.find(({ front }) => front)?.run.step ?? -1);
          });
        });
      }),
  );
/** Resolves once all that the page has now is kept. */
async function kept(page: Page): Promise<void> {
  // Its curve may be further than its step, which is told ten times a second.
  const [step, points] = [await stepOf(page), await curve(page)];
  await expect.poll(() => keptUpTo(page)).toBeGreaterThanOrEqual(Math.max(step, points.at(-1)?.[0] ?? 0));
}

const begin = async (link = LINK): Promise<Page> => {
  const page = await profile.newPage();
  await visit(page, `${url}${link}`);
  await page.locator('#run').click();
  await passes(page, 200);
  return page;
};

const endings: readonly (readonly [string, (page: Page) => Promise<Page>])[] = [
  [
    'is loaded again',
    async (page) => {
      await page.reload();
      return page;
    },
  ],
  [
    'crashes',
    async (page) => {
      const { address, session } = { address: page.url(), session: await profile.context.newCDPSession(page) };
      session.send('Page.crash').catch(() => undefined);
      await page.waitForEvent('crash');
      const next = await profile.newPage();
      await next.goto(address);
      return next;
    },
  ],
  [
    'closes with its browser',
    async (page) => {
      const address = page.url();
      await profile.context.close();
      await profile.enter();
      const next = await profile.newPage();
      await next.goto(address);
      return next;
    },
  ],
];

test.each(endings)('a page that %s in mid-run: the next visit has its curve up to a second before, and goes on bit for bit', async (_, end) => {
  const page = await begin();
  const before = await curve(page);
  await kept(page);
  const next = await end(page);
  await passes(next, 0);
  const found = await curve(next);
  expect(found.slice(0, before.length)).toEqual(before);
  await next.locator('.sentence', { hasText: 'Kept from your last visit' }).waitFor();
  await next.getByRole('button', { name: /Continue from step/ }).click();
  await statusIs(next, 'finished');
  const [all, whole] = [await curve(next), await undisturbed()];
  expect(all).toEqual(whole);
});

test('a run on exact kernels that comes back at the bare address goes on with these, and the address and the next run ask for them', async () => {
  const first = await begin();
  await kept(first);
  await first.close();
  const page = await profile.newPage();
  await visit(page, url);
  await page.locator('.sentence', { hasText: 'Kept from your last visit' }).waitFor();
  await page.waitForURL(/#.*kernels=exact/);
  await page.getByRole('button', { name: /Continue from step/ }).click();
  await statusIs(page, 'finished');
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.kernels())).toEqual([{ step: 0, backend: 'wasm', build: 'SIMD' }]);
  const whole = await undisturbed();
  await expect.poll(() => curve(page)).toEqual(whole);
  await page.locator('#run', { hasText: 'Rerun' }).click();
  await statusIs(page, 'running');
  await statusIs(page, 'finished');
  await expect.poll(() => curve(page)).toEqual(whole);
});

test('the list names what is kept; a name, a pin and a deletion hold, and another run is brought to the front', async () => {
  const first = await begin();
  await statusIs(first, 'finished');
  await kept(first);
  await first.close();
  const page = await profile.newPage();
  await visit(page, `${url}#preset=default`);
  await page.locator('#run').click();
  await passes(page, 20);
  await kept(page);
  await page.getByRole('button', { name: 'Kept runs' }).click();
  const list = page.getByRole('dialog', { name: 'Kept runs' });
  const front = list.getByRole('listitem').filter({ hasText: 'The whole story' });
  await front.getByRole('button', { name: /^Rename/ }).click();
  await list.getByRole('textbox').fill('Tuesday’s');
  await page.keyboard.press('Enter');
  const pin = list.getByRole('button', { name: 'Pin «Tuesday’s»' });
  await pin.click();
  await list.locator('[aria-pressed=true][aria-label="Pin «Tuesday’s»"]').waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await passes(page, 0);
  await page.getByRole('button', { name: 'Kept runs' }).click();
  await list.locator('[aria-pressed=true][aria-label="Pin «Tuesday’s»"]').waitFor();
  const other = list.getByRole('listitem').filter({ hasText: 'A plain MLP' });
  await other.getByRole('button', { name: /^Delete/ }).click();
  await other.waitFor({ state: 'detached' });
  await list.getByRole('button', { name: 'Undo' }).click();
  await other.locator('.library-open').click();
  await list.waitFor({ state: 'hidden' });
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.config()?.model.id)).toBe('mlp');
});
