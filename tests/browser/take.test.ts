/** What a reader takes home: files that others can read, of a run in front that goes on. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, open, openLens, passes, statusIs, stepOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => browser.close());

const LINK = '#preset=mlp-fast&task.p=11&model.width=16&steps=1000000';

async function taken(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  const bytes = readFileSync(await download.path());
  await page.locator('.take-said', { hasText: download.suggestedFilename() }).waitFor();
  return { name: download.suggestedFilename(), bytes };
}

/** Size of a PNG as this browser decodes it, the share of its pixels that are not paper, and of its lowest row of plots. */
const seen = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0;
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = ((data[i] as number) << 16) | ((data[i + 1] as number) << 8) | (data[i + 2] as number);
      colours.add(colour);
      if (colour !== 0xffffff) inked++;
    }
    return { width: canvas.width, height: canvas.height, inked: (4 * inked) / data.length, train: colours.has(0xc77c00), val: colours.has(0x0072b2) };
  }, png.toString('base64'));

test('a run that trains goes home as CSV, JSON, SVG, PNG and BibTeX, and trains on', async () => {
  const { page, faults } = await open(browser, LINK);
  await page.locator('#run').click();
  await passes(page, 50);
  await page.getByRole('button', { name: 'Save and open files' }).click();
  await page.getByRole('menuitem', { name: /^Take figures and numbers home/ }).click();
  await page.getByRole('dialog', { name: 'Take home' }).waitFor();

  const csv = await taken(page, 'Numbers: CSV');
  expect(csv.name).toMatch(/^mlp-fast-seed\d+-curves\.csv$/);
  const [columns = '', ...rows] = csv.bytes.toString().trimEnd().split('\n');
  expect(columns).toMatch(/^step,.*val\.accuracy/);
  const curve = await page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  const k = columns.split(',').indexOf('train.loss');
  expect(rows.slice(0, 20).map((row) => Number(row.split(',')[k]))).toEqual(Array.from({ length: 20 }, (_, i) => curve[i]?.[1]));

  await page.getByRole('radio', { name: 'A line per number' }).check();
  const json = await taken(page, 'Numbers: JSON');
  const run = JSON.parse(json.bytes.toString()) as { config: { task: { p: number } }; curves: Record<string, { step: number[]; value: number[] }> };
  expect(run.config.task.p).toBe(11);
  expect(run.curves['train.loss']?.value.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => curve[i]?.[1]));

  const svg = await taken(page, 'Figure: SVG');
  expect(svg.name).toMatch(/-charts\.svg$/);
  const parsed = await page.evaluate((text) => {
    const document_ = new DOMParser().parseFromString(text, 'image/svg+xml');
    return { root: document_.documentElement.tagName, faults: document_.querySelectorAll('parsererror, script, foreignObject, style').length };
  }, svg.bytes.toString());
  expect(parsed).toEqual({ root: 'svg', faults: 0 });

  await page.getByRole('combobox', { name: 'What of the page' }).selectOption({ label: 'Accuracy' });
  const png = await taken(page, 'Figure: PNG');
  expect(png.name).toMatch(/-accuracy\.png$/);
  const picture = await seen(page, png.bytes);
  expect(picture).toMatchObject({ width: 1890, train: true, val: true });
  expect(picture.height).toBeGreaterThan(800);
  expect(picture.inked).toBeGreaterThan(0.02);

  // The network of the moment: while it trains, of the step at which it was fetched.
  const python = await taken(page, 'Network: PyTorch, NumPy');
  const at = Number(/^mlp-fast-seed\d+-step(\d+)\.zip$/.exec(python.name)?.[1]);
  expect(at).toBeGreaterThan(0);
  const folder = unzipSync(python.bytes);
  expect(Object.keys(folder)).toContain('network_torch.py');
  expect(strFromU8(folder['README.md'] as Uint8Array)).toMatch(new RegExp(`after ${at} updates[^]*#preset=mlp-fast`));

  // A lens that is drawn once more for paper, and one that is painted; before there is anything, it says so.
  await page.getByRole('combobox', { name: 'What of the page' }).selectOption({ label: 'Lens: Less data' });
  await page.getByRole('button', { name: 'Figure: SVG', exact: true }).click();
  await page.locator('.take-said[data-failed=true]', { hasText: 'there are no runs yet' }).waitFor();

  const bib = await taken(page, 'References: BibTeX');
  expect(bib.name).toMatch(/-references\.bib$/);
  expect(bib.bytes.toString()).toMatch(/^@inproceedings\{liu2023omnigrok,[^]*@misc\{grokscope_mlp_fast_seed\d+,[^]*#preset=mlp-fast[^]*task\.p=11/);

  await page.keyboard.press('Escape');
  await openLens(page, 'Regions');
  await page.waitForFunction(() => document.querySelector('.regions-figures') !== null || document.querySelector('.regions canvas') !== null);
  await page.getByRole('button', { name: 'Save and open files' }).click();
  await page.getByRole('menuitem', { name: /^Take figures and numbers home/ }).click();
  await page.getByRole('combobox', { name: 'What of the page' }).selectOption({ label: 'Lens: Regions' });
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Figure: SVG', exact: true }).click();
      await page.locator('.take-button:enabled').first().waitFor();
      return page.locator('.take-said').textContent();
    })
    .toMatch(/lens-regions\.svg/);
  const slice = await taken(page, 'Figure: SVG');
  expect(slice.bytes.toString()).toMatch(/<image [^>]*href="data:image\/png;base64,/);

  // It went on meanwhile, and the focus is back at the menu.
  await passes(page, await stepOf(page));
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Save and open files');
  expect(faults).toEqual([]);
});

const openDialog = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Save and open files' }).click();
  await page.getByRole('menuitem', { name: /^Take figures and numbers home/ }).click();
  await page.getByRole('dialog', { name: 'Take home' }).waitFor();
};

test('a run that is opened from a file has the same figure here and on the command line, at its end and at an earlier moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  const file = join(folder, 'a.grokscope');
  const cli = (...args: readonly string[]): string => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [inject('program'), ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  };
  cli('run', '--set', 'task.p=7', '--set', 'model.width=8', '--set', 'model.ffn=8', '--set', '@30.optimizer.lr=0.01', '--steps', '60', '--save', file);
  const { page, faults } = await open(browser);
  await page.locator('.tools input[type=file]').setInputFiles(file);
  await statusIs(page, 'finished');
  await openDialog(page);
  const whole = await taken(page, 'Figure: SVG');
  expect(whole.bytes.toString()).toBe(cli('export', file, '--svg'));

  await page.keyboard.press('Escape');
  await page.locator('.timeline-track').click({ position: { x: 1, y: 12 } });
  await expect.poll(() => page.locator('.sentence').getAttribute('data-status')).toBe('past');
  await openDialog(page);
  const first = await taken(page, 'Figure: SVG');
  expect(first.bytes.toString()).toBe(cli('export', file, '--svg', '--step', '0'));
  rmSync(folder, { recursive: true });
  expect(faults).toEqual([]);
});
