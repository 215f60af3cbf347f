/**
 * What we reach of TF.js's WebGPUBackend beyond its public types (tfjs-backend-webgpu 4.22.0, src/backend_webgpu.ts and
 * src/buffer_manager.ts). TF.js is pinned to that version; nothing else in the engine knows these names.
 */
import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

export type DataId = TensorInfo['dataId'];

interface TensorData {
  readonly dtype: DataType;
  /** Numbers not uploaded yet, or a copy left behind by an earlier read. */
  values: unknown;
  resource?: GPUBuffer | null;
}

/** Pool of buffers by size and usage. */
interface BufferManager {
  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}

/** The part of a command encoder that TF.js's kernels use. */
export interface CommandEncoder {
  beginComputePass(descriptor?: GPUComputePassDescriptor): ComputePass;
  copyBufferToBuffer(source: GPUBuffer, sourceOffset: number, destination: GPUBuffer, destinationOffset: number, size: number): void;
  finish(): GPUCommandBuffer;
}

/** The part of a compute pass that TF.js's kernels use. */
export interface ComputePass {
  setPipeline(pipeline: GPUComputePipeline): void;
  setBindGroup(index: number, group: GPUBindGroup): void;
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
}

export interface TfjsBackend extends KernelBackend {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  readonly bufferManager: BufferManager;
  readonly tensorMap: { get(id: DataId): TensorData; has(id: DataId): boolean };
  /** Commands not submitted yet; null right after a submit. */
  commandEncoder: CommandEncoder | null;
  computePassEncoder: ComputePass | null;
  /** Tensors that those commands use: their buffers go back to the pool only after the submit. */
  readonly commandQueueOwnedIds: WeakSet<DataId>;
  dispatchCountInPass: number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  uploadToGPU(id: DataId): void;
  makeTensorInfo(shape: readonly number[], dtype: DataType): TensorInfo;
}

/** The backend's buffer behind a tensor; uploads the tensor's numbers first if they are still on the host. */
export function bufferOf(backend: TfjsBackend, id: DataId): GPUBuffer {
  backend.uploadToGPU(id);
  const { resource } = backend.tensorMap.get(id);
  if (resource === null || resource === undefined) throw new Error('a tensor has no buffer');
  return resource;
}

/** Hands everything recorded so far to the device. */
export function flush(backend: TfjsBackend): void {
  if (backend.commandEncoder === null) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}
