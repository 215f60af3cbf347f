/** Choosing a backend: order, self-test, fallbacks with reasons, and the race between two good ones. */
import { getBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { nodePlatform } from '../../../src/cli/platform.ts';
import { REQUESTS, type BackendRequest, type KernelBuild } from '../../../src/engine/backend/choice.ts';
import { createCpuDevice } from '../../../src/engine/backend/cpu.ts';
import type { Device } from '../../../src/engine/backend/device.ts';
import { Backends, type Openers, type Trial } from '../../../src/engine/backend/select.ts';
import { BackendUnavailable } from '../../../src/engine/backend/unavailable.ts';
import { createWasmDevice } from '../../../src/engine/backend/wasm/device.ts';
import { fakeTimers, hasten } from '../../hasten.ts';

const platform = await nodePlatform();

/** Node has no GPU here; the CPU backend stands in the GPU's place. */
const openers: Openers = {
  webgpu: createCpuDevice,
  wasm: ({ wasmPaths }, request) => createWasmDevice(wasmPaths, request === 'exact' ? 'simd' : undefined),
  cpu: createCpuDevice,
};

/** Says how long a step takes, by backend, and counts how often it was asked. */
function trial(ms: Readonly<Record<string, number>>, key = 'a'): Trial & { asked: string[] } {
  const asked: string[] = [];
  return {
    key,
    asked,
    time: ({ backend }) => {
      asked.push(backend);
      return Promise.resolve(ms[backend] ?? Number.NaN);
    },
  };
}

test('without a GPU, WASM is taken and the reason stands in both languages', async () => {
  const { choice } = await new Backends({ wasmPaths: platform.wasmPaths, gpu: null }).open('auto');
  expect(choice.backend).toBe('wasm');
  expect(choice.fallbacks).toHaveLength(1);
  expect(choice.fallbacks[0]).toMatchObject({
    backend: 'webgpu',
    reason: { en: expect.stringContaining('WebGPU') as string, ja: expect.stringContaining('WebGPU') as string },
  });
});

test('a backend whose gradients are wrong is not taken', async () => {
  const wrong = async (): Promise<Device> => {
    const device = await createCpuDevice();
    return { ...device, read: async (tensor) => (await device.read(tensor)).map((x) => x * 1.01) };
  };
  const { choice } = await new Backends(platform, { ...openers, webgpu: wrong }).open('auto');
  expect(choice.backend).toBe('wasm');
  expect(choice.fallbacks[0]?.reason.en).toMatch(/self-test failed/);
});

test.each([
  [{ cpu: 2, wasm: 5 }, ['cpu', 'wasm']],
  [{ cpu: 5, wasm: 2 }, ['wasm', 'cpu']],
])('on auto with two good backends the faster one is taken: %j', async (ms, order) => {
  const { device, choice } = await new Backends(platform, openers).open('auto', trial(ms));
  expect(device.backend).toBe(order[0]);
  expect(choice.race?.map(({ backend }) => backend)).toEqual(order);
  expect(choice.race?.map(({ stepsPerSecond }) => stepsPerSecond)).toEqual([500, 200]);
});

test('a configuration is raced once, another one again, and a forced backend never', async () => {
  const backends = new Backends(platform, openers);
  const [first, same, other] = [trial({ cpu: 1, wasm: 2 }), trial({ cpu: 1, wasm: 2 }), trial({ cpu: 2, wasm: 1 }, 'b')];
  await backends.open('auto', first);
  expect((await backends.open('auto', same)).device.backend).toBe('cpu');
  expect((await backends.open('auto', other)).device.backend).toBe('wasm');
  expect([first.asked.length, same.asked.length, other.asked.length]).toEqual([2, 0, 2]);
  const forced = trial({});
  expect((await backends.open('wasm', forced)).choice.race).toBeUndefined();
  expect(forced.asked).toEqual([]);
});

test('a backend that fails the race loses it', async () => {
  const failing: Trial = { key: 'a', time: ({ backend }) => (backend === 'cpu' ? Promise.reject(new Error('too large')) : Promise.resolve(4)) };
  const { device, choice } = await new Backends(platform, openers).open('auto', failing);
  expect(device.backend).toBe('wasm');
  expect(choice.race?.at(-1)).toEqual({ backend: 'cpu', stepsPerSecond: 0 });
});

const broken = (): Promise<Device> => Promise.reject(new Error('not today'));

test.each([
  ['webgpu', 'webgpu'],
  ['wasm', 'wasm'],
  ['cpu', 'cpu'],
  ['exact', 'wasm'],
] as const)('a backend that is asked for by name is taken or refused with the reason: %s', async (request, backend) => {
  expect((await new Backends(platform, openers).open(request)).device.backend).toBe(backend === 'webgpu' ? 'cpu' : backend);
  const refused = new Backends(platform, { ...openers, [backend]: broken }).open(request);
  await expect(refused).rejects.toBeInstanceOf(BackendUnavailable);
  await expect(refused).rejects.toMatchObject({ backend, words: { en: 'not today' } });
});

describe('an adapter that computes on the CPU', () => {
  const real = { isFallbackAdapter: false, vendor: 'nvidia', architecture: 'ampere', device: '', description: '' };
  const on = (info: object): Backends => new Backends({ ...platform, gpu: { requestAdapter: () => Promise.resolve({ info }) } as unknown as GPU });

  test.each([
    { isFallbackAdapter: true },
    { vendor: 'Google', architecture: 'SwiftShader' },
    { vendor: 'llvmpipe' },
    { device: 'Lavapipe' },
    { description: 'Microsoft Basic Render Driver' },
  ])('%o is refused on auto only', async (info) => {
    const backends = on({ ...real, ...info });
    expect((await backends.open('auto')).choice.fallbacks[0]?.reason.en).toContain('software');
    await expect(backends.open('webgpu')).rejects.not.toThrow('software');
  });

  test('is told from a GPU', async () => {
    expect((await on(real).open('auto')).choice.fallbacks[0]?.reason.en).not.toContain('software');
  });
});

test('a host says why it has no GPU', async () => {
  const withoutGpu = { en: 'the dog ate it', ja: '犬が食べました' };
  await expect(new Backends({ ...platform, withoutGpu }).open('webgpu')).rejects.toMatchObject({ words: withoutGpu });
});

test('after a loss a run stays where it was if it can; on auto another backend may stand in, and says why', async () => {
  const gone: Openers = { ...openers, webgpu: broken };
  const { device, choice } = await new Backends(platform, gone).reopen('auto', 'webgpu');
  expect(device.backend).toBe('wasm');
  expect(choice.fallbacks).toEqual([{ backend: 'webgpu', reason: { en: 'not today', ja: 'not today' } }]);
  const stays = await new Backends(platform, openers).reopen('auto', 'wasm');
  expect([stays.device.backend, stays.choice.fallbacks]).toEqual(['wasm', []]);
});

test('of those that could not stand in either the reasons follow, each once', async () => {
  const not = (why: string) => (): Promise<Device> => Promise.reject(new Error(why));
  const backends = new Backends(platform, { webgpu: not('no GPU'), wasm: not('no SIMD'), cpu: createCpuDevice });
  for (const [was, others] of [
    ['webgpu', ['wasm']],
    ['wasm', ['webgpu']],
  ] as const) {
    const { device, choice } = await backends.reopen('auto', was);
    expect([device.backend, choice.fallbacks.map(({ backend }) => backend)]).toEqual(['cpu', [was, ...others]]);
    expect(choice.fallbacks.map(({ reason }) => reason.en)).toEqual([was, ...others].map((name) => (name === 'wasm' ? 'no SIMD' : 'no GPU')));
  }
});

test('a backend that fails its self-test is put away, one that passes is not', async () => {
  const disposed: string[] = [];
  const watched = (name: string, factor: number) => async (): Promise<Device> => {
    const device = await createCpuDevice();
    return { ...device, read: async (tensor) => (await device.read(tensor)).map((x) => x * factor), dispose: () => void disposed.push(name) };
  };
  const backends = new Backends(platform, { webgpu: watched('wrong', 1.01), wasm: watched('right', 1), cpu: broken });
  expect((await backends.open('auto')).choice.fallbacks.map(({ backend }) => backend)).toEqual(['webgpu']);
  expect(disposed).toEqual(['wrong']);
});

test('the backend that was chosen is the current one, whichever was raced last, and whichever was made last', async () => {
  const backends = new Backends(platform, openers);
  for (const [ms, name] of [
    [{ cpu: 2, wasm: 5 }, 'cpu'],
    [{ cpu: 5, wasm: 2 }, 'wasm'],
  ] as const) {
    await backends.open('auto', trial(ms, name));
    expect(getBackend()).toBe(name);
  }
  await backends.open('cpu');
  expect(getBackend()).toBe('cpu');
  await backends.open('wasm');
  expect(getBackend()).toBe('wasm');
});

test('plain JavaScript is neither opened nor raced while another is there, and nothing beyond the first without a race', async () => {
  const opened: string[] = [];
  const counted = (name: 'webgpu' | 'wasm' | 'cpu') => (of: typeof platform, request: BackendRequest) => (opened.push(name), openers[name](of, request));
  const all = { webgpu: counted('webgpu'), wasm: counted('wasm'), cpu: counted('cpu') };
  await new Backends(platform, all).open('auto', trial({ cpu: 1, wasm: 2 }));
  await new Backends(platform, all).open('auto');
  const { choice } = await new Backends(platform, { ...all, webgpu: broken }).open('auto', trial({}));
  expect([opened, choice.race]).toEqual([['webgpu', 'wasm', 'webgpu', 'wasm'], undefined]);
});

test.each(['webgpu', 'wasm', 'cpu', 'exact'] as const)(
  'after a loss %s, asked for by name, is had or refused, whatever it was computed on',
  async (request) => {
    const name = request === 'exact' ? 'wasm' : request;
    for (const was of ['webgpu', 'wasm', 'cpu'] as const) {
      await expect(new Backends(platform, { ...openers, [name]: broken }).reopen(request, was)).rejects.toMatchObject({
        name: 'BackendUnavailable',
        backend: name,
      });
    }
  },
);

test('a device that goes while nobody is at work on it is forgotten at once, and told of', async () => {
  let go: (why: string) => void = () => undefined;
  const mortal = async (): Promise<Device> => {
    const lost = new Promise<string>((resolve) => {
      go = resolve;
    });
    return { ...(await createCpuDevice()), lost };
  };
  const backends = new Backends(platform, { ...openers, webgpu: mortal });
  const told = vi.fn<() => void>();
  backends.onLost(told);
  const { device } = await backends.open('webgpu');
  expect((await backends.open('webgpu')).device).toBe(device);
  go('unplugged');
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toHaveBeenCalledTimes(1);
  expect((await backends.open('webgpu')).device).not.toBe(device);
});

test('exact is plain SIMD, whichever build was used before and after', async () => {
  const backends = new Backends(platform);
  const builds: string[] = [];
  const devices: Device[] = [];
  for (const request of ['auto', 'exact', 'exact', 'wasm', 'exact', 'auto'] as const) {
    const { device, choice } = await backends.open(request);
    devices.push(device);
    builds.push(choice.build);
    expect(choice.device).toBe(device.description);
  }
  expect(builds).toEqual(['relaxed SIMD', 'SIMD', 'SIMD', 'relaxed SIMD', 'SIMD', 'relaxed SIMD']);
  expect(devices[1]).toBe(devices[2]);
});

describe('a run that goes on', () => {
  /** As if a build were what is here of WASM, and the CPU a GPU. */
  const having = (...builds: readonly KernelBuild[]): Openers => {
    const like = async (build: KernelBuild, opened: Promise<Device>): Promise<Device> => ({ ...(await opened), build });
    const fastest = builds.find((build) => build !== 'WGSL' && build !== 'plain');
    return {
      webgpu: builds.includes('WGSL') ? () => like('WGSL', createCpuDevice()) : broken,
      wasm: (_, request) => {
        const build = request === 'exact' ? builds.find((one) => one === 'SIMD') : fastest;
        return build === undefined ? broken() : like(build, createWasmDevice(platform.wasmPaths));
      },
      cpu: builds.includes('plain') ? createCpuDevice : broken,
    };
  };
  const BUILDS = [
    ['webgpu', 'WGSL'],
    ['wasm', 'relaxed SIMD'],
    ['wasm', 'SIMD'],
    ['cpu', 'plain'],
  ] as const;
  const ALL = BUILDS.map(([, build]) => build);

  test.each(BUILDS)('of %s, %s stays on these kernels, whatever was asked for', async (was, build) => {
    for (const request of REQUESTS) {
      const own = request === 'auto' || request === was || (request === 'exact' && was === 'wasm');
      for (const only of own ? [true, false] : [true]) {
        const { choice } = await new Backends(platform, having(...ALL)).reopen(request, was, { build, only });
        expect([request, only, choice.build]).toEqual([request, only, build]);
      }
    }
  });

  test.each(BUILDS)('of %s, %s is refused by its name where nothing else will do, and on auto goes on with another else', async (was, build) => {
    const others = having(...ALL.filter((one) => one !== build));
    for (const request of REQUESTS) {
      const refused = new Backends(platform, others).reopen(request, was, { build, only: true });
      await expect(refused).rejects.toBeInstanceOf(BackendUnavailable);
      await expect(refused).rejects.toMatchObject({ backend: was });
    }
    const { choice } = await new Backends(platform, others).reopen('auto', was, { build });
    expect(choice.build).not.toBe(build);
    expect(choice.fallbacks[0]).toMatchObject({ backend: was });
  });

  test('is told which build is missing', async () => {
    await expect(new Backends(platform, having('SIMD')).reopen('auto', 'wasm', { build: 'relaxed SIMD', only: true })).rejects.toMatchObject({
      words: { en: 'this browser has no WASM SIMD (relaxed)' },
    });
  });
});

test('when nothing works, the error names every backend', async () => {
  await expect(new Backends(platform, { webgpu: broken, wasm: broken, cpu: broken }).open('auto')).rejects.toThrow(
    /webgpu: not today; wasm: not today; cpu: not today/,
  );
});

test('a device that is lost is disposed and never handed out again; the others are', async () => {
  const disposed: string[] = [];
  const made: string[] = [];
  const watched = (name: 'wasm' | 'cpu', fails: boolean) => async (): Promise<Device> => {
    const device = name === 'cpu' ? await createCpuDevice() : await createWasmDevice(platform.wasmPaths);
    made.push(name);
    return {
      ...device,
      dispose() {
        disposed.push(name);
        if (fails) throw new Error('it is gone');
      },
    };
  };
  const backends = new Backends(platform, { webgpu: broken, wasm: watched('wasm', true), cpu: watched('cpu', false) });
  const { device } = await backends.open('wasm');
  const { device: other } = await backends.open('cpu');
  expect((await backends.open('wasm')).device).toBe(device);
  made.length = 0;
  backends.forget(device);
  expect(disposed).toEqual(['wasm']);
  expect((await backends.open('cpu')).device).toBe(other);
  expect((await backends.open('wasm')).device).not.toBe(device);
  expect(made).toEqual(['wasm']);
});

describe('a GPU that keeps us waiting', () => {
  // Its program is there already: how long that takes is this machine's affair, and real.
  beforeAll(() => import('../../../src/engine/backend/webgpu/device.ts'));
  afterEach(() => vi.useRealTimers());

  const never = (): Promise<never> => new Promise(() => undefined);
  const adapter = { info: { isFallbackAdapter: false, vendor: '', architecture: '', device: '', description: '' }, limits: {}, requestDevice: never };
  const silent = (gpu: object): Backends => {
    fakeTimers();
    return new Backends({ ...platform, gpu: gpu as GPU });
  };

  test.each([
    ['adapter', { requestAdapter: never }, 'the GPU’s answer did not come within 5 s'],
    ['device', { requestAdapter: () => Promise.resolve(adapter) }, 'the GPU’s device did not come within 10 s'],
  ])('no %s: on auto WASM is taken, the reason stands there, and the next run does not wait again', async (_, gpu, why) => {
    const backends = silent(gpu);
    const { result: first, ms } = await hasten(backends.open('auto'));
    expect(first.choice.backend).toBe('wasm');
    expect(first.choice.fallbacks).toMatchObject([{ backend: 'webgpu', reason: { en: why } }]);
    expect(ms).toBeLessThan(12_000);
    const asked = vi.fn<() => void>();
    const { result: second } = await hasten(backends.open('auto').finally(asked));
    expect(second.choice.fallbacks).toEqual(first.choice.fallbacks);
    expect(vi.getTimerCount()).toBe(0);
    // Whoever wants it by name has it tried again.
    await expect(hasten(backends.open('webgpu'))).rejects.toMatchObject({ name: 'BackendUnavailable', words: { en: why } });
  });

  test('its program hangs: WASM is taken, the reason stands there, and the next run does not wait again', async () => {
    vi.doMock('../../../src/engine/backend/webgpu/device.ts', never);
    onTestFinished(() => {
      vi.doUnmock('../../../src/engine/backend/webgpu/device.ts');
    });
    const why = 'the program of the WebGPU backend did not come within 20 s';
    const backends = silent({ requestAdapter: () => Promise.resolve(adapter) });
    const { result, ms } = await hasten(backends.open('auto'));
    expect(result.choice).toMatchObject({ backend: 'wasm', fallbacks: [{ backend: 'webgpu', reason: { en: why } }] });
    expect(ms).toBeGreaterThanOrEqual(20_000);
    expect(ms).toBeLessThan(22_000);
    expect((await hasten(backends.open('auto'))).ms).toBeLessThan(1000);
  });

  test('an opener that neither opens nor fails is given up by name', async () => {
    fakeTimers();
    const backends = new Backends(platform, { ...openers, wasm: never });
    await expect(hasten(backends.open('wasm'))).rejects.toMatchObject({
      words: { en: expect.stringContaining('the program of the WASM backend') as string },
    });
    expect(
      (await hasten(new Backends({ ...platform, gpu: null }, { webgpu: broken, wasm: never, cpu: createCpuDevice }).open('auto'))).result.choice.backend,
    ).toBe('cpu');
  });
});
