/** A real browser on the built page. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** Nothing here may reach for the network; as root, Chromium has no sandbox. */
const QUIET = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export function launch(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['GROKSCOPE_BROWSER'] ?? process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...QUIET, ...flags] });
}

/** A page with what went wrong on it: uncaught errors, console errors, and requests to anywhere else. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

/** A page that is watched from its first request on; nothing is opened in it yet. Requests may go to `url` only. */
export async function watch(browser: Browser, url: string, size = { width: 1280, height: 720 }): Promise<Watched> {
  const page = await browser.newPage({ viewport: size, locale: 'en-GB' });
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

/** The built page, once it stands: its looks come after its load event. */
export async function open(browser: Browser, hash = '', size?: { width: number; height: number }): Promise<Watched> {
  const url = inject('pageUrl');
  const watched = await watch(browser, url, size);
  await watched.page.goto(`${url}${hash}`);
  await watched.page.locator('#run').waitFor();
  return watched;
}

/** Runs in a worker: keeps the GPU device that was made last, as `caught`. */
export function catchDevice(): void {
  const { prototype } = GPUAdapter;
  const request = prototype.requestDevice;
  prototype.requestDevice = async function (this: GPUAdapter, ...args) {
    const device = await request.apply(this, args);
    Object.assign(globalThis, { caught: device });
    return device;
  };
}
