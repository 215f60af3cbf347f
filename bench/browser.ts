/**
 * The same figures in a browser: headless Chromium without GPU flags, one thread.
 *
 *   npm run bench:browser -- [--json] [--check] [--pytorch SCRIPT] [--only case,…] [--webgpu | --webgpu-hardware]
 *
 * With --webgpu a second Chromium is started on its software adapter, and a tiny transformer tells what a step asks of JavaScript there.
 * With --webgpu-hardware it takes the machine's own GPU, and every case runs there too.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import type { GpuFigures } from './browserPage.ts';
import { CASES } from './cases.ts';
import { finish, kernelTable, machine, measureCases, missed, optionsOf, stepTable, tableOf } from './report.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Zeroing workgroup memory, which our kernels never rely on, is most of the software adapter's compile time. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init'];

const HARDWARE_GPU = ['--enable-unsafe-webgpu', '--ignore-gpu-blocklist', '--enable-features=Vulkan'];

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

function gpuTable({ title, dispatches, js, total }: GpuFigures): string {
  return tableOf(
    [`${title} on WebGPU, per step`, 'ours', 'plain TF.js', 'plain ÷ ours'],
    [
      ['dispatches', dispatches.ours, dispatches.plain, dispatches.plain / dispatches.ours],
      ['ms of JavaScript', js.ours, js.plain, js.plain / js.ours],
      ['ms until the device is done', total.ours, total.plain, total.plain / total.ours],
    ],
  );
}

/** Another browser for each network: a device's compiled programs are not the next one's. */
async function measureGpu(flags: readonly string[], ids: readonly (string | null)[]): Promise<GpuFigures[]> {
  const figures: GpuFigures[] = [];
  for (const id of ids) {
    say(`WebGPU: ${id ?? 'tiny transformer'} …`);
    figures.push(await inBrowser(flags, (page) => page.evaluate((name) => globalThis.speed.gpu(name), id)));
  }
  return figures;
}

try {
  const main = await inBrowser([], async (page, version) => {
    const device = await page.evaluate(() => globalThis.speed.device());
    const kernels = await page.evaluate(() => globalThis.speed.kernels());
    const steps = await measureCases(options, ({ id }) => page.evaluate((name) => globalThis.speed.case(name), id), say);
    return { machine: machine(`Chromium ${version}`), device, kernels, steps };
  });
  const hardware = options.has('--webgpu-hardware');
  const gpu = hardware
    ? await measureGpu(HARDWARE_GPU, [null, ...CASES.map(({ id }) => id)])
    : options.has('--webgpu')
      ? await measureGpu(SOFTWARE_GPU, [null])
      : [];
  const where = main.machine;
  const text = [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}; ${main.device}`,
    '',
    stepTable(main.steps),
    '',
    kernelTable(main.kernels),
  ];
  for (const figures of gpu) text.push('', `${figures.device}; tensors ${figures.tensors.before} → ${figures.tensors.after}`, gpuTable(figures));
  finish(options, { ...main, gpu }, text, missed(main.steps, main.kernels));
} finally {
  await server.close();
}
