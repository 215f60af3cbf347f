/** What Node offers the engine: TF.js's WASM binaries from node_modules, and no GPU unless npm `webgpu` brings one. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { Platform } from '../engine/backend/select.ts';
import { acceptedBuilds } from '../engine/backend/wasm/simd.ts';
import type { ShippedFile } from '../engine/tasks/task.ts';
import { text } from '../engine/text.ts';
import { dawn } from './dawn.ts';

const resolve = createRequire(import.meta.url).resolve;

/** Only where WebGPU is asked for is it looked for: Dawn takes a while. */
export async function nodePlatform(request: BackendRequest = 'auto'): Promise<Platform> {
  // Node 20 has relaxed SIMD behind a flag, which later ones no longer know: they have it anyway, as browsers do, and the curve must be theirs.
  if (!acceptedBuilds().includes('relaxed')) setFlagsFromString('--experimental-wasm-relaxed-simd');
  const folder = join(dirname(resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
  const names = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
  const wasmPaths = Object.fromEntries(names.map((name) => [name, join(folder, name)]));
  if (request === 'webgpu') return { wasmPaths, ...(await dawn()) };
  return { wasmPaths, gpu: null, withoutGpu: text('in Node only with --backend webgpu', 'Node では --backend webgpu のときだけ使います') };
}

/** Contents of a data file, which the build puts beside the program. @throws Error when it is not there. */
export async function loadFile(name: ShippedFile): Promise<Uint8Array> {
  return gunzipSync(await readFile(new URL(`data/${name}.bin`, import.meta.url)));
}
