/** The page is never empty: whatever of it does not arrive, is missing or breaks, a sentence says so and «Try again» works. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, open, patient, watch } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');

const app = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).waitFor();
const alert = (page: Page) => page.locator('#fallback');

/** Files that the page asks for by itself, without anybody touching it. */
async function asked(): Promise<string[]> {
  const { page } = await watch(browser, url);
  const files: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(`${url}assets/`)) files.push(request.url());
  });
  // What it asks for last: its worker readies itself for a run.
  const last = page.waitForRequest(/\.wasm$/);
  await page.goto(url);
  await app(page);
  await last;
  await page.close();
  return [...new Set(files)];
}

/** What the page says instead of itself. */
async function said(page: Page): Promise<string> {
  await alert(page).getByRole('button').waitFor();
  return alert(page).innerText();
}

/**
 * What the page says instead of itself; null where it runs, or says beside it that its trainer did not come, or that it has no worker.
 * Whichever comes first: a page that comes at another try is not set running.
 */
async function saidOrRuns(page: Page): Promise<string | null> {
  let words: string | null = null;
  const saying = said(page).then((all) => (words = all));
  const running = async (): Promise<null> => {
    await app(page);
    if (words !== null) return null;
    await page.locator('#run').click();
    await page.waitForFunction(
      () =>
        globalThis.grokscope.status().step > 0 ||
        /trainer could not be started|gives the page no worker/.test(document.querySelector('.notice')?.textContent ?? ''),
    );
    return null;
  };
  return Promise.race([saying, running()]);
}

/** What the page says where a file does not come; null where it runs without. «Try again» then brings it. */
async function without(file: string, needed: boolean): Promise<string | null> {
  const { page } = await watch(browser, url);
  await page.route(file, (route) => route.abort());
  await page.goto(url);
  // Without its looks the page runs, too, and is not shown.
  const words = await (needed ? said(page) : saidOrRuns(page));
  if (words !== null) {
    await page.unroute(file);
    const again = alert(page).getByRole('button', { name: 'Try again' });
    // What the page can do without it says only as long as nothing else stands there: on a slow machine the page may come in that moment.
    const came = needed ? [] : [app(page)];
    await Promise.race([again.click().catch(() => new Promise<never>(() => undefined)), ...came]);
    await app(page);
    await alert(page).waitFor({ state: 'hidden' });
  }
  await page.close();
  return words;
}

test('each file that does not come leaves a page that says so, or that runs', async () => {
  // What index.html names is needed.
  const html = await (await fetch(url)).text();
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => `${url}${path}`);
  expect(new Set(first.map((file) => file.split('.').at(-1)))).toEqual(new Set(['js', 'css']));
  const files = await asked();
  expect(files).toEqual(expect.arrayContaining(first));
  const told: string[] = [];
  const left = [...files];
  const tryAll = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const words = await without(file, first.includes(file));
      if (words !== null) told.push(words);
    }
  };
  // As many at a time as two cores can load.
  await Promise.all([tryAll(), tryAll()]);
  for (const words of told) expect(words).toMatch(/did not arrive[^]*http[^ ]*\.(js|css)\s+Try again$/);
});

test.each(['js', 'css'])('a %s file that never comes: after a while the page says so, and when it comes all is well', async (kind) => {
  const { page } = await watch(browser, url);
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route(new RegExp(`/assets/index-.*\\.${kind}$`), async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('#fallback').waitFor({ state: 'attached' });
  await page.clock.runFor(19_000);
  await expect.poll(() => alert(page).isHidden()).toBe(true);
  await page.clock.runFor(2000);
  await alert(page).getByText('unusually long').waitFor();
  answer();
  await page.clock.resume();
  await app(page);
  await alert(page).waitFor({ state: 'hidden' });
  await page.close();
});

test.each([
  ['ResizeObserver', () => Reflect.deleteProperty(globalThis, 'ResizeObserver')],
  ['IntersectionObserver', () => Reflect.deleteProperty(globalThis, 'IntersectionObserver')],
  ['Worker', () => Reflect.deleteProperty(globalThis, 'Worker')],
  ['structuredClone', () => Reflect.deleteProperty(globalThis, 'structuredClone')],
  ['Array.prototype.toSorted', () => Reflect.deleteProperty(Array.prototype, 'toSorted')],
])('a browser without %s: the page names it, and nothing half runs', async (name, remove) => {
  const { page } = await watch(browser, url);
  await page.addInitScript(remove);
  await page.goto(url);
  await expect.poll(() => said(page)).toContain(name);
  await page.close();
});

test('an error before the app stands is told, in Japanese too', async () => {
  const page = await patient(await browser.newPage({ locale: 'ja-JP' }));
  await page.addInitScript(() => {
    // The app asks for it on its way; index.html's own script asks for `language` alone.
    Object.defineProperty(navigator, 'languages', {
      get: () => {
        throw new Error('no languages today');
      },
    });
  });
  await page.goto(url);
  await page.getByRole('button', { name: 'もう一度試す' }).waitFor();
  await expect.poll(() => alert(page).innerText()).toMatch(/エラーで止まりました[^]*no languages today/);
  await expect.poll(() => alert(page).innerText()).not.toContain('Try again');
  await page.close();
});

test('whatever empties the page later is told as well', async () => {
  const { page, faults } = await open(browser);
  expect(faults).toEqual([]);
  await page.evaluate(() => document.getElementById('root')?.replaceChildren());
  await alert(page).getByText('An error stopped it').waitFor();
  await page.close();
});

test('without JavaScript the page says that it needs it, in both languages', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await patient(await context.newPage());
  await page.goto(url);
  const words = page.locator('noscript .fallback');
  await words.waitFor();
  await expect.poll(() => words.innerText()).toMatch(/needs JavaScript[^]*JavaScript が必要です/);
  await context.close();
});
