/** Chooses the backend: WebGPU, then WASM, then plain CPU, each only if its gradients pass the self-test. */
import { setBackend } from '@tensorflow/tfjs-core';
import type { BackendChoice, BackendName, BackendRequest } from '../events.ts';
import { createCpuDevice } from './cpu.ts';
import type { Device } from './device.ts';
import { compareSelfTest, selfTestNumbers, type SelfTestResult } from './selftest.ts';
import { createWasmDevice, type WasmPaths } from './wasm/device.ts';

/** What the engine's host has to offer. */
export interface Platform {
  readonly wasmPaths: WasmPaths;
  /** navigator.gpu, or null where there is none. */
  readonly gpu: GPU | null;
}

/** Adapters that compute on the CPU: correct, and far slower than our WASM kernels. */
async function isSoftware(gpu: GPU): Promise<boolean> {
  const info = (await gpu.requestAdapter({ powerPreference: 'high-performance' }))?.info;
  return (
    info !== undefined &&
    (info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`))
  );
}

export interface Opened {
  readonly device: Device;
  readonly choice: BackendChoice;
}

const ORDER: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** Opens devices and keeps them: one of each backend at most, until it is lost. */
export class Backends {
  readonly #platform: Platform;
  readonly #passed = new Map<BackendName, Device>();
  #reference: SelfTestResult | null = null;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /**
   * Opens the requested backend, or the first good one in order. A forced backend that fails falls back too: the choice says why.
   * @throws Error when not even plain CPU works.
   */
  async open(request: BackendRequest): Promise<Opened> {
    const order = request === 'auto' ? ORDER : [request, ...ORDER.filter((name) => name !== request && name !== 'webgpu')];
    const fallbacks: { backend: BackendName; reason: string }[] = [];
    for (const backend of order) {
      try {
        const device = await this.#openOne(backend, request === 'auto');
        return { device, choice: { backend, device: device.description, fallbacks } };
      } catch (error) {
        fallbacks.push({ backend, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    throw new Error(fallbacks.map(({ backend, reason }) => `${backend}: ${reason}`).join('; '));
  }

  /** Forgets a lost device, so that the next `open` makes a new one. */
  forget(device: Device): void {
    this.#passed.delete(device.backend);
    try {
      device.dispose();
    } catch {
      // A device that is gone cannot always be disposed; nothing of it is used again.
    }
  }

  async #openOne(backend: BackendName, auto: boolean): Promise<Device> {
    const known = this.#passed.get(backend);
    if (known !== undefined) {
      await setBackend(backend);
      return known;
    }
    this.#reference ??= await selfTestNumbers(await createCpuDevice());
    const device = await this.#create(backend, auto);
    const fault = compareSelfTest(await selfTestNumbers(device), this.#reference);
    if (fault !== null) {
      device.dispose();
      throw new Error(`self-test failed: ${fault}`);
    }
    this.#passed.set(backend, device);
    return device;
  }

  async #create(backend: BackendName, auto: boolean): Promise<Device> {
    if (backend === 'cpu') return createCpuDevice();
    if (backend === 'wasm') return createWasmDevice(this.#platform.wasmPaths);
    const { gpu } = this.#platform;
    if (gpu === null) throw new Error('this browser offers no WebGPU here');
    if (auto && (await isSoftware(gpu))) throw new Error('the only WebGPU adapter is a software one, slower than WASM');
    const { createWebGpuDevice } = await import('./webgpu/device.ts');
    return createWebGpuDevice(gpu);
  }
}
