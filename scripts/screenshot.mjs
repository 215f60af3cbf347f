/** Takes the README's picture from a real run: `node scripts/screenshot.mjs` after `npm run build`. */
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

ensureInstalled();
const { chromium } = await import('playwright-core');
const { preview } = await import('vite');
const executablePath = await ensureBrowser();
const server = await preview({ root: ROOT, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5, locale: 'en-GB', colorScheme: 'light' });
await page.goto(`${server.resolvedUrls.local[0]}#preset=lu-modular`);
await page.getByRole('button', { name: 'Start', exact: true }).click();
await page.getByText('13 of 13 points').waitFor({ timeout: 300_000 });
await page.getByRole('button', { name: 'Run', exact: true }).click();
await page.waitForFunction(() => globalThis.grokscope.marks().some(({ kind }) => kind === 'grokked'), undefined, { timeout: 180_000 });
await page.waitForFunction((step) => globalThis.grokscope.status().step > step, await page.evaluate(() => globalThis.grokscope.status().step + 600), {
  timeout: 60_000,
});
await page.screenshot({ path: `${ROOT}docs/screenshot.png` });
await browser.close();
await server.close();
