/** Each question to the GPU fails once, is once never answered, and once answered late: a run that asks for WebGPU gets it, or says why not and what else there is. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { flaws } from './blank.ts';
import { launch, passes, SOFTWARE_GPU, visit, watch } from './browser.ts';
import { hurry } from './hurry.ts';
import { seat } from './reader.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(SOFTWARE_GPU);
});
afterAll(() => browser.close());

const url = inject('pageUrl');
const SMALL = { 'task.p': '13', 'model.width': '8', 'model.heads': '2', 'model.ffn': '16', 'probes.localComplexity.measure': 'off', steps: '1000000' };
const HASH = `#preset=default&${new URLSearchParams(SMALL)}`;

const QUESTIONS = ['GPU.requestAdapter', 'GPUAdapter.requestDevice', 'GPUBuffer.mapAsync'] as const;
const MODES = ['fails', 'hangs', 'is late'] as const;

/** Runs in every worker before it begins: the first of its questions of this kind fares so. */
function strike(kind: string, method: string, mode: string): void {
  const { prototype } = (globalThis as unknown as Record<string, { prototype: Record<string, (...args: unknown[]) => Promise<unknown>> }>)[kind] ?? {};
  const real = prototype?.[method];
  if (prototype === undefined || real === undefined) return;
  prototype[method] = function (...args) {
    prototype[method] = real;
    if (mode === 'fails') return Promise.reject(new Error('not today'));
    return new Promise((resolve) => {
      if (mode === 'is late') setTimeout(() => resolve(real.apply(this, args)), 3000);
    });
  };
}

const ALL = QUESTIONS.flatMap((question) => MODES.map((mode) => [question, mode] as const));
/** Each question once; all of them with GROKSCOPE_WAITS. */
const CHOSEN = process.env['GROKSCOPE_WAITS'] === undefined ? ALL.filter((_, i) => i % (MODES.length + 1) === 0) : ALL;

test.each(CHOSEN)('%s %s', async (question, mode) => {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  const heard = await seat(page);
  const [kind, method] = question.split('.');
  const clock = await hurry(page, `(${strike.toString()})(${JSON.stringify(kind)}, ${JSON.stringify(method)}, ${JSON.stringify(mode)})`);
  await page.route(/\.worker-[^/]*\.js$/, (route) => clock.worker(route));
  await visit(page, `${url}${HASH}`);
  await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await clock.by(20);
  await expect
    .poll(async () => {
      const done = await page.evaluate(() => globalThis.reader.runs());
      if (!done && heard.size > 0) await page.evaluate(() => globalThis.reader.goesOn());
      return done ? 'done' : [...heard].join(' ');
    })
    .toBe('done');
  // What is only late is no reason to leave the GPU, unless a busy machine makes it as late as what hangs; what else there is was offered, and said.
  const on = () => page.evaluate(() => globalThis.grokscope.status().backend);
  const left = [...heard].some((words) => !words.includes('unusually long'));
  await expect.poll(on).toBe(left ? 'wasm' : 'webgpu');
  expect([faults, await flaws(page, `${question} ${mode}`)]).toEqual([[], []]);
  await page.close();
});

test('a page that is loaded anew computes with what was asked for', async () => {
  const { page, faults } = await watch(browser, url, { width: 1440, height: 900 });
  await visit(page, `${url}${HASH}`);
  await page.evaluate(() => globalThis.grokscope.useBackend('webgpu'));
  await page.reload();
  await page.locator('#run').click();
  await passes(page, 20);
  await expect.poll(() => page.evaluate(() => globalThis.grokscope.status().backend)).toBe('webgpu');
  expect(faults).toEqual([]);
  await page.close();
});
