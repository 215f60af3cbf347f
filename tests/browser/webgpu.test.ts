/** WebGPU in the real worker, on Chromium's software adapter: the same curve as WASM, and a device that dies in the middle of a run. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { losses } from '../../src/engine/losses/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { catchDevices, destroyDevice, launch, passes, SOFTWARE_GPU, statusIs, stepOf, visit, watch } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(SOFTWARE_GPU);
});
afterAll(() => browser.close());

/** Makes the models quick; those that are not listed run at their defaults. */
const QUICK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transformer: { 'model.width': '8', 'model.heads': '2', 'model.ffn': '16' },
  mlp: { 'model.width': '8' },
};

const TINY = {
  'task.p': '13',
  'probes.localComplexity.points': '4',
  'probes.localComplexity.directions': '8',
  seed: '3',
};

async function openWith(backend: string, steps: number, model = 'transformer', loss = 'cross-entropy'): Promise<{ page: Page; faults: string[] }> {
  const fields = { ...TINY, 'model.id': model, ...QUICK[model], 'loss.id': loss, steps: String(steps) };
  const watched = await watch(browser, inject('pageUrl'));
  await catchDevices(watched.page);
  await visit(watched.page, `${inject('pageUrl')}#preset=default&${new URLSearchParams(fields)}`);
  await watched.page.evaluate((name) => globalThis.grokscope.useBackend(name), backend as 'webgpu');
  return watched;
}

async function trainLoss(page: Page): Promise<[number, number][]> {
  return page.evaluate(() => globalThis.grokscope.curve('train.loss'));
}

const combinations = models.ids.flatMap((model) => losses.ids.map((loss) => ({ model, loss })));

// Of the twenty, WebGPU replays all but the first, and WASM all but the first two.
test.each(combinations)('$model, $loss: 20 steps agree with WASM to 1e-3', async ({ model, loss }) => {
  const curves: [number, number][][] = [];
  for (const backend of ['webgpu', 'wasm']) {
    const { page, faults } = await openWith(backend, 20, model, loss);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    // With its last evaluation, which a GPU gives later than its last step.
    await statusIs(page, 'finished', 'failed', 'diverged');
    await expect.poll(() => page.evaluate(() => globalThis.grokscope.status())).toMatchObject({ status: 'finished', backend, step: 20 });
    const config = await page.evaluate(() => globalThis.grokscope.config());
    expect([config?.model.id, config?.loss.id]).toEqual([model, loss]);
    curves.push(await trainLoss(page));
    expect(faults).toEqual([]);
    await page.close();
  }
  const [gpu = [], wasm = []] = curves;
  expect(gpu.length).toBe(21);
  gpu.forEach(([step, value], i) => {
    expect(step).toBe(wasm[i]?.[0]);
    expect(Math.abs(value / (wasm[i]?.[1] ?? Number.NaN) - 1)).toBeLessThan(1e-3);
  });
});

test('a destroyed device is survived and the curve goes on', async () => {
  const { page, faults } = await openWith('webgpu', 100_000);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await passes(page, 40);
  await destroyDevice(page, 'trainer');
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.marks().map(({ kind }) => kind))).toContain('recovered');
  const step = await stepOf(page);
  await passes(page, step + 40);
  const steps = (await trainLoss(page)).map(([at]) => at);
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
  expect(steps.at(-1)).toBeGreaterThan(step);
  expect(faults).toEqual([]);
  await page.close();
});
