/**
 * The same figures in a browser: headless Chromium without GPU flags, one thread.
 *
 *   npm run bench:browser -- [--json] [--check] [--pytorch SCRIPT] [--only case,…] [--webgpu]
 *
 * With --webgpu a second Chromium is started on its software adapter, and a tiny transformer tells what a step asks of JavaScript there.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import type { GpuFigures } from './browserPage.ts';
import { finish, kernelTable, machine, measureCases, missed, optionsOf, stepTable, tableOf } from './report.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Zeroing workgroup memory, which our kernels never rely on, is most of the software adapter's compile time. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init'];

const options = optionsOf(process.argv.slice(2));
const say = (line: string): void => console.error(line);
const server = await preview({ configFile: 'bench/vite.config.ts', preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const url = `${server.resolvedUrls?.local[0] ?? ''}browser.html`;
const executablePath = process.env['GROKSCOPE_BROWSER'] ?? process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

async function inBrowser<T>(flags: readonly string[], use: (page: Page, version: string) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => say(`page: ${error.message}`));
    await page.goto(url);
    await page.waitForFunction(() => 'speed' in globalThis);
    return await use(page, browser.version());
  } finally {
    await browser.close();
  }
}

function gpuTable({ dispatches, js, total }: GpuFigures): string {
  return tableOf(
    ['tiny transformer on WebGPU, per step', 'ours', 'plain TF.js', 'plain ÷ ours'],
    [
      ['dispatches', dispatches.ours, dispatches.plain, dispatches.plain / dispatches.ours],
      ['ms of JavaScript', js.ours, js.plain, js.plain / js.ours],
      ['ms until the device is done', total.ours, total.plain, total.plain / total.ours],
    ],
  );
}

try {
  const main = await inBrowser([], async (page, version) => {
    const device = await page.evaluate(() => globalThis.speed.device());
    const kernels = await page.evaluate(() => globalThis.speed.kernels());
    const steps = await measureCases(options, ({ id }) => page.evaluate((name) => globalThis.speed.case(name), id), say);
    return { machine: machine(`Chromium ${version}`), device, kernels, steps };
  });
  if (options.has('--webgpu')) say('WebGPU on the software adapter …');
  const gpu = options.has('--webgpu') ? await inBrowser(SOFTWARE_GPU, (page) => page.evaluate(() => globalThis.speed.gpu())) : null;
  const where = main.machine;
  const text = [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}; ${main.device}`,
    '',
    stepTable(main.steps),
    '',
    kernelTable(main.kernels),
  ];
  if (gpu !== null) text.push('', `${gpu.device}; tensors ${gpu.tensors.before} → ${gpu.tensors.after}`, gpuTable(gpu));
  finish(options, { ...main, gpu }, text, missed(main.steps, main.kernels));
} finally {
  await server.close();
}
