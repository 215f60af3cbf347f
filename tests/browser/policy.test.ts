/**
 * The page under its Content-Security-Policy: nothing it or its workers do is against it, whatever is opened while a run goes on. The server of
 * this test also takes the browser's reports: those of workers come no other way.
 */
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { built } from '../../scripts/builds.mjs';
import { launch, watch } from './browser.ts';

let browser: Browser;
let server: PreviewServer;
let url: string;
const reports: string[] = [];

beforeAll(async () => {
  browser = await launch(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init']);
  server = await preview({
    build: { outDir: built('page') },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
    plugins: [
      {
        name: 'reports',
        configurePreviewServer({ middlewares }) {
          middlewares.use('/reports', (request, response) => {
            let body = '';
            request.on('data', (text: Buffer) => (body += text.toString()));
            void once(request, 'end').then(() => {
              reports.push(body);
              response.end();
            });
          });
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
  await watched.page.goto(`${url}${hash}`);
  return watched;
}

/** Whatever opens something over the page, and closes it again. */
async function openAll(page: Page): Promise<void> {
  for (const trigger of await page.locator('[aria-haspopup], [role=combobox]').all()) {
    if (!(await trigger.isVisible())) continue;
    await trigger.click();
    await page.waitForTimeout(150);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
}

async function openLenses(page: Page): Promise<void> {
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await page.waitForTimeout(400);
    for (const start of await page.getByRole('tabpanel').getByRole('button', { name: 'Start', exact: true }).all()) {
      if (await start.isEnabled()) await start.click();
    }
    await page.waitForTimeout(800);
  }
}

test.each(['default', 'digits-alpha-1'])('%s: a run with every lens and every list open is within the policy', async (preset) => {
  const { page, faults } = await openPage(`#preset=${preset}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => globalThis.grokscope.status().step > 0, undefined, { timeout: 60_000 });
  await openLenses(page);
  await openAll(page);
  expect([...reports, ...faults]).toEqual([]);
  await page.close();
});

test.each(['webgpu', 'exact', 'cpu'])('a run on %s is, too', async (backend) => {
  const { page, faults } = await openPage('#preset=default&task.p=7&model.width=8&model.ffn=8&steps=20');
  await page.evaluate((name) => globalThis.grokscope.useBackend(name), backend as 'webgpu');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => globalThis.grokscope.status().status === 'finished', undefined, { timeout: 120_000 });
  expect([...reports, ...faults]).toEqual([]);
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
