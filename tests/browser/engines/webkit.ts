/** WebKitGTK's small browser, the nearest to Safari that Linux has, driven by W3C WebDriver over HTTP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Driver, Engine } from './driver.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const FOLDERS = ['x86_64', 'aarch64'].flatMap((machine) => ['4.1', '6.0', '4.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}`));
const browser = FOLDERS.map((folder) => `${folder}/MiniBrowser`).find((place) => existsSync(place));
const missing =
  [DRIVER, '/usr/bin/xvfb-run'].every((place) => existsSync(place)) && browser !== undefined ? null : 'no WebKit: npm run test:browsers installs one on Debian';

/** Key names as WebDriver writes them. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  ArrowRight: '\uE014',
  ArrowLeft: '\uE012',
  ArrowDown: '\uE015',
  Enter: '\uE007',
  Escape: '\uE00C',
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function call<T>(url: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<T> {
  const response = await fetch(url, { method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { readonly error?: string; readonly message?: string } };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Starts the driver under a display of its own; it leads its process group, so that all of it ends together. */
async function start(): Promise<{ readonly root: string; readonly child: ChildProcess }> {
  const port = await freePort();
  // As root there is no sandbox.
  const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1440x1000x24', DRIVER, `--port=${port}`], { stdio: 'ignore', env, detached: true });
  const root = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await call(`${root}/status`, 'GET');
      return { root, child };
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function stop({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid);
}

async function launch(): Promise<Driver> {
  const { root, child } = await start();
  const options = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
  try {
    const { sessionId } = await call<{ sessionId: string }>(`${root}/session`, 'POST', { capabilities: { alwaysMatch: options } });
    const session = `${root}/session/${sessionId}`;
    await call(`${session}/window/rect`, 'POST', { x: 0, y: 0, width: 1440, height: 900 }).catch(() => undefined);
    const script = <T>(body: string): Promise<T> => call<T>(`${session}/execute/sync`, 'POST', { script: body, args: [] });
    return {
      async goto(url) {
        await call(`${session}/url`, 'POST', { url });
        await script(
          `globalThis.faults = [];
           addEventListener('error', ({ message }) => globalThis.faults.push('uncaught: ' + message));
           addEventListener('unhandledrejection', ({ reason }) => globalThis.faults.push('rejected: ' + reason));
           const error = console.error; console.error = (...words) => { globalThis.faults.push('console: ' + words.join(' ')); error.apply(console, words); };`,
        );
      },
      script,
      async press(key) {
        const value = KEYS[key] ?? key;
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
        await call(`${session}/actions`, 'POST', { actions: [{ type: 'key', id: 'keys', actions }] });
      },
      screenshot: async () => Buffer.from(await call<string>(`${session}/screenshot`, 'GET'), 'base64'),
      faults: () => script('return globalThis.faults'),
      async close() {
        await call(session, 'DELETE').catch(() => undefined);
        stop(child);
      },
    };
  } catch (error) {
    stop(child);
    throw error;
  }
}

export const webkit: Engine = { name: 'WebKit', missing, launch };
