/** A file of the reader's in a real browser: dropped, refused in mid-run, kept for the next visit, missing on another machine. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { cifarFile } from '../cifarFile.ts';
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
  await openLens(page, 'What it knows');
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
  await page.getByRole('radio', { name: 'words', exact: true }).click();
  await expect.poll(() => fileField(page).innerText()).toMatch(/2 columns of words · \d+ different words/);
  await page.getByRole('button', { name: 'Forget sales.csv' }).click();
  await expect.poll(() => fileField(page).innerText()).toMatch(/sales\.csv \(60 rows\) is not here/);
  await page.close();
});

test('images in colour are drawn in their colours and learned; a bad file of them leaves the run', async () => {
  const { page, faults } = await open(browser, '#preset=default&steps=100000');
  const choose = (name: string, bytes: Uint8Array) =>
    page
      .locator('input[type=file][accept*=".bin"]')
      .first()
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes) });
  await page.getByLabel('Task', { exact: true }).selectOption('cifar');
  await expect.poll(() => fileField(page).innerText()).toMatch(/patterns\.bin[\s\S]*1,000 images, 32×32 pixels in colour/);
  await choose('data_batch_1.bin', cifarFile(60));
  await expect
    .poll(() => fileField(page).innerText())
    .toMatch(/data_batch_1\.bin[\s\S]*60 images, 32×32 pixels in colour · 10 classes · 30 train, 30 validate/);
  await run(page);
  await passes(page, 5);
  await openLens(page, 'What it knows');
  await expect.poll(() => page.locator('.examples').innerText()).toMatch(/airplane|automobile|bird|cat|deer|dog|frog|horse|ship|truck/);
  const coloured = () =>
    page
      .locator('.examples canvas')
      .first()
      .evaluate((canvas) => {
        const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 32, 32) ?? { data: [] };
        return Array.from({ length: 1024 }, (_, i) => i).filter((i) => data[4 * i] !== data[4 * i + 1] && data[4 * i + 3] === 255).length;
      });
  await expect.poll(coloured).toBeGreaterThan(900);

  const bad = cifarFile(60);
  bad[13 * 3073] = 37;
  const [before, step] = [page.url(), await stepOf(page)];
  await choose('data_batch_2.bin', bad);
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/«data_batch_2\.bin» was not taken[\s\S]*Record 14: label 37/);
  await choose('data_batch_2.bin', bad.subarray(1));
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/184,379 bytes, which is no multiple of 3,073/);
  await passes(page, step);
  await statusIs(page, 'running');
  expect(page.url()).toBe(before);
  expect(faults).toEqual([]);
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
