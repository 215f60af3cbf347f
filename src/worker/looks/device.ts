/** The kernels that train, for looks that ask for slopes: SIMD on WASM, or plain JavaScript where that cannot be had. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { createCpuDevice } from '../../engine/backend/cpu.ts';
import type { Device } from '../../engine/backend/device.ts';
import { createWasmDevice } from '../../engine/backend/wasm/device.ts';

export async function openDevice(): Promise<Device> {
  try {
    return await createWasmDevice({ 'tfjs-backend-wasm.wasm': wasmUrl, 'tfjs-backend-wasm-simd.wasm': simdUrl });
  } catch {
    return createCpuDevice();
  }
}
