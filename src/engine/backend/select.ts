/** Chooses the backend: WebGPU, then WASM, then plain CPU, each only if its gradients pass the self-test. */
import { setBackend } from '@tensorflow/tfjs-core';
import { Spoken, wordsOf } from '../spoken.ts';
import { text, type Text } from '../text.ts';
import { TooLate, within } from '../within.ts';
import { kernelsName, requestFor, type BackendChoice, type BackendName, type BackendRequest, type KernelBuild } from './choice.ts';
import { createCpuDevice } from './cpu.ts';
import type { Device } from './device.ts';
import { compareSelfTest, selfTestNumbers, type SelfTestResult } from './selftest.ts';
import { BackendUnavailable } from './unavailable.ts';
import { createWasmDevice, type WasmPaths } from './wasm/device.ts';
import { adapterOf } from './webgpu/adapter.ts';

/** What the engine's host has to offer. */
export interface Platform {
  readonly wasmPaths: WasmPaths;
  /** navigator.gpu, or null where there is none. */
  readonly gpu: GPU | null;
  /** Why there is none, where the host knows better than that. */
  readonly withoutGpu?: Text;
}

/** Adapters that compute on the CPU: correct, and far slower than our WASM kernels. */
function isSoftware({ info }: GPUAdapter): boolean {
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);
}

/** Longest time that opening a backend may take, its self-test included, in milliseconds: a slow network, a GPU that compiles its first shaders. */
const OPEN_MS = 60_000;
const PROGRAM_MS = 20_000;
const OPENING: Readonly<Record<BackendName, Text>> = {
  webgpu: text('the GPU’s first results', 'GPU の最初の結果'),
  wasm: text('the program of the WASM backend', 'WASM の計算プログラム'),
  cpu: text('the first results in plain JavaScript', 'JavaScript での最初の結果'),
};

/** Makes a device of each backend for a request, or throws why it cannot. */
export type Openers = Readonly<Record<BackendName, (platform: Platform, request: BackendRequest) => Promise<Device>>>;

