/** Memory that is refused, at any moment of a run: the run fails in words, and the next one works as if nothing had been. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, setBackend } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Backends, Opened } from '../../../../src/engine/backend/select.ts';
import { createWasmDevice } from '../../../../src/engine/backend/wasm/device.ts';
import type { WasmBackend } from '../../../../src/engine/backend/wasm/heap.ts';
import { nodePlatform } from '../../../../src/cli/platform.ts';
import { withPairs } from '../../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { refusedMemory } from '../../../../src/engine/cost/limit.ts';
import { tell } from '../../../host.ts';

// Below everything of ours: what the allocator itself gives.
const { wasmPaths } = await nodePlatform();
setWasmPaths({ ...wasmPaths });
await setBackend('wasm');
const { wasm } = backend() as WasmBackend;
// Emscripten puts the real functions in place at their first call.
wasm._free(wasm._malloc(1));
const allocator = wasm._malloc;
/** Allocations so far, and which of them is refused. */
const heap = { asked: 0, refused: Number.POSITIVE_INFINITY };
// Emscripten gives 0 where there is no more.
wasm._malloc = (bytes) => (heap.asked++ === heap.refused ? 0 : allocator(bytes));
const device = await createWasmDevice(wasmPaths);

const opened: Opened = { device, choice: { backend: 'wasm', device: '', build: device.build, fallbacks: [] } };
const backends = { open: () => Promise.resolve(opened), reopen: () => Promise.resolve(opened), forget: () => undefined } as unknown as Backends;
const parsed = withPairs(defaultConfig(), [
  ['task.p', '7'],
  ['steps', '8'],
  ['model.width', '8'],
  ['model.heads', '2'],
  ['model.ffn', '8'],
  ['probes.localComplexity.points', '3'],
]);
if (!parsed.ok) throw new Error('not a config');
const { config } = parsed;

test('whichever allocation is refused, the run says what to turn down, and the next one gives the numbers of an undisturbed one', async () => {
  const whole = await tell(config, backends, 'wasm');
  const first = heap.asked;
  await tell(config, backends, 'wasm');
  const perRun = heap.asked - first;
  expect(perRun).toBeGreaterThan(100);
  await fc.assert(
    fc.asyncProperty(fc.nat(perRun - 1), async (which) => {
      heap.refused = heap.asked + which;
      const failed = await tell(config, backends, 'wasm').then(
        () => null,
        (error: unknown) => error,
      );
      heap.refused = Number.POSITIVE_INFINITY;
      expect(failed).toMatchObject({ name: 'OutOfMemory', words: refusedMemory(config) });
      expect((await tell(config, backends, 'wasm')).metrics).toEqual(whole.metrics);
    }),
    { numRuns: 40 },
  );
});
