/** The LU landscape on the built page: the same points as on the command line, through a reload, a worker that dies and a GPU that is lost. */
import { spawnSync } from 'node:child_process';
import type { Browser, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { catchDevice, launch, open } from './browser.ts';

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
  await expect.poll(async () => (await points(page)).length, { timeout: 120_000, interval: 50 }).toBeGreaterThanOrEqual(least);
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

/** The pool's worker; the run's has another name. */
async function poolWorker(page: Page): Promise<Worker> {
  for (const worker of page.workers()) if ((await worker.evaluate(() => self.name)) === 'landscape') return worker;
  throw new Error('no worker of the pool');
}

test('a landscape that a reload interrupts goes on from its points, and ends as it would have', async () => {
  // Long enough for a fast machine to be interrupted, too.
  const fields = fieldsOf(3000, 5);
  const { page, faults } = await open(browser, hashOf(fields));
  await press(page, /^Start$/);
  await until(page, 2);
  await page.reload();
  await page.getByRole('button', { name: /^Go on/ }).waitFor();
  const kept = await points(page);
  expect(kept.length).toBeGreaterThanOrEqual(2);
  await press(page, /^Go on/);
  await until(page, 5);
  expect(await points(page)).toEqual(fromCommandLine(fields));
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
  const worker = await poolWorker(page);
  // Gone without a word, as when the system is out of memory.
  await worker.evaluate(() => globalThis.close()).catch(() => undefined);
  await until(page, 3);
  expect(await points(page)).toEqual(fromCommandLine(fields));
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
  const software = await launch(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init']);
  const hash = hashOf(fieldsOf(40, 2));
  const whole = await open(software, hash);
  await whole.page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await press(whole.page, /^Start$/);
  await until(whole.page, 2);
  const expected = await points(whole.page);
  expect(expected.map(({ backend }) => backend)).toEqual(['webgpu', 'webgpu']);

  const { page, faults } = await open(software, hash);
  await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  page.on('worker', (worker: Worker) => {
    void worker.evaluate(catchDevice);
  });
  await press(page, /^Start$/);
  await until(page, 1);
  const worker = await poolWorker(page);
  await worker.evaluate(() => (globalThis as unknown as { caught: GPUDevice }).caught.destroy());
  await until(page, 2);
  expect(await points(page)).toEqual(expected);
  expect([...faults, ...whole.faults]).toEqual([]);
  await software.close();
});