const OPENERS: Openers = {
  cpu: () => createCpuDevice(),
  wasm: ({ wasmPaths }, request) => createWasmDevice(wasmPaths, request === 'exact' ? 'simd' : undefined),
  async webgpu({ gpu, withoutGpu }, request) {
    if (gpu === null) throw new Spoken(withoutGpu ?? text('this browser offers no WebGPU here', 'このブラウザーでは WebGPU を使えません'));
    const adapter = await adapterOf(gpu);
    if (adapter === null) throw new Spoken(text('no GPU is found for WebGPU here', 'WebGPU で使える GPU が見つかりません'));
    if (request === 'auto' && isSoftware(adapter)) {
      throw new Spoken(text('the only adapter is a software one, slower than WASM', 'ソフトウェアの WebGPU しかなく、WASM より遅くなります'));
    }
    const program = text('the program of the WebGPU backend', 'WebGPU の計算プログラム');
    const { createWebGpuDevice } = await within(PROGRAM_MS, program, import('./webgpu/device.ts'));
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

/** What a run that goes on was computed with, beside its backend; and whether nothing else will do. */
interface Kept {
  readonly build?: KernelBuild;
  readonly only?: boolean;
}

function chosen(device: Device, fallbacks: BackendChoice['fallbacks']): Opened {
  return { device, choice: { backend: device.backend, device: device.description, build: device.build, fallbacks } };
}

const ORDER: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** Opens devices and keeps them: one of each backend at most, until it is lost. */
export class Backends {
  readonly #platform: Platform;
  readonly #openers: Openers;
  readonly #passed = new Map<BackendName, { readonly device: Device; readonly exact: boolean }>();
  readonly #races = new Map<string, NonNullable<BackendChoice['race']>>();
  /** Backends that kept us waiting in vain: on 'auto' they are not waited for again. */
  readonly #late = new Map<BackendName, Text>();
  #lost: (() => void) | null = null;
  #reference: SelfTestResult | null = null;

  constructor(platform: Platform, openers: Openers = OPENERS) {
    this.#platform = platform;
    this.#openers = openers;
  }

  /**
   * Opens the requested backend; on 'auto' the first good one in order, with a trial the faster of WebGPU and WASM.
   * @throws BackendUnavailable when the one asked for cannot be had. @throws Error on 'auto', when not even plain CPU works.
   */
  async open(request: BackendRequest, trial: Trial | null = null): Promise<Opened> {
    if (request !== 'auto') return this.#forced(request);
    const fallbacks: { backend: BackendName; reason: Text }[] = [];
    const entrants: Device[] = [];
    for (const backend of ORDER) {
      // Plain CPU never wins against another; it is there for when there is no other.
      if (entrants.length > 0 && (trial === null || backend === 'cpu')) break;
      const late = this.#late.get(backend);
      if (late !== undefined) {
        fallbacks.push({ backend, reason: late });
        continue;
      }
      try {
        entrants.push(await this.#openOne(backend, request));
      } catch (error) {
        fallbacks.push({ backend, reason: wordsOf(error) });
        // The network may be better next time; a GPU that does not answer keeps every run waiting.
        if (error instanceof TooLate && backend === 'webgpu') this.#late.set(backend, error.words);
      }
    }
    const [first, ...others] = entrants;
    if (first === undefined) throw new Error(fallbacks.map(({ backend, reason }) => `${backend}: ${reason.en}`).join('; '));
    if (others.length === 0 || trial === null) return chosen(first, fallbacks);

    const race = await this.#race(entrants, trial);
    const device = entrants.find(({ backend }) => backend === race[0]?.backend) ?? first;
    await setBackend(device.backend);
    const opened = chosen(device, fallbacks);
    return { ...opened, choice: { ...opened.choice, race } };
  }

  /**
   * Opens a device for a run that goes on: after one was lost, or from what was kept. It stays on its kernels if it can. Where it cannot, and `only`
   * those will do or a backend is asked for by name, it is refused; else another backend lets it go on, and the choice says why.
   * @throws BackendUnavailable
   */
  async reopen(request: BackendRequest, was: BackendName, { build, only = false }: Kept = {}): Promise<Opened> {
    if (!only && request !== 'auto' && (build === undefined || (request === 'exact' ? 'wasm' : request) !== was)) return this.open(request);
    try {
      return await this.#same(was, build);
    } catch (error) {
      if (only || request !== 'auto' || !(error instanceof BackendUnavailable)) throw error;
      const { device, choice } = await this.open('auto');
      const others = choice.fallbacks.filter(({ backend }) => backend !== error.backend);
      return chosen(device, [{ backend: error.backend, reason: error.words }, ...others]);
    }
  }

  /** @throws BackendUnavailable where there is the backend, and not in that build, as well */
  async #same(backend: BackendName, build: KernelBuild | undefined): Promise<Opened> {
    if (build === undefined) return this.open(backend);
    const opened = await this.open(requestFor({ backend, build }));
    if (opened.choice.build === build) return opened;
    const name = kernelsName({ backend, build });
    throw new BackendUnavailable(backend, text(`this browser has no ${name}`, `このブラウザーには ${name} がありません`));
  }

  /** Tells from here on when a device goes, whether anybody is at work on it or not. */
  onLost(listener: () => void): void {
    this.#lost = listener;
  }

  /** Forgets a lost device, so that the next `open` makes a new one. */
  forget(device: Device): void {
    for (const [backend, known] of this.#passed) if (known.device === device) this.#passed.delete(backend);
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

  async #forced(request: Exclude<BackendRequest, 'auto'>): Promise<Opened> {
    const backend = request === 'exact' ? 'wasm' : request;
    try {
      return chosen(await this.#openOne(backend, request), []);
    } catch (error) {
      throw new BackendUnavailable(backend, wordsOf(error));
    }
  }

  async #openOne(backend: BackendName, request: BackendRequest): Promise<Device> {
    const exact = request === 'exact';
    const known = this.#passed.get(backend);
    if (known?.exact === exact) {
      await setBackend(known.device.backend);
      return known.device;
    }
    // Its kernels are registered by name: another build takes their place.
    this.#passed.delete(backend);
    this.#reference ??= await selfTestNumbers(await createCpuDevice());
    const device = await within(OPEN_MS, OPENING[backend], this.#tested(backend, request, this.#reference), (late) => late.dispose());
    this.#late.delete(backend);
    this.#passed.set(backend, { device, exact });
    // Nobody may be at work on it when it goes.
    void device.lost.then(() => {
      this.forget(device);
      this.#lost?.();
    });
    return device;
  }

  async #tested(backend: BackendName, request: BackendRequest, reference: SelfTestResult): Promise<Device> {
    const device = await this.#openers[backend](this.#platform, request);
    try {
      const fault = compareSelfTest(await selfTestNumbers(device), reference);
      if (fault !== null) throw new Spoken(text(`self-test failed: ${fault}`, `自己検査に合格しませんでした（${fault}）`));
    } catch (error) {
      device.dispose();
      throw error;
    }
    return device;
  }
}
