/**
 * The page under its Content-Security-Policy: nothing it or its workers do is against it, whatever is opened while a run goes on. The server of
 * this test also takes the browser's reports: those of workers come no other way.
 */
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { built } from '../../scripts/builds.mjs';
import { flaws } from './blank.ts';
import { launch, openLens, passes, SOFTWARE_GPU, statusIs, visit, watch, workerNamed } from './browser.ts';
import { LENSES } from '../../src/ui/lenses/index.ts';

let browser: Browser;
let server: PreviewServer;
let url: string;
const reports: string[] = [];

beforeAll(async () => {
  browser = await launch(SOFTWARE_GPU);
  server = await preview({
    build: { outDir: built('page') },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
    plugins: [
      {
        name: 'reports',
        // Before the page's own server, which knows no such address.
        enforce: 'pre',
        configurePreviewServer({ middlewares }) {
          middlewares.use('/reports', (request, response) => {
            let body = '';
            request.on('data', (text: Buffer) => (body += text.toString()));
            void once(request, 'end').then(() => {
              reports.push(body);
              response.end();
            });
          });
        },
      },
      {
        name: 'asks for reports',
        configurePreviewServer({ middlewares }) {
          middlewares.use((_request, response, next) => {
            response.setHeader('Content-Security-Policy', `${String(response.getHeader('Content-Security-Policy'))}; report-uri /reports`);
            next();
          });
        },
      },
    ],
  });
  url = server.resolvedUrls?.local[0] ?? '';
});
beforeEach(() => void (reports.length = 0));
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function openPage(hash: string): Promise<{ page: Page; faults: string[] }> {
  const watched = await watch(browser, url);
  await visit(watched.page, `${url}${hash}`);
  return watched;
}

/** Whatever opens something over the page, and closes it again. */
async function openAll(page: Page): Promise<void> {
  for (const trigger of await page.locator('[aria-haspopup], [role=combobox]').all()) {
    if (!(await trigger.evaluate((element) => element.checkVisibility()))) continue;
    const is = (state: string) => page.waitForFunction(([one, open]) => one?.getAttribute('aria-expanded') === open, [handle, state] as const);
    const handle = await trigger.elementHandle();
    await trigger.click();
    await is('true');
    await page.keyboard.press('Escape');
    await is('false');
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
}

/** Opens every lens, and lets it begin what it can do, until that has come to something. */
async function openLenses(page: Page): Promise<void> {
  for (const { label, workers } of LENSES.filter(({ runs = 0 }) => runs < 2)) {
    await openLens(page, label.en);
    expect(await flaws(page, label.en)).toEqual([]);
    const panel = page.getByRole('tabpanel');
    const start = panel.getByRole('button', { name: 'Start', exact: true });
    for (const one of await start.all()) {
      if (await one.evaluate((element) => (element as HTMLButtonElement).disabled)) continue;
      await one.click();
      await panel.getByRole('button', { name: 'Pause', exact: true }).first().waitFor();
      if (workers !== undefined) await workerNamed(page, workers);
    }
  }
}

/** What was reported of a page until now, whenever it arrives: behind all of it comes a report that is asked for. */
async function reported(page: Page): Promise<string[]> {
  const LAST = 'https://last.example/';
  await page.evaluate((address) => fetch(address).catch(() => null), LAST);
  await expect.poll(() => reports.some((report) => report.includes(LAST))).toBe(true);
  return reports.filter((report) => !report.includes(LAST));
}

test.each(['default', 'digits-alpha-1'])('%s: a run with every lens and every list open is within the policy', async (preset) => {
  const { page, faults } = await openPage(`#preset=${preset}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await passes(page, 0);
  await openLenses(page);
  await openAll(page);
  expect(faults).toEqual([]);
  expect(await reported(page)).toEqual([]);
  await page.close();
});

test.each(['webgpu', 'exact', 'cpu'])('a run on %s is, too', async (backend) => {
  const { page, faults } = await openPage('#preset=default&task.p=7&model.width=8&model.ffn=8&steps=20');
  await page.evaluate((name) => globalThis.grokscope.useBackend(name), backend as 'webgpu');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await statusIs(page, 'finished');
  expect(faults).toEqual([]);
  expect(await reported(page)).toEqual([]);
  await page.close();
});

test('what is forbidden does not happen, and is reported', async () => {
  const { page } = await openPage('');
  const done = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.broken = 1';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { opacity: 0.5 }';
    document.head.append(style);
    const fetched = await fetch('https://example.org/').then(
      () => 'yes',
      () => 'no',
    );
    return { broken: Reflect.get(globalThis, 'broken') as unknown, opacity: getComputedStyle(document.body).opacity, fetched };
  });
  expect(done).toEqual({ broken: undefined, opacity: '1', fetched: 'no' });
  const said = await page.evaluate(() => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'globalThis.broken = 2');
    document.body.append(button);
    button.click();
    return Reflect.get(globalThis, 'broken') as unknown;
  });
  expect(said).toBeUndefined();
  await expect.poll(() => reports.length).toBeGreaterThanOrEqual(4);
  await page.close();
});
