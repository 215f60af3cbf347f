/** Finds a Chromium-family browser for the tests, or installs one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [];
  }),
};

async function find() {
  const named = [process.env.GROKSCOPE_BROWSER, process.env.CHROME_PATH].filter(Boolean);
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)));
  const { chromium } = await import('playwright-core');
  return [...named, ...onPath, ...(PLACES[process.platform] ?? []), chromium.executablePath()].find((path) => path && existsSync(path)) ?? null;
}

/** Path of a browser. Ends the process with a clear message where none can be had. */
export async function ensureBrowser() {
  const found = await find();
  if (found !== null) return found;
  console.error('No Chromium, Chrome or Edge found: installing Chromium …');
  spawnSync(process.execPath, [join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', '--with-deps', 'chromium'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  let installed = await find();
  if (installed !== null) return installed;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] });
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    } catch (error) {
      console.error(error.message);
    }
    installed = await find();
    if (installed !== null) return installed;
  }
  console.error('The tests need Chromium, Chrome or Edge. Install one, or name it: CHROME_PATH=/path/to/chrome npm test');
  process.exit(1);
}
