/**
 * The page in a reader's hands while it trains: every lens is opened, keys are pressed, a preset is chosen, the language changes. Prints the
 * most processor time that any task of the main thread took meanwhile.
 *
 *   npm run bench:hands -- [--check]
 *
 * A school laptop is six times as slow as this: no task may take it 200 ms, so none may take more than 33 ms here; loading, 50.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { traceTasks } from './mainThread.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const MOST = 200 / 6;

interface Deed {
  readonly name: string;
  readonly act: (page: Page) => Promise<unknown>;
  /** How long what it began may go on, in milliseconds. */
  readonly rest: number;
}

const tab = (i: number) => (page: Page) => page.locator('.lenses [role=tab]').nth(i).click();

async function deedsOf(page: Page): Promise<readonly Deed[]> {
  const lenses = await page.locator('.lenses [role=tab]').allTextContents();
  return [
    { name: 'nothing, while it trains', act: () => Promise.resolve(), rest: 3000 },
    ...lenses.map((label, i) => ({ name: `open «${label}»`, act: tab(i), rest: 2500 })),
    ...lenses.map((label, i) => ({ name: `open «${label}» again`, act: tab(i), rest: 1500 })),
    { name: 'ten keys on a slider', act: press('[role=slider]', 'ArrowRight', 10), rest: 1000 },
    { name: 'type a number', act: (p) => p.locator('input[inputmode=decimal]').first().fill('41'), rest: 1000 },
    { name: 'the step axis, linear', act: (p) => p.getByRole('radio', { name: 'linear' }).click({ force: true, timeout: 3000 }), rest: 1500 },
    { name: 'the theme', act: (p) => p.locator('header button').nth(-2).click({ force: true, timeout: 3000 }), rest: 1500 },
    { name: 'the other language', act: (p) => p.locator('button.language').click({ timeout: 3000 }), rest: 1500 },
    { name: 'another run (R)', act: (p) => p.keyboard.press('r'), rest: 3000 },
  ];
}

function press(selector: string, key: string, times: number) {
  return async (page: Page): Promise<void> => {
    await page.locator(selector).first().focus();
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
}

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'en-GB' });
const loaded = await traceTasks(page);
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#preset=default&steps=100000`);
const run = page.locator('button.run');
await run.waitFor();
await page.waitForTimeout(1500);
const found: { readonly name: string; readonly ms: number }[] = [{ name: 'load', ms: await loaded() }];
const began = await traceTasks(page);
await run.click();
await page.waitForTimeout(3000);
found.push({ name: 'press Run', ms: await began() });
for (const { name, act, rest } of await deedsOf(page)) {
  const end = await traceTasks(page);
  try {
    await act(page);
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
  }
  await page.waitForTimeout(rest);
  found.push({ name, ms: await end() });
}
await browser.close();
await server.close();
for (const { name, ms } of found) console.log(`${ms.toFixed(1).padStart(7)} ms  ${name}`);
const slow = found.filter(({ name, ms }) => ms > (name === 'load' ? 50 : MOST));
console.log(slow.length === 0 ? `No task over ${MOST.toFixed(0)} ms.` : `Over ${MOST.toFixed(0)} ms: ${slow.map(({ name }) => name).join(', ')}`);
if (process.argv.includes('--check') && slow.length > 0) process.exitCode = 1;
