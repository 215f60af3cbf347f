/** Steps that are captured at the first and replayed from then on; see recorder.ts. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Device, Stepper } from '../device.ts';
import type { Gpu } from './gpu.ts';
import { capture, type Capture } from './recorder.ts';
import { bufferOf, flush } from './tfjs.ts';

/** At most this many steps per submit, and fewer where steps are long: a device that is busy for seconds is taken for hung. */
const STEPS_PER_SUBMIT = 50;

/** Multiply-adds per submit: a fifth of a second for a weak GPU. */
const WORK_PER_SUBMIT = 1e10;

interface Owner {
  readonly gpu: Gpu;
  readonly write: Device['write'];
  /** @throws DeviceLost */
  readonly check: () => void;
}

/** Lets the device itself put a step's scalars in place: row i of a table, chosen by a dynamic offset. */
class ScalarTable {
  readonly #device: GPUDevice;
  readonly #count: number;
  /** Floats from row to row: dynamic offsets have a granularity. */
  readonly #stride: number;
  readonly #rows: Float32Array;
  readonly #table: GPUBuffer;
  readonly #pipeline: GPUComputePipeline;
  readonly #group: GPUBindGroup;

  constructor(device: GPUDevice, scalars: GPUBuffer, count: number) {
    const granularity = device.limits.minStorageBufferOffsetAlignment;
    const bytes = Math.ceil((count * 4) / granularity) * granularity;
    this.#device = device;
    this.#count = count;
    this.#stride = bytes / 4;
    this.#rows = new Float32Array(this.#stride * STEPS_PER_SUBMIT);
    this.#table = device.createBuffer({ size: this.#rows.byteLength, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
    const layout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } },
        { binding: 1, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'read-only-storage', hasDynamicOffset: true } },
      ],
    });
    const code = `
@group(0) @binding(0) var<storage, read_write> scalars: array<f32>;
@group(0) @binding(1) var<storage, read> row: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < ${count}u) { scalars[id.x] = row[id.x]; }
}`;
    this.#pipeline = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
    });
    this.#group = device.createBindGroup({
      layout,
      entries: [
        { binding: 0, resource: { buffer: scalars } },
        { binding: 1, resource: { buffer: this.#table, size: bytes } },
      ],
    });
  }

  fill(steps: number, scalars: (i: number) => readonly number[]): void {
    for (let i = 0; i < steps; i++) this.#rows.set(scalars(i), i * this.#stride);
    this.#device.queue.writeBuffer(this.#table, 0, this.#rows, 0, steps * this.#stride);
  }

  pick(pass: GPUComputePassEncoder, i: number): void {
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#group, [i * this.#stride * 4]);
    pass.dispatchWorkgroups(Math.ceil(this.#count / 64));
  }

  dispose(): void {
    this.#table.destroy();
  }
}

export function captureStepper({ gpu, write, check }: Owner, step: () => void, scalars: Tensor1D): Stepper {
  const { device, backend } = gpu;
  const row = new Float32Array(scalars.size);
  let captured: Capture | null = null;
  let table: ScalarTable | null = null;

  /** Replays `count` steps in one pass; `before(i)` may put commands in front of step i. */
  const submit = (from: Capture, count: number, before: (pass: GPUComputePassEncoder, i: number) => void): void => {
    flush(backend);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let i = 0; i < count; i++) {
      before(pass, i);
      from.replay(pass);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  };
  const writeScalars = (values: readonly number[]): void => {
    row.set(values);
    write(scalars, row);
  };

  return {
    obstacle: null,
    advance(count, scalarsOf, refill) {
      check();
      let done = 0;
      if (captured === null && count > 0) {
        writeScalars(scalarsOf(0));
        refill?.(0);
        captured = capture(gpu, step);
        table = new ScalarTable(device, bufferOf(backend, scalars.dataId), scalars.size);
        done = 1;
      }
      if (captured === null || table === null) return;
      const [steps, rows] = [captured, table];
      while (done < count) {
        const from = done;
        if (refill !== null) {
          // The batch is exchanged by the host: one submit per step, after the writes.
          writeScalars(scalarsOf(from));
          refill(from);
          submit(steps, 1, () => undefined);
          done += 1;
        } else {
          const batch = Math.min(count - from, STEPS_PER_SUBMIT, Math.max(1, Math.floor(WORK_PER_SUBMIT / Math.max(1, steps.work))));
          flush(backend);
          rows.fill(batch, (i) => scalarsOf(from + i));
          submit(steps, batch, (pass, i) => rows.pick(pass, i));
          done += batch;
        }
      }
      steps.invalidate();
      backend.tensorMap.get(scalars.dataId).values = null;
    },
    dispose() {
      captured?.dispose();
      table?.dispose();
      captured = table = null;
    },
  };
}
