/**
 * WebGPU in Node (npm `webgpu`, Dawn): the system's Vulkan driver where there is a GPU, else the SwiftShader that comes with Chromium.
 * TF.js looks for `navigator.gpu` and for WebGPU's global names.
 */
import { existsSync, readdirSync } from 'node:fs';

/** Where Chromium's packages and Playwright's downloads keep SwiftShader's Vulkan driver. */
function swiftShader(): string | undefined {
  const cache = `${process.env['HOME'] ?? ''}/.cache/ms-playwright`;
  const downloads = existsSync(cache) ? readdirSync(cache).flatMap((name) => ['chrome-linux', 'chrome-linux64'].map((dir) => `${cache}/${name}/${dir}`)) : [];
  const folders = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome', '/opt/chromium.org/chromium', ...downloads];
  return folders.map((folder) => `${folder}/vk_swiftshader_icd.json`).find((file) => existsSync(file));
}

export interface NodeGpu {
  readonly gpu: GPU;
  /** Why there is none; the tests that need one are skipped with it. */
  readonly missing: null;
}

async function open(): Promise<NodeGpu | { readonly gpu: null; readonly missing: string }> {
  try {
    const { create, globals } = (await import('webgpu')) as { create: (options: string[]) => GPU; globals: object };
    Object.assign(globalThis, globals);
    // SwiftShader compiles the zeroing of workgroup memory word by word, ten times longer than our kernels themselves, which never rely on it.
    const start = (): GPU => create(['enable-dawn-features=disable_workgroup_init']);
    const driver = swiftShader();
    const bare = process.platform === 'linux' && !existsSync('/dev/dri') && !existsSync('/dev/nvidia0');
    // The system's driver first, unless there is certainly none: Dawn would say so on the terminal.
    const drivers = driver === undefined ? [null] : bare ? [driver] : [null, driver];
    for (const choice of drivers) {
      if (choice !== null) process.env['VK_DRIVER_FILES'] = choice; // Vulkan's loader looks at it when an instance is made
      const gpu = start();
      if ((await gpu.requestAdapter()) === null) continue;
      Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true, writable: true });
      return { gpu, missing: null };
    }
    return { gpu: null, missing: 'no WebGPU adapter: neither a GPU nor SwiftShader was found' };
  } catch (error) {
    return { gpu: null, missing: `npm webgpu does not load: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Opened once per test file: the import must come before TF.js's WebGPU backend. */
export const node = await open();

if (node.missing !== null) console.warn(`WebGPU tests are skipped: ${node.missing}`);
