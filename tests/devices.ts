/** The engine's devices in Node, opened once per test file and made current on request. */
import { setBackend } from '@tensorflow/tfjs-core';
import { createCpuDevice } from '../src/engine/backend/cpu.ts';
import type { Device } from '../src/engine/backend/device.ts';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';

const folder = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
const binaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
const wasmPaths = Object.fromEntries(binaries.map((name) => [name, folder + name]));

export const HOST_DEVICES = ['cpu', 'wasm'] as const;
export type HostDevice = (typeof HOST_DEVICES)[number];

const open = new Map<HostDevice, Device>();

/** Opens the device, or finds it again, and makes its backend the current one. */
export async function useDevice(name: HostDevice): Promise<Device> {
  const known = open.get(name);
  if (known !== undefined) {
    await setBackend(name);
    return known;
  }
  const device = name === 'cpu' ? await createCpuDevice() : await createWasmDevice(wasmPaths);
  open.set(name, device);
  return device;
}
