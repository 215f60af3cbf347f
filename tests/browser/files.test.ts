/** A file of the reader's in a real browser: dropped, refused in mid-run, kept for the next visit, missing on another machine. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch, open, openLens, passes, statusIs, stepOf, visit } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const HEADER = 'width,height,sold';
const ROWS = Array.from({ length: 60 }, (_, i) => `${(i % 7) + 0.5},${(i * 3) % 11}.25,${i % 7 < 3 ? '<b>yes</b>' : 'no'}`);
const GOOD = [HEADER, ...ROWS].join('\n');
const BAD = [HEADER, ...ROWS.slice(0, 12), '2.5,much,no', ...ROWS].join('\n');

/** Lets a file go over the page, as a hand would; `repeat` makes it long without sending it over. */
function drop(page: Page, name: string, content: string, repeat = 1): Promise<void> {
  return page.evaluate(
    ([called, text, times]) => {
      const data = new DataTransfer();
      data.items.add(new File([text.slice(0, text.indexOf('\n') + 1), `${text.slice(text.indexOf('\n') + 1)}\n`.repeat(times)], called));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, content, repeat] as const,
  );
}

const fileField = (page: Page) => page.locator('.file');
const run = (page: Page) => page.locator('#run').click();

test('a good one is data, a bad one changes nothing, and the next visit finds it again', async () => {
  const { page, faults } = await open(browser);
  await drop(page, 'sales.csv', GOOD);
  await expect.poll(() => fileField(page).innerText()).toMatch(/sales\.csv[\s\S]*60 rows · 2 columns of numbers · 2 classes · 45 train, 15 validate/);
  await expect.poll(() => page.locator('.file-preview th[data-answer]').innerText()).toBe('Answer');
  await expect.poll(() => page.locator('.file-preview').innerText()).toContain('<b>yes</b>');
  await run(page);
  await passes(page, 20);
  await openLens(page, 'Examples');
  await expect.poll(() => page.locator('.examples').innerText()).toMatch(/width [\d.]+, height [\d.]+ = [\s\S]*<b>yes<\/b>/);

  const before = page.url();
  await drop(page, 'bad.csv', BAD);
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/«bad\.csv» was not taken[\s\S]*Line 14, column 2 \(height\): «much» is no number/);
  await statusIs(page, 'running', 'finished');
  expect(page.url()).toBe(before);
  await expect.poll(() => fileField(page).innerText()).toMatch(/sales\.csv/);

  await page.reload();
  await page.locator('#run').waitFor();
  await expect.poll(() => page.locator('.file-preview').count()).toBe(1);
  await run(page);
  await passes(page, 20);
  expect(faults).toEqual([]);

  // What it learns from is read in another way.
  await page.getByRole('radio', { name: 'words', exact: true }).check();
  await expect.poll(() => fileField(page).innerText()).toMatch(/2 columns of words · \d+ different words/);
  await page.getByRole('button', { name: 'Forget sales.csv' }).click();
  await expect.poll(() => fileField(page).innerText()).toMatch(/sales\.csv \(60 rows\) is not here/);
  await page.close();
});

test('a link on another machine says which file is missing, and takes it from there', async () => {
  const { page: first } = await open(browser);
  await drop(first, 'sales.csv', GOOD);
  await expect.poll(() => first.evaluate(() => location.hash)).toContain('sales.csv');
  const link = first.url();
  await first.close();

  const elsewhere = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 720 } });
  const page = await elsewhere.newPage();
  await visit(page, link);
  await expect.poll(() => fileField(page).innerText()).toMatch(/sales\.csv \(60 rows\) is not here\. Open it to run\./);
  await run(page);
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/needs the file sales\.csv \(60 rows\), which is not here/);
  await drop(page, 'renamed.csv', GOOD);
  await expect.poll(() => page.locator('.file-preview').count()).toBe(1);
  expect(page.url()).toBe(link);
  await run(page);
  await passes(page, 5);
  await elsewhere.close();
});

test('a million rows are refused while a run goes on, and it goes on', async () => {
  const { page, faults } = await open(browser, '#preset=default&steps=100000');
  await run(page);
  await passes(page, 10);
  await drop(page, 'huge.csv', GOOD, 1_000_000 / ROWS.length);
  const step = await stepOf(page);
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/«huge\.csv» was not taken[\s\S]*Line 100002: there are more than 100,000 rows/);
  await passes(page, step);
  await statusIs(page, 'running');
  expect(faults).toEqual([]);
  await page.close();
});
