/**
 * Finds what lets Dawn (npm `webgpu`) run without a GPU: Chromium and its kin bring SwiftShader, a Vulkan driver that computes on the CPU, and
 * mostly Vulkan's loader as well. The loader must be known before a process starts that wants it.
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';

const LOADER = 'libvulkan.so.1';
const DRIVER = 'vk_swiftshader_icd.json';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const PACKAGES = ['/opt/google/chrome', '/opt/microsoft/msedge', '/opt/chromium.org/chromium', '/snap/chromium/current/usr/lib/chromium-browser'];

type Environment = Readonly<Record<string, string | undefined>>;

const inside = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

/** Where the files of a browser may lie: beside it, or, where a distribution has put a script into the path, in the library of that name. */
function besides(browser: string): string[] {
  if (!existsSync(browser)) return [];
  const [real, name] = [realpathSync(browser), basename(browser)];
  return [dirname(real), ...['/usr/lib', '/usr/lib64', '/usr/share'].map((folder) => join(folder, name))];
}

/** Folders that may hold a browser's files, the one that was named first. Downloads of Playwright and Puppeteer lie two levels deep. */
function folders(env: Environment): string[] {
  const named = [env['GROKSCOPE_BROWSER'], env['CHROME_PATH']].filter((path) => path !== undefined && path !== '') as string[];
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const caches = [env['PLAYWRIGHT_BROWSERS_PATH'] ?? '', join(env['HOME'] ?? homedir(), '.cache/ms-playwright')].filter((path) => path !== '');
  const puppeteer = ['chrome', 'chrome-headless-shell'].map((name) => join(env['HOME'] ?? homedir(), '.cache/puppeteer', name));
  const downloads = [...caches, ...puppeteer.flatMap(inside)].flatMap(inside);
  return [...[...named, ...onPath].flatMap(besides), ...downloads, ...downloads.flatMap(inside), ...PACKAGES];
}

export interface Vulkan {
  /** SwiftShader's driver file. */
  readonly driver: string | null;
  /** Folder of Vulkan's loader where the system has none of its own. */
  readonly loader: string | null;
}

export function findVulkan(env: Environment, system = systemFolders()): Vulkan {
  const all = folders(env).filter((folder) => existsSync(folder));
  const driver = all.find((folder) => existsSync(join(folder, DRIVER)));
  const own = system.some((folder) => existsSync(join(folder, LOADER)));
  const loader = own ? undefined : [driver ?? '', ...all].find((folder) => folder !== '' && existsSync(join(folder, LOADER)));
  return { driver: driver === undefined ? null : join(driver, DRIVER), loader: loader ?? null };
}

function systemFolders(): string[] {
  const multiarch = ['/usr/lib', '/lib'].flatMap(inside).filter((path) => path.includes('-linux-gnu'));
  return [...(process.env['LD_LIBRARY_PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/lib', '/usr/lib64', '/usr/local/lib', ...multiarch];
}

/** Puts it into this process's environment, for the processes that it starts. */
export function offerVulkan(): void {
  if (process.platform !== 'linux') return;
  const { driver, loader } = findVulkan(process.env);
  if (driver !== null) process.env['GROKSCOPE_VULKAN_DRIVER'] = driver;
  if (loader !== null) process.env['LD_LIBRARY_PATH'] = [loader, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
}
