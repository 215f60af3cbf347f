/** The WASM backend where its binary does not come. */
import { afterEach, expect, test, vi } from 'vitest';
import { nodePlatform } from '../../../../src/cli/platform.ts';
import { Backends } from '../../../../src/engine/backend/select.ts';
import { createWasmDevice } from '../../../../src/engine/backend/wasm/device.ts';
import { fakeTimers, hasten } from '../../../hasten.ts';

const { wasmPaths } = await nodePlatform();
const binary = vi.spyOn(WebAssembly, 'instantiate');
afterEach(() => {
  vi.useRealTimers();
  binary.mockRestore();
});

test('a binary that neither comes nor fails is given up by name, plain JavaScript computes, and the next run asks for it again', async () => {
  binary.mockReturnValue(new Promise(() => undefined) as never);
  fakeTimers();
  const why = 'the program of the WASM backend did not come within 45 s';
  await expect(hasten(createWasmDevice(wasmPaths))).rejects.toMatchObject({ name: 'TooLate', words: { en: why } });

  const backends = new Backends({ wasmPaths, gpu: null });
  const { result, ms } = await hasten(backends.open('auto'));
  expect(result.choice).toMatchObject({ backend: 'cpu', fallbacks: [{ backend: 'webgpu' }, { backend: 'wasm', reason: { en: why } }] });
  expect(ms).toBeGreaterThanOrEqual(45_000);
  expect(ms).toBeLessThan(50_000);

  binary.mockRestore();
  vi.useRealTimers();
  const { choice } = await backends.open('auto');
  expect([choice.backend, choice.fallbacks.map(({ backend }) => backend)]).toEqual(['wasm', ['webgpu']]);
});
