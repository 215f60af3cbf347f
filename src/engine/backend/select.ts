/** Chooses the backend: WebGPU, then WASM, then plain CPU, each only if its gradients pass the self-test. */
import { setBackend } from '@tensorflow/tfjs-core';
import { text, type Text } from '../text.ts';
import type { BackendChoice, BackendName, BackendRequest } from './choice.ts';
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
function isSoftware({ info }: GPUAdapter): boolean {
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);
}

/** A reason in words for people, for why a backend was not taken. */
class Unavailable extends Error {
  readonly words: Text;

  constructor(words: Text) {
    super(words.en);
    this.words = words;
  }
}

const reasonOf = (error: unknown): Text => {
  if (error instanceof Unavailable) return error.words;
  const message = error instanceof Error ? error.message : String(error);
  return text(message, message);
};

/** Makes a device of each backend, or throws why it cannot. `auto`: nobody asked for this backend by name. */
export type Openers = Readonly<Record<BackendName, (platform: Platform, auto: boolean) => Promise<Device>>>;

const OPENERS: Openers = {
  cpu: () => createCpuDevice(),
  wasm: ({ wasmPaths }) => createWasmDevice(wasmPaths),
  async webgpu({ gpu }, auto) {
    if (gpu === null) throw new Unavailable(text('this browser offers no WebGPU here', 'このブラウザーでは WebGPU を使えません'));
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) throw new Unavailable(text('the browser finds no GPU for WebGPU here', 'WebGPU で使える GPU が見つかりません'));
    if (auto && isSoftware(adapter)) {
      throw new Unavailable(text('the only adapter is a software one, slower than WASM', 'ソフトウェアの WebGPU しかなく、WASM より遅くなります'));
    }
    const { createWebGpuDevice } = await import('./webgpu/device.ts');
    return createWebGpuDevice(gpu);
  },
};

/** A short race on the configuration at hand, for when two good backends could run it. */
export interface Trial {
  /** Configurations of the same key run at the same speed; each is raced once. */
  readonly key: string;
  /** Milliseconds a training step takes on a device. */
  time(device: Device): Promise<number>;
}

export interface Opened {
  readonly device: Device;
  readonly choice: BackendChoice;
}

const ORDER: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** Opens devices and keeps them: one of each backend at most, until it is lost. */
export class Backends {
  readonly #platform: Platform;
  readonly #openers: Openers;
  readonly #passed = new Map<BackendName, Device>();
  readonly #races = new Map<string, NonNullable<BackendChoice['race']>>();
  #reference: SelfTestResult | null = null;

  constructor(platform: Platform, openers: Openers = OPENERS) {
    this.#platform = platform;
    this.#openers = openers;
  }

  /**
   * Opens the requested backend, or the first good one in order; on 'auto' with a trial, the faster of WebGPU and WASM. A forced backend that
   * fails falls back too: the choice says why.
   * @throws Error when not even plain CPU works.
   */
  async open(request: BackendRequest, trial: Trial | null = null): Promise<Opened> {
    const order = request === 'auto' ? ORDER : [request, ...ORDER.filter((name) => name !== request && name !== 'webgpu')];
    const fallbacks: { backend: BackendName; reason: Text }[] = [];
    const entrants: Device[] = [];
    for (const backend of order) {
      // Plain CPU never wins against another; it is there for when there is no other.
      if (entrants.length > 0 && (request !== 'auto' || trial === null || backend === 'cpu')) break;
      try {
        entrants.push(await this.#openOne(backend, request === 'auto'));
      } catch (error) {
        fallbacks.push({ backend, reason: reasonOf(error) });
      }
    }
    const [first, ...others] = entrants;
    if (first === undefined) throw new Error(fallbacks.map(({ backend, reason }) => `${backend}: ${reason.en}`).join('; '));
    if (others.length === 0 || trial === null) return { device: first, choice: { backend: first.backend, device: first.description, fallbacks } };

    const race = await this.#race(entrants, trial);
    const device = entrants.find(({ backend }) => backend === race[0]?.backend) ?? first;
    await setBackend(device.backend);
    return { device, choice: { backend: device.backend, device: device.description, fallbacks, race } };
  }

  /** Forgets a lost device, so that the next `open` makes a new one. */
  forget(device: Device): void {
    for (const [backend, known] of this.#passed) if (known === device) this.#passed.delete(backend);
    try {
      device.dispose();
    } catch {
      // A device that is gone cannot always be disposed; nothing of it is used again.
    }
  }

  /** Steps per second of each device on the trial, fastest first. A device that fails the trial comes last, with 0. */
  async #race(devices: readonly Device[], trial: Trial): Promise<NonNullable<BackendChoice['race']>> {
    const known = this.#races.get(trial.key);
    if (known !== undefined) return known;
    const results: { backend: BackendName; stepsPerSecond: number }[] = [];
    for (const device of devices) {
      await setBackend(device.backend);
      const ms = await trial.time(device).catch(() => Number.POSITIVE_INFINITY);
      results.push({ backend: device.backend, stepsPerSecond: 1000 / ms });
    }
    const race = results.toSorted((a, b) => b.stepsPerSecond - a.stepsPerSecond);
    this.#races.set(trial.key, race);
    return race;
  }

  async #openOne(backend: BackendName, auto: boolean): Promise<Device> {
    const known = this.#passed.get(backend);
    if (known !== undefined) {
      await setBackend(known.backend);
      return known;
    }
    this.#reference ??= await selfTestNumbers(await createCpuDevice());
    const device = await this.#openers[backend](this.#platform, auto);
    try {
      const fault = compareSelfTest(await selfTestNumbers(device), this.#reference);
      if (fault !== null) throw new Unavailable(text(`self-test failed: ${fault}`, `自己検査に合格しませんでした（${fault}）`));
    } catch (error) {
      device.dispose();
      throw error;
    }
    this.#passed.set(backend, device);
    return device;
  }
}
