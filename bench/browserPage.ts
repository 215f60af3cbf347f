/// <reference types="vite/client" />
/** What the browser's page runs; bench/browser.ts drives it through `globalThis.speed`. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { memory } from '@tensorflow/tfjs-core';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';
import { createWebGpuDevice } from '../src/engine/backend/webgpu/device.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { createTrainer } from '../src/engine/run/trainer.ts';
import { CASES, TINY, type Case } from './cases.ts';
import { settingOf } from './contestant.ts';
import { measureKernels, type Product } from './kernels.ts';
import { measureCase, median, type StepFigures } from './pairing.ts';
import { createPlain } from './plain.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': new URL(wasmUrl, location.href).href,
  'tfjs-backend-wasm-simd.wasm': new URL(simdUrl, location.href).href,
};

/** One network on WebGPU: what a step asks of the device and of JavaScript. */
export interface GpuFigures {
  readonly title: string;
  readonly device: string;
  /** Compute dispatches per step. */
  readonly dispatches: { readonly ours: number; readonly plain: number };
  /** ms of JavaScript per step, median; the device's own time is not in it. */
  readonly js: { readonly ours: number; readonly plain: number };
  /** ms per step until the device is done; a software adapter says nothing about a real one. */
  readonly total: { readonly ours: number; readonly plain: number };
  readonly tensors: { readonly before: number; readonly after: number };
  readonly losses: { readonly ours: number; readonly plain: number };
}

function caseOf(id: string): Case {
  const which = CASES.find((entry) => entry.id === id);
  if (which === undefined) throw new Error(`no case «${id}»`);
  return which;
}

const OUR_STEPS = 20;
const ROUNDS = 4;

/** @param id a case, or none for the tiny network */
async function measureGpu(id: string | null): Promise<GpuFigures> {
  const which = id === null ? null : caseOf(id);
  const config = which?.config ?? TINY;
  let dispatched = 0;
  const { prototype } = GPUComputePassEncoder;
  const dispatch = prototype.dispatchWorkgroups;
  prototype.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...sizes): undefined {
    dispatched++;
    dispatch.apply(this, sizes);
  };
  const device = await createWebGpuDevice(navigator.gpu);
  const trainer = createTrainer(config, datasetOf(config), device, null);
  const plain = createPlain(settingOf(config), async () => undefined);
  const count = { ours: 0, plain: 0 };
  const js = { ours: [] as number[], plain: [] as number[] };
  const total = { ours: [] as number[], plain: [] as number[] };
  const round = async (name: 'ours' | 'plain', steps: number, run: () => unknown, settle: () => Promise<unknown>): Promise<void> => {
    const [start, first] = [performance.now(), dispatched];
    run();
    js[name].push((performance.now() - start) / steps);
    count[name] = (dispatched - first) / steps;
    await settle();
    total[name].push((performance.now() - start) / steps);
  };
  // Three steps of each: programs are compiled and our step is captured.
  trainer.advance(3);
  for (let i = 0; i < 3; i++) await plain.step();
  const losses = { ours: (await trainer.measure()).values['train.loss'] as number, plain: await plain.loss() };
  const before = memory().numTensors;
  for (let i = 0; i < ROUNDS; i++) {
    await round(
      'ours',
      OUR_STEPS,
      () => trainer.advance(OUR_STEPS),
      () => trainer.settle(),
    );
    await round(
      'plain',
      1,
      () => plain.step(),
      () => plain.loss(),
    );
  }
  const after = memory().numTensors;
  trainer.dispose();
  plain.dispose();
  prototype.dispatchWorkgroups = dispatch;
  device.dispose();
  return {
    title: which?.title ?? 'tiny transformer (p13 d8 ff16)',
    device: device.description,
    dispatches: count,
    js: { ours: median(js.ours), plain: median(js.plain) },
    total: { ours: median(total.ours), plain: median(total.plain) },
    tensors: { before, after },
    losses,
  };
}

const speed = {
  device: async (): Promise<string> => (await createWasmDevice(wasmPaths)).description,
  kernels: (): Promise<Product[]> => measureKernels(wasmPaths),
  case: (id: string): Promise<StepFigures> => measureCase(caseOf(id), wasmPaths),
  gpu: measureGpu,
};

declare global {
  var speed: SpeedPage;
}
export type SpeedPage = typeof speed;

globalThis.speed = speed;
