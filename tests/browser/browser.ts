/** A real browser on the built page. Nothing here is about speed: whatever a test waits for may take as long as `PATIENCE_MS`. */
import { chromium, type Browser, type Page, type Worker } from 'playwright-core';
import { expect, inject } from 'vitest';

/** How long anything is waited for before it counts as not coming, in milliseconds; `expect.poll` has the same (vitest.config.ts). */
const PATIENCE_MS = 120_000;

/** How many times slower the page's own thread is made, to find tests and code that count on being quick. */
const SLOWER = Number(process.env['GROKSCOPE_SLOW'] ?? 1);

/** Nothing here may reach for the network; as root, Chromium has no sandbox. */
export const QUIET = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** Chromium's software adapter. Zeroing workgroup memory, which our kernels never rely on, is most of its compile time. */
export const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-dawn-features=disable_workgroup_init'];

export const EXECUTABLE = process.env['GROKSCOPE_BROWSER'] ?? process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: [...QUIET, ...flags] });
}

/** Makes a page wait as long as it takes, and as slow as it is asked to be. */
export async function patient(page: Page): Promise<Page> {
  page.setDefaultTimeout(PATIENCE_MS);
  if (SLOWER > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

/** A page with what went wrong on it: uncaught errors, console errors, and requests to anywhere else. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

/** A page that is watched from its first request on; nothing is opened in it yet. Requests may go to `url` only. */
export async function watch(browser: Browser, url: string, size = { width: 1280, height: 720 }): Promise<Watched> {
  const page = await patient(await browser.newPage({ viewport: size, locale: 'en-GB' }));
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !/^(data|blob):/.test(address)) faults.push(`request: ${address}`);
  });
  return { page, faults };
}

/** Goes to the built page, and waits until it stands: its looks come after its load event. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('#run').waitFor();
}

/** The built page, once it stands. */
export async function open(browser: Browser, hash = '', size?: { width: number; height: number }): Promise<Watched> {
  const url = inject('pageUrl');
  const watched = await watch(browser, url, size);
  await visit(watched.page, `${url}${hash}`);
  return watched;
}

/** Goes to what a link says in the page as it stands, and waits until the page has read it. */
export async function follow(page: Page, link: string): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((read) => {
        if (new URL(to, location.href).hash === location.hash) return read();
        // The page listens too, and was first.
        addEventListener('hashchange', () => setTimeout(read), { once: true });
        location.hash = to;
      }),
    link,
  );
}

/** Opens the tab of a lens, and waits until its panel is the open one. */
export async function openLens(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tab', { name, selected: true }).waitFor();
}

/** The run in front is as one of `wanted`. */
export const statusIs = (page: Page, ...wanted: readonly string[]) => page.waitForFunction((all) => all.includes(globalThis.grokscope.status().status), wanted);

export const stepOf = (page: Page): Promise<number> => page.evaluate(() => globalThis.grokscope.status().step);

/** The run in front has come further than `step`. */
export const passes = (page: Page, step: number) => page.waitForFunction((at) => globalThis.grokscope.status().step > at, step);

/** How long a worker is waited for that may have ended, or spin, before all are asked again. */
const ANSWER_MS = 2000;

/** A worker of a name that answers; those that ended or spin do not. */
export async function workerNamed(page: Page, name: string): Promise<Worker> {
  const answers = async (worker: Worker): Promise<Worker> => {
    const own = await Promise.race([worker.evaluate(() => self.name), new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_MS))]);
    if (own !== name) throw new Error(`no worker named ${name}`);
    return worker;
  };
  const found: Worker[] = [];
  await expect.poll(async () => found.push(await Promise.any(page.workers().map(answers)))).toBeGreaterThan(0);
  return found[0] as Worker;
}

/** Runs in a worker: keeps the GPU device that was made last, as `caught`. */
function catchDevice(): void {
  if (typeof GPUAdapter === 'undefined') return;
  const { prototype } = GPUAdapter;
  const request = prototype.requestDevice;
  prototype.requestDevice = async function (this: GPUAdapter, ...args) {
    const device = await request.apply(this, args);
    Object.assign(globalThis, { caught: device });
    return device;
  };
}

/** Every trainer of a page that is opened after this keeps its device: its script begins with that. */
export async function catchDevices(page: Page): Promise<void> {
  await page.route(/\/assets\/trainer\.worker[^/]*\.js$/, async (route) => {
    try {
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${catchDevice.toString()})();\n${await response.text()}` });
    } catch {
      // The page was closed meanwhile.
    }
  });
}

export async function destroyDevice(page: Page, name: string): Promise<void> {
  await (await workerNamed(page, name)).evaluate(() => (globalThis as unknown as { caught: GPUDevice }).caught.destroy());
}
