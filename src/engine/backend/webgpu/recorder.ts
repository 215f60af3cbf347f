/**
 * Captures what kernels ask of the device while a function runs, so that it can be asked again without TF.js: CUDA graphs' idea, on
 * WebGPU. The function runs for real; its compute commands are noted on their way. Buffers that it frees stay with the capture, because
 * replays use them again: they are lent to later tensors of the same capture, but never to anyone else.
 */
import { env } from '@tensorflow/tfjs-core';
import type { Gpu } from './gpu.ts';
import { flush, type CommandEncoder, type ComputePass, type DataId } from './tfjs.ts';

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export interface Capture {
  readonly dispatches: readonly Dispatch[];
  /** Multiply-adds of its matrix products. */
  readonly work: number;
  /** Asks for everything again, inside a compute pass. */
  replay(pass: GPUComputePassEncoder): void;
  /** Tells TF.js that copies of numbers which replays overwrote are stale. */
  invalidate(): void;
  /** Gives the buffers back to TF.js's pool. */
  dispose(): void;
}

/** A command encoder that passes everything on and notes dispatches in `log`. */
function noting(encoder: GPUCommandEncoder, log: Dispatch[], uploads: ReadonlySet<GPUBuffer>): CommandEncoder {
  return {
    beginComputePass(descriptor): ComputePass {
      const pass = encoder.beginComputePass(descriptor);
      let pipeline: GPUComputePipeline | null = null;
      let group: GPUBindGroup | null = null;
      return {
        setPipeline: (next) => pass.setPipeline((pipeline = next)),
        setBindGroup: (at, next) => pass.setBindGroup(at, (group = next)),
        dispatchWorkgroups: (x, y = 1, z = 1) => {
          if (pipeline === null || group === null) throw new Error('a dispatch without a pipeline');
          log.push({ pipeline, group, x, y, z });
          pass.dispatchWorkgroups(x, y, z);
        },
        end: () => pass.end(),
      };
    },
    copyBufferToBuffer(source, sourceOffset, destination, destinationOffset, size) {
      // Uploads of host numbers happen once: their destination is never lent on. Nothing else copies inside a step.
      if (!uploads.has(source)) throw new Error('a captured step must not copy buffers');
      encoder.copyBufferToBuffer(source, sourceOffset, destination, destinationOffset, size);
    },
    finish: () => encoder.finish(),
  };
}

const BATCH = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE';

/** TF.js frees buffers when it submits: short batches let the capture use them again soon. */
const CAPTURE_BATCH = 4;

export function capture(gpu: Gpu, run: () => void): Capture {
  const { backend, device } = gpu;
  const { bufferManager } = backend;
  flush(backend);

  const before = gpu.work;
  const batch = env().getNumber(BATCH);
  const dispatches: Dispatch[] = [];
  const written = new Set<DataId>();
  /** Every buffer that was freed during the capture. */
  const kept = new Set<GPUBuffer>();
  /** Those of them that hold nothing a replay would miss, by size. */
  const lendable = new Map<number, GPUBuffer[]>();
  /** Buffers filled from the host: a replay expects the numbers to be there still. */
  const filled = new Set<GPUBuffer>();
  const acquire = bufferManager.acquireBuffer.bind(bufferManager);
  const release = bufferManager.releaseBuffer.bind(bufferManager);

  bufferManager.acquireBuffer = (size, usage, mappedAtCreation = false, reuse = true) => {
    const scratch = !mappedAtCreation && (usage & GPUBufferUsage.STORAGE) !== 0;
    const lent = scratch ? lendable.get(size)?.pop() : undefined;
    if (lent !== undefined) {
      kept.delete(lent);
      return lent;
    }
    const buffer = acquire(size, usage, mappedAtCreation, reuse);
    if (!scratch) filled.add(buffer);
    return buffer;
  };
  bufferManager.releaseBuffer = (buffer, reuse = true) => {
    if (!reuse) return release(buffer, reuse); // staging
    kept.add(buffer);
    if (filled.has(buffer)) return;
    const same = lendable.get(buffer.size);
    if (same === undefined) lendable.set(buffer.size, [buffer]);
    else same.push(buffer);
  };
  backend.ensureCommandEncoderReady = () => {
    backend.commandEncoder ??= noting(device.createCommandEncoder(), dispatches, filled);
  };
  gpu.onWrite = (id) => written.add(id);
  env().set(BATCH, CAPTURE_BATCH);
  try {
    run();
    flush(backend);
  } finally {
    env().set(BATCH, batch);
    gpu.onWrite = null;
    // The class's own methods are back once nothing of ours hides them.
    Reflect.deleteProperty(bufferManager, 'acquireBuffer');
    Reflect.deleteProperty(bufferManager, 'releaseBuffer');
    Reflect.deleteProperty(backend, 'ensureCommandEncoderReady');
  }

  return {
    dispatches,
    work: gpu.work - before,
    replay(pass) {
      for (const { pipeline, group, x, y, z } of dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(x, y, z);
      }
    },
    invalidate() {
      for (const id of written) if (backend.tensorMap.has(id)) backend.tensorMap.get(id).values = null;
    },
    dispose() {
      for (const buffer of kept) release(buffer);
      kept.clear();
    },
  };
}
