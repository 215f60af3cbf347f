/** What Node offers the engine: TF.js's WASM binaries from node_modules, and no GPU unless npm `webgpu` brings one. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import type { Platform } from '../engine/backend/select.ts';
import type { DataFile } from '../engine/tasks/task.ts';

const resolve = createRequire(import.meta.url).resolve;

/**
 * @param webgpu loads npm `webgpu` (a development dependency), which runs Dawn on the machine's GPU.
 */
export async function nodePlatform({ webgpu }: { readonly webgpu: boolean }): Promise<Platform> {
  // Node 20 has relaxed SIMD behind a flag; later ones have it anyway and ignore the flag. Browsers have it, and the curve must be theirs.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  const folder = join(dirname(resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
  const names = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
  const wasmPaths = Object.fromEntries(names.map((name) => [name, join(folder, name)]));
  return { wasmPaths, gpu: webgpu ? await dawn() : null };
}

/** Contents of a data file, which the build puts beside the program. @throws Error when it is not there. */
export async function loadFile(name: DataFile): Promise<Uint8Array> {
  return gunzipSync(await readFile(new URL(`data/${name}.bin`, import.meta.url)));
}

async function dawn(): Promise<GPU | null> {
  try {
    const { create, globals } = (await import('webgpu')) as { create(options: string[]): GPU; globals: object };
    Object.assign(globalThis, globals);
    const gpu = create([]);
    Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true, writable: true });
    return gpu;
  } catch {
    return null;
  }
}
