/** A run as a file, from the command line into the page and back: it is the same run throughout. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readRunFile } from '../../src/engine/runfile/read.ts';
import type { RunFile } from '../../src/engine/runfile/runfile.ts';
import { launch, open, passes, statusIs, stepOf } from './browser.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);

function cli(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [inject('program'), 'run', ...args], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
}

function fileAt(path: string): RunFile {
  const read = readRunFile(readFileSync(path));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.file;
}

const TINY = ['task.p=7', 'model.width=8', 'model.ffn=8', 'probes.localComplexity.measure=off'].flatMap((pair) => ['--set', pair]);
const CHANGES = ['@30.optimizer.lr=0.01', '@150.optimizer.weightDecay=0.5'].flatMap((pair) => ['--set', pair]);

const choose = (page: Page, path: string) => page.locator('.tools input[type=file]').setInputFiles(path);

async function saving(page: Page): Promise<Download> {
  await page.getByRole('button', { name: 'Save and open files' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save this run as a file' }).click()]);
  return download;
}

async function saved(page: Page, name: string): Promise<string> {
  const download = await saving(page);
  expect(download.suggestedFilename()).toMatch(/^default-seed\d+\.grokscope$/);
  await download.saveAs(at(name));
  return at(name);
}

test('the lines that the command line printed are a run with its curves, which says that there are no weights', async () => {
  const { stdout } = spawnSync(process.execPath, [inject('program'), 'run', ...TINY, '--steps', '40'], { encoding: 'utf8' });
  writeFileSync(at('lines.jsonl'), stdout);
  const losses = stdout.split('\n').flatMap((line) => (line.includes('"metrics"') ? [(JSON.parse(line) as { train: { loss: number } }).train.loss] : []));
  const { page, faults } = await open(browser, '');
  await choose(page, at('lines.jsonl'));
  await page.getByText('There are no weights in it').waitFor();
  await statusIs(page, 'finished');
  await expect.poll(() => stepOf(page)).toBe(40);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.curve('train.loss').map(([, value]) => value))).toEqual(losses);
  // Cut in its first line there is no run in it.
  writeFileSync(at('cut.jsonl'), stdout.slice(0, 100));
  await choose(page, at('cut.jsonl'));
  await page.getByText('«cut.jsonl» was not opened').waitFor();
  await expect.poll(() => stepOf(page)).toBe(40);
  // Cut later, as a kill leaves them, they are the run up to the last whole line.
  writeFileSync(at('killed.jsonl'), stdout.slice(0, stdout.lastIndexOf('{"type":"metrics"') + 20));
  await choose(page, at('killed.jsonl'));
  await page.locator('.notice', { hasText: '«killed.jsonl» is open' }).waitFor();
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.curve('train.loss').map(([, value]) => value))).toEqual(losses.slice(0, -1));
  expect(faults).toEqual([]);
});

test('from the command line into the page, on from there, and on again on the command line, it is the run that never stopped', async () => {
  cli(...TINY, ...CHANGES, '--kernels', 'exact', '--steps', '400', '--save', at('straight'));
  // Left on its way: its steps are those of the whole.
  const whole = fileAt(at('straight'));
  cli(...TINY, ...CHANGES, '--kernels', 'exact', '--steps', '100', '--save', at('100'));

  const { page, faults } = await open(browser, '');
  await choose(page, at('100'));
  await page.locator('.notice', { hasText: '«100» is open: its run is at step 100, computed on WASM SIMD.' }).waitFor();
  await statusIs(page, 'finished');
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.kernels())).toEqual([{ step: 0, backend: 'wasm', build: 'SIMD' }]);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.curve('val.loss').length)).toBeGreaterThan(30);

  // The same file again, byte for byte.
  const again = await saved(page, 'again');
  expect(readFileSync(again).equals(readFileSync(at('100')))).toBe(true);

  await page.getByRole('button', { name: 'Continue to step 200' }).click();
  await expect.poll(() => stepOf(page)).toBe(200);
  await statusIs(page, 'finished');
  await saved(page, '200');
  cli('--resume', at('200'), '--steps', '400', '--save', at('400'));
  const last = fileAt(at('400'));
  expect(last.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
  expect([last.marks, last.made]).toEqual([whole.marks, whole.made]);
  expect(last.curves.find(({ key }) => key === 'val.loss')?.values.at(-1)).toBe(whole.curves.find(({ key }) => key === 'val.loss')?.values.at(-1));
  expect(faults).toEqual([]);
  await page.close();
});

test('a file that is no good is told of in place, and what runs goes on; a good one lies beside it', async () => {
  const { page, faults } = await open(browser, '#preset=default&v=1&steps=1000000&task.p=7&model.width=8&model.ffn=8&probes.localComplexity.measure=off');
  await page.locator('#run').click();
  await passes(page, 50);
  writeFileSync(at('bad'), 'step,series,value\n');
  await choose(page, at('bad'));
  const notice = page.locator('.notice[role=alert]');
  await notice.getByText('«bad» was not opened. Nothing else has changed.').waitFor();
  await notice.getByText(/^file: it has 18 bytes; it must be a run file/).waitFor();
  await statusIs(page, 'running');
  await passes(page, (await stepOf(page)) + 50);

  cli(...TINY, '--seed', '7', '--steps', '20', '--save', at('good'));
  // Dropped, as from another window.
  const content = [...readFileSync(at('good'))];
  await page.evaluate((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(bytes)], 'good.grokscope'));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, content);
  await page.locator('.notice[role=status]', { hasText: '«good.grokscope» is open' }).waitFor();
  await expect.poll(() => page.locator('.bench-run').count()).toBe(2);
  // The other one goes on behind it.
  await page.locator('.bench-run[data-on=true]').waitFor();
  await page.locator('.dropping').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await page.close();
});

test('a run on data of the reader’s brings its data along, there and back', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${(i % 7) + 0.5},${(i * 3) % 11}.25,${i % 2 === 0 ? 'yes' : 'no'}`);
  writeFileSync(at('sales.csv'), ['width,height,sold', ...rows].join('\n'));
  const own = ['--data', at('sales.csv'), '--kernels', 'exact', '--set', 'probes.localComplexity.measure=off'];
  cli(...own, '--steps', '80', '--save', at('own-straight'));
  cli(...own, '--steps', '20', '--save', at('own-20'));

  const { page, faults } = await open(browser, '');
  await choose(page, at('own-20'));
  await page.locator('.notice', { hasText: '«own-20» is open' }).waitFor();
  await page.getByRole('button', { name: 'Continue to step 40' }).click();
  await expect.poll(() => stepOf(page)).toBe(40);
  await statusIs(page, 'finished');
  await (await saving(page)).saveAs(at('own-40'));
  cli('--resume', at('own-40'), '--steps', '80', '--save', at('own-80'));
  const [is, was] = [fileAt(at('own-80')), fileAt(at('own-straight'))];
  expect(is.snapshots.at(-1)).toEqual(was.snapshots.at(-1));
  expect(is.data).toEqual(was.data);
  expect(Object.values(is.data)).toEqual([new Uint8Array(readFileSync(at('sales.csv')))]);
  expect(faults).toEqual([]);
  await page.close();
});
