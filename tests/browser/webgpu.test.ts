/** WebGPU in the real worker, on Chromium's software adapter: the same curve as WASM, and a device that dies in the middle of a run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page, Worker } from 'playwright-core';
import { losses } from '../../src/engine/losses/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { catchDevice, launch, open } from './browser.ts';

/** Zeroing workgroup memory, which our kernels never rely on, is most of SwiftShader's compile time. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init']);
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
  const watched = await open(browser, `#preset=default&${new URLSearchParams(fields)}`);
  await watched.page.evaluate((name) => globalThis.grokscope.useBackend(name), backend as 'webgpu');
  return watched;
}

async function trainLoss(page: Page): Promise<[number, number][]> {
  return page.evaluate(() => globalThis.grokscope.curve('train.loss'));
}

async function until(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (least) => {
      const { step: at, status } = globalThis.grokscope.status();
      return at >= least || status === 'failed' || status === 'diverged';
    },
    step,
    { timeout: 120_000 },
  );
}

const combinations = models.ids.flatMap((model) => losses.ids.map((loss) => ({ model, loss })));

// Of the twenty, WebGPU replays all but the first, and WASM all but the first two.
test.each(combinations)('$model, $loss: 20 steps agree with WASM to 1e-3', async ({ model, loss }) => {
  const curves: [number, number][][] = [];
  for (const backend of ['webgpu', 'wasm']) {
    const { page, faults } = await openWith(backend, 20, model, loss);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await until(page, 20);
    expect(await page.evaluate(() => globalThis.grokscope.status().backend)).toBe(backend);
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
  const { page, faults } = await openWith('webgpu', 200);
  // The worker starts with the run; its first device is caught on the way out.
  page.on('worker', (worker: Worker) => {
    void worker.evaluate(catchDevice);
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await until(page, 40);
  const [worker] = page.workers();
  await worker?.evaluate(() => (globalThis as unknown as { caught: GPUDevice }).caught.destroy());
  const { step } = await page.evaluate(() => globalThis.grokscope.status());
  await until(page, Math.min(200, step + 40));
  const marks = await page.evaluate(() => globalThis.grokscope.marks());
  expect(marks.map((mark) => mark.kind)).toContain('recovered');
  const steps = (await trainLoss(page)).map(([at]) => at);
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
  expect(steps.at(-1)).toBeGreaterThan(step);
  expect(faults).toEqual([]);
  await page.close();
});
