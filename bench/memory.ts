/** Node only: what a step costs in JavaScript, and whether anything is left behind over ten thousand of them. */
import { memory } from '@tensorflow/tfjs-core';
import { Session, type Profiler } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Device } from '../src/engine/backend/device.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { createTrainer, type Trainer } from '../src/engine/run/trainer.ts';
import { median } from './pairing.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** ms per step, and how much of it is spent in WebAssembly, in JavaScript and in the collector: sampling tells the shares, the clock the whole. */
export interface Cost {
  readonly title: string;
  readonly total: number;
  readonly wasm: number;
  readonly js: number;
  readonly collector: number;
  /** Neither: the runtime's own code, and waiting for a core. */
  readonly other: number;
  /** Bytes of JS heap allocated per step. */
  readonly bytes: number;
}

const WARM_UP = 300;

async function profile(run: () => void): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  run();
  const { profile: result } = await session.post('Profiler.stop');
  session.disconnect();
  return result;
}

/** Bytes allocated between two looks at the heap, where no collection came in between: the median of many short windows. */
function allocated(trainer: Trainer): number {
  const windows: number[] = [];
  for (let i = 0; i < 60; i++) {
    const before = process.memoryUsage().heapUsed;
    trainer.advance(4);
    const grown = process.memoryUsage().heapUsed - before;
    if (grown > 0) windows.push(grown / 4);
  }
  return median(windows);
}

export async function measureCost(title: string, config: RunConfig, device: Device, steps: number): Promise<Cost> {
  const trainer = createTrainer(config, datasetOf(config), device, null);
  // Long enough for the JavaScript to be compiled for speed.
  trainer.advance(WARM_UP);
  const start = performance.now();
  trainer.advance(steps);
  const total = (performance.now() - start) / steps;
  const { nodes, samples = [], timeDeltas = [] } = await profile(() => trainer.advance(steps));
  const kinds = new Map(
    nodes.map(({ id, callFrame: { functionName, url } }): [number, 'wasm' | 'collector' | 'other' | 'js'] => {
      if (url.startsWith('wasm:')) return [id, 'wasm'];
      if (functionName === '(garbage collector)') return [id, 'collector'];
      if (functionName === 'dispatch' && url === '') return [id, 'other']; // the profiler itself
      return [id, functionName.startsWith('(') && url === '' ? 'other' : 'js']; // (program), (idle), (root)
    }),
  );
  const sums = { wasm: 0, collector: 0, other: 0, js: 0 };
  samples.forEach((id, i) => (sums[kinds.get(id) ?? 'other'] += (timeDeltas[i] as number) / 1000));
  const bytes = allocated(trainer);
  trainer.dispose();
  const sampled = sums.wasm + sums.collector + sums.other + sums.js;
  const share = (of: number): number => (of / sampled) * total;
  return { title, total, wasm: share(sums.wasm), js: share(sums.js), collector: share(sums.collector), other: share(sums.other), bytes };
}

export interface Growth {
  readonly steps: number;
  readonly tensorsBefore: number;
  readonly tensorsAfter: number;
  /** Bytes of live JS heap, after a collection each. */
  readonly heapGrowth: number;
  /** Bytes of tensors. */
  readonly tensorGrowth: number;
}

export async function measureGrowth(config: RunConfig, device: Device, steps: number): Promise<Growth> {
  const trainer = createTrainer(config, datasetOf(config), device, null);
  const look = async (): Promise<{ heap: number; tensors: number; bytes: number }> => {
    await trainer.measure();
    collect();
    collect();
    const { numTensors, numBytes } = memory();
    return { heap: process.memoryUsage().heapUsed, tensors: numTensors, bytes: numBytes };
  };
  trainer.advance(500);
  await look();
  const before = await look();
  for (let i = 0; i < steps; i += 100) trainer.advance(100);
  const after = await look();
  trainer.dispose();
  return {
    steps,
    tensorsBefore: before.tensors,
    tensorsAfter: after.tensors,
    heapGrowth: after.heap - before.heap,
    tensorGrowth: after.bytes - before.bytes,
  };
}
