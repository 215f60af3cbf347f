/** Layouts of the browsers that bring Vulkan: Debian's package, Chrome's, Chrome for Testing's and Playwright's downloads. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findVulkan } from '../../scripts/vulkan.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'grokscope-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Makes empty files and returns where the first of them lies. */
function files(folder: string, ...names: string[]): string {
  for (const name of names) {
    const path = join(root, folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  return join(root, folder, names[0] ?? '');
}

const BOTH = ['libvulkan.so.1', 'vk_swiftshader_icd.json'];
const at = (folder: string): { driver: string; loader: string } => ({ driver: join(root, folder, 'vk_swiftshader_icd.json'), loader: join(root, folder) });
/** Nothing of this machine is looked at but what is named. */
const env = (more: Record<string, string>): Record<string, string> => ({ HOME: join(root, 'home'), PATH: '', ...more });

test('beside the browser that is named', () => {
  const browser = files('chrome-linux64', 'chrome', ...BOTH);
  expect(findVulkan(env({ GROKSCOPE_BROWSER: browser }), [])).toEqual(at('chrome-linux64'));
});

test('beside what a link in the path leads to', () => {
  const browser = files('opt/google/chrome', 'google-chrome', ...BOTH);
  mkdirSync(join(root, 'bin'));
  symlinkSync(browser, join(root, 'bin/google-chrome-stable'));
  expect(findVulkan(env({ PATH: join(root, 'bin') }), [])).toEqual(at('opt/google/chrome'));
});

test.each(['chromium-1200/chrome-linux', 'chromium_headless_shell-1200/chrome-headless-shell-linux64'])('in Playwright’s download %s', (folder) => {
  files(`home/.cache/ms-playwright/${folder}`, ...BOTH);
  expect(findVulkan(env({}), [])).toEqual(at(`home/.cache/ms-playwright/${folder}`));
  expect(findVulkan(env({ HOME: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: join(root, 'home/.cache/ms-playwright') }), [])).toEqual(
    at(`home/.cache/ms-playwright/${folder}`),
  );
});

test('in Chrome for Testing as Puppeteer keeps it', () => {
  files('home/.cache/puppeteer/chrome/linux-150.0.1/chrome-linux64', ...BOTH);
  expect(findVulkan(env({}), [])).toEqual(at('home/.cache/puppeteer/chrome/linux-150.0.1/chrome-linux64'));
});

test('the system’s own loader is left in charge', () => {
  const browser = files('chrome-linux64', 'chrome', ...BOTH);
  files('lib', 'libvulkan.so.1');
  expect(findVulkan(env({ GROKSCOPE_BROWSER: browser }), [join(root, 'lib')])).toEqual({ ...at('chrome-linux64'), loader: null });
});

test('a driver without a loader takes the loader of another browser', () => {
  const browser = files('one', 'chrome', 'vk_swiftshader_icd.json');
  const other = files('two', 'chrome', 'libvulkan.so.1');
  expect(findVulkan(env({ GROKSCOPE_BROWSER: browser, CHROME_PATH: other }), [])).toEqual({ ...at('one'), loader: join(root, 'two') });
});
