/**
 * Runs WGSL programs on TF.js tensors. Beside TF.js's own `runWebGPUProgram` because that has one output per program and writes a fresh
 * uniform buffer at every call: here a program may write several tensors, in place or not, and sizes live in immutable uniform buffers
 * that are made once. Commands go into TF.js's command encoder, so that both kinds of kernel stay in order.
 */
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { sourceOf, type Program } from './program.ts';
import { bufferOf, type DataId, type TfjsBackend } from './tfjs.ts';

interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Tensors never have less, and WebGPU cannot bind less. */
const SMALLEST = 16;

export class Gpu {
  readonly backend: TfjsBackend;
  readonly device: GPUDevice;
  /** Storage buffers that one program may bind. */
  readonly maxBindings: number;
  /** Sees every tensor that a program wrote in place. */
  onWrite: ((id: DataId) => void) | null = null;
  /** Multiply-adds of all matrix products so far: a measure of how long the device is kept busy. */
  work = 0;
  readonly #programs = new Map<string, Compiled>();
  readonly #uniforms = new Map<string, GPUBuffer>();
  /** Stand in for tensors without numbers, one per binding: a program may not write and read the same buffer. */
  readonly #empty: GPUBuffer[] = [];

  constructor(backend: TfjsBackend) {
    this.backend = backend;
    this.device = backend.device;
    this.maxBindings = backend.device.limits.maxStorageBuffersPerShaderStage;
  }

  output(shape: readonly number[]): TensorInfo {
    return this.backend.makeTensorInfo(shape, 'float32');
  }

  /** Gives back a tensor that a kernel made for itself; its buffer outlives the commands that use it. */
  release(...tensors: readonly TensorInfo[]): void {
    for (const tensor of tensors) this.backend.disposeData(tensor.dataId);
  }

  run(program: Program): void {
    const { backend, device } = this;
    const [x, y, z] = this.#grid(program.groups);
    if (x * y * z === 0) return;
    const { pipeline, layout } = this.#compile(program);
    const tensors = [...Object.values(program.writes), ...Object.values(program.reads)];
    const entries: GPUBindGroupEntry[] = tensors.map((tensor, binding) => ({ binding, resource: { buffer: this.#bufferOf(tensor, binding) } }));
    entries.push({ binding: tensors.length, resource: { buffer: this.#uniform(program) } });
    const group = device.createBindGroup({ layout, entries });

    for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
    for (const { dataId } of Object.values(program.writes)) {
      backend.tensorMap.get(dataId).values = null; // a copy from an earlier read is stale now
      this.onWrite?.(dataId);
    }
    backend.ensureCommandEncoderReady();
    backend.computePassEncoder ??= backend.commandEncoder?.beginComputePass() ?? null;
    const pass = backend.computePassEncoder;
    if (pass === null) throw new Error('no command encoder');
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(x, y, z);
    backend.dispatchCountInPass++;
    if (backend.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
  }

  dispose(): void {
    for (const buffer of this.#uniforms.values()) buffer.destroy();
    this.#uniforms.clear();
    this.#programs.clear();
    this.#empty.splice(0).forEach((buffer) => buffer.destroy()); // it may have holes
  }

  #grid(groups: Program['groups']): readonly [number, number, number] {
    if (typeof groups !== 'number') return [groups[0], groups[1], groups[2] ?? 1];
    const limit = this.device.limits.maxComputeWorkgroupsPerDimension;
    if (groups <= limit) return [groups, 1, 1];
    const x = Math.ceil(Math.sqrt(groups));
    return [x, Math.ceil(groups / x), 1];
  }

  #bufferOf(tensor: TensorInfo, binding: number): GPUBuffer {
    if (sizeOf(tensor.shape) > 0) return bufferOf(this.backend, tensor.dataId);
    return (this.#empty[binding] ??= this.device.createBuffer({ size: SMALLEST, usage: GPUBufferUsage.STORAGE }));
  }

  #uniform({ sizes = {}, floats = {} }: Program): GPUBuffer {
    const ints = Object.values(sizes);
    const reals = Object.values(floats);
    const key = `${ints.join()};${reals.join()}`;
    const known = this.#uniforms.get(key);
    if (known !== undefined) return known;
    const data = new ArrayBuffer(Math.max(SMALLEST, Math.ceil((ints.length + reals.length) / 4) * 16));
    new Uint32Array(data).set(ints);
    new Float32Array(data).set(reals, ints.length);
    const buffer = this.device.createBuffer({ size: data.byteLength, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
    this.device.queue.writeBuffer(buffer, 0, data);
    this.#uniforms.set(key, buffer);
    return buffer;
  }

  #compile(program: Program): Compiled {
    const known = this.#programs.get(program.key);
    if (known !== undefined) return known;
    const { device } = this;
    const kinds: GPUBufferBindingType[] = [
      ...Object.keys(program.writes).map(() => 'storage' as const),
      ...Object.keys(program.reads).map(() => 'read-only-storage' as const),
      'uniform',
    ];
    const layout = device.createBindGroupLayout({
      label: program.key,
      entries: kinds.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
    });
    const module = device.createShaderModule({ label: program.key, code: sourceOf(program) });
    const pipeline = device.createComputePipeline({
      label: program.key,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: 'main' },
    });
    const compiled = { pipeline, layout };
    this.#programs.set(program.key, compiled);
    return compiled;
  }
}
