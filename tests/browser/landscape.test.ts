/** The LU landscape on the built page: the same points as on the command line, through a reload, a worker that dies and a GPU that is lost. */
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { catchDevices, destroyDevice, launch, open, SOFTWARE_GPU, visit, watch, workerNamed } from './browser.ts';

const TINY = { 'task.p': '13', 'model.width': '8', 'model.heads': '2', 'model.ffn': '16', seed: '5', 'landscape.alphaFrom': '0.5', 'landscape.alphaTo': '2' };
const fieldsOf = (steps: number, count: number): Record<string, string> => ({
  ...TINY,
  'landscape.steps': String(steps),
  'landscape.alphaCount': String(count),
});
const hashOf = (fields: Readonly<Record<string, string>>): string => `#preset=lu-modular&${new URLSearchParams(fields)}`;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Lenses' }).getByRole('button', { name }).click();
}

async function points(page: Page): Promise<readonly LandscapePoint[]> {
  return page.evaluate(async () => (await globalThis.grokscope.landscape()).points);
}

async function until(page: Page, least: number): Promise<void> {
  await expect.poll(async () => (await points(page)).length).toBeGreaterThanOrEqual(least);
}

function fromCommandLine(fields: Readonly<Record<string, string>>): LandscapePoint[] {
  const sets = Object.entries(fields).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
  const { stdout } = spawnSync(process.execPath, [inject('program'), 'landscape', '--preset', 'lu-modular', '--backend', 'wasm', ...sets], {
    encoding: 'utf8',
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LandscapePoint)
    .toSorted((a, b) => a.norm - b.norm);
}

test('a landscape that a reload interrupts goes on from its points, and ends as it would have', async () => {
  // Long enough for a fast machine to be interrupted, too.
  const fields = fieldsOf(3000, 5);
  const { page, faults } = await open(browser, hashOf(fields));
  await press(page, /^Start$/);
  await until(page, 2);
  await page.reload();
  await page.getByRole('button', { name: /^Go on/ }).waitFor();
  await until(page, 2);
  await press(page, /^Go on/);
  await until(page, 5);
  const expected = fromCommandLine(fields);
  await expect.poll(() => points(page)).toEqual(expected);
  // Done, and still so for the next visit.
  await page.reload();
  await page.getByText('5 of 5 points').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a worker that is killed is replaced, and the numbers are the same', async () => {
  const fields = fieldsOf(3000, 3);
  const { page, faults } = await open(browser, hashOf(fields));
  await press(page, /^Start$/);
  await until(page, 1);
  // Gone without a word, as when the system is out of memory.
  await (await workerNamed(page, 'landscape')).evaluate(() => void setTimeout(() => globalThis.close()));
  await until(page, 3);
  const expected = fromCommandLine(fields);
  await expect.poll(() => points(page)).toEqual(expected);
  expect(faults).toEqual([]);
  await page.close();
});

test('it pauses, resumes, and speaks Japanese', async () => {
  const { page, faults } = await open(browser, hashOf(fieldsOf(20_000, 2)));
  await press(page, /^Start$/);
  await press(page, /^Pause$/);
  await page.getByText(/· paused/).waitFor();
  await press(page, /^Resume$/);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('tab', { name: 'LU 地形' }).waitFor();
  await page.getByRole('button', { name: '一時停止', exact: true }).first().waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a lost GPU costs time, not numbers', async () => {
  const software = await launch(SOFTWARE_GPU);
  const hash = hashOf(fieldsOf(40, 5));
  const whole = await open(software, hash);
  await whole.page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await press(whole.page, /^Start$/);
  await until(whole.page, 5);
  const expected = await points(whole.page);
  expect(expected.map(({ backend }) => backend)).toEqual(new Array(5).fill('webgpu'));

  const { page, faults } = await watch(software, inject('pageUrl'));
  await catchDevices(page);
  await visit(page, `${inject('pageUrl')}${hash}`);
  await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await press(page, /^Start$/);
  // Points enough are left that its worker has not gone home when the device goes.
  await until(page, 1);
  await destroyDevice(page, 'landscape');
  await until(page, 5);
  await expect.poll(() => points(page)).toEqual(expected);
  expect([...faults, ...whole.faults]).toEqual([]);
  await software.close();
});
