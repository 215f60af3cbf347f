/** WebGPU in the real worker, on Chromium's software adapter: the same curve as WASM, and a device that dies in the middle of a run. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { models } from '../../src/engine/models/index.ts';
import { exampleOf, type Entry } from '../../src/engine/registry.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { meetings, type Ids } from '../contracts/examples.ts';
import { catchDevices, destroyDevice, launch, passes, SOFTWARE_GPU, statusIs, stepOf, visit, watch } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(SOFTWARE_GPU);
});
afterAll(() => browser.close());

/** Makes the models quick; those that are not listed run as their examples are. */
const QUICK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transformer: { 'model.width': '8', 'model.heads': '2', 'model.ffn': '16' },
  mlp: { 'model.width': '8' },
};

const QUICKLY = {
  'probes.localComplexity.points': '4',
  'probes.localComplexity.directions': '8',
  seed: '3',
};

/** An entry's example as fields of a link. */
const fieldsOf = (section: string, entry: Entry): Record<string, string> =>
  Object.fromEntries(Object.entries(exampleOf(entry)).map(([name, value]) => [`${section}.${name}`, String(value)]));

/** The first task that the model and the loss both accept, as its example is; modular arithmetic a little larger. */
const FIRST = meetings[0] as Ids;
const taskOf = (id: string): Record<string, string> => (id === FIRST.task ? { 'task.p': '13' } : fieldsOf('task', tasks.get(id)));

async function openWith(backend: string, steps: number, { task, model, loss }: Omit<Ids, 'optimizer'> = FIRST): Promise<{ page: Page; faults: string[] }> {
  const own = QUICK[model] ?? fieldsOf('model', models.get(model));
  const fields = { ...QUICKLY, 'task.id': task, ...taskOf(task), 'model.id': model, ...own, 'loss.id': loss, steps: String(steps) };
  const watched = await watch(browser, inject('pageUrl'));
  await catchDevices(watched.page);
  await visit(watched.page, `${inject('pageUrl')}#preset=default&${new URLSearchParams(fields)}`);
  await watched.page.evaluate((name) => globalThis.grokscope.useBackend(name), backend as 'webgpu');
  return watched;
}

async function trainLoss(page: Page): Promise<[number, number][]> {
  return page.evaluate(() => globalThis.grokscope.curve('train.loss'));
}

// Of the twenty, WebGPU replays all but the first, and WASM all but the first two.
test.each(meetings)('$model, $loss on $task: 20 steps agree with WASM to 1e-3', async (ids) => {
  const { task, model, loss } = ids;
  const curves: [number, number][][] = [];
  for (const backend of ['webgpu', 'wasm']) {
    const { page, faults } = await openWith(backend, 20, ids);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    // With its last evaluation, which a GPU gives later than its last step.
    await statusIs(page, 'finished', 'failed', 'diverged');
    await expect.poll(() => page.evaluate(() => globalThis.grokscope.status())).toMatchObject({ status: 'finished', backend, step: 20 });
    const config = await page.evaluate(() => globalThis.grokscope.config());
    expect([config?.task.id, config?.model.id, config?.loss.id]).toEqual([task, model, loss]);
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
