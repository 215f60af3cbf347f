/**
 * WebGPU in Node (npm `webgpu`, Dawn): the system's Vulkan driver where there is a GPU, else the SwiftShader that comes with Chromium.
 * TF.js looks for `navigator.gpu` and for WebGPU's global names.
 */
import { existsSync } from 'node:fs';

export interface NodeGpu {
  readonly gpu: GPU;
  /** Why there is none; the tests that need one are skipped with it. */
  readonly missing: null;
}

const lacks = (driver: string | undefined): string =>
  driver === undefined ? 'no browser found that brings SwiftShader' : `SwiftShader (${driver}) does not start; does it lack libvulkan.so.1?`;

async function open(): Promise<NodeGpu | { readonly gpu: null; readonly missing: string }> {
  try {
    const { create, globals } = (await import('webgpu')) as { create: (options: string[]) => GPU; globals: object };
    Object.assign(globalThis, globals);
    // SwiftShader compiles the zeroing of workgroup memory word by word, ten times longer than our kernels themselves, which never rely on it.
    const start = (): GPU => create(['enable-dawn-features=disable_workgroup_init']);
    const driver = process.env['GROKSCOPE_VULKAN_DRIVER']; // found by scripts/vulkan.ts
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
    return { gpu: null, missing: `no WebGPU adapter in Node: no GPU, and ${lacks(driver)}` };
  } catch (error) {
    return { gpu: null, missing: `npm webgpu does not load: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Opened once per test file: the import must come before TF.js's WebGPU backend. */
export const node = await open();
