/** TF.js's WebGPU backend on a device of our own, with our kernels in WGSL and steps that are captured once and replayed. */
import '../gradients.ts';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, env, registerBackend, removeBackend, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { Spoken } from '../../spoken.ts';
import { text } from '../../text.ts';
import { TooLate, within } from '../../within.ts';
import { DeviceLost, FAULTY, MUTE, type Device } from '../device.ts';
import { OutOfMemory } from '../memory.ts';
import { adapterOf } from './adapter.ts';
import { Gpu } from './gpu.ts';
import { registerWgslKernels } from './kernels/index.ts';
import { captureStepper } from './stepper.ts';
import { bufferOf, flush, type TfjsBackend } from './tfjs.ts';

const NAME = 'webgpu';

/** Above the WASM and CPU backends, as TF.js itself ranks it. */
const PRIORITY = 3;

/** Longest waits, in milliseconds: for a device, and for numbers, behind all that the device has yet to do. */
const DEVICE_MS = 10_000;
const READ_MS = 60_000;

const NO_MEMORY = text('the GPU has no memory left for it', 'GPU のメモリーが足りません');
const NO_ADAPTER = text('no GPU is found for WebGPU here', 'WebGPU で使える GPU が見つかりません');

export interface WebGpuOptions {
  /** At most this many storage buffers per stage, where the adapter would allow more. */
  readonly storageBuffers?: number;
}

/** Features and limits that TF.js asks for (base.js of the backend), and as many storage buffers as there are. */
function descriptorOf(adapter: GPUAdapter, { storageBuffers = Number.POSITIVE_INFINITY }: WebGpuOptions): GPUDeviceDescriptor {
  const { limits } = adapter;
  return {
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxStorageBuffersPerShaderStage: Math.max(8, Math.min(limits.maxStorageBuffersPerShaderStage, storageBuffers)),
    },
  };
}

/** 'nvidia ampere', 'google swiftshader, SwiftShader driver 5.0.0 (software)', … */
function describe({ info }: { readonly info?: GPUAdapterInfo }): string {
  const { vendor = '', architecture = '', description = '' } = info ?? {}; // not every browser tells
  const chip = [vendor, architecture].filter((part) => part !== '').join(' ');
  const name = [chip, description].filter((part) => part !== '').join(', ');
  const software = /swiftshader|llvmpipe|lavapipe|basic render/i.test(name);
  return `${name === '' ? 'unnamed adapter' : name}${software ? ' (software)' : ''}`;
}

/** Too much asked for is no fault of the device: another one would refuse it as well. */
function faultOf(error: GPUError): Error {
  const large = error.constructor.name === 'GPUOutOfMemoryError' || /exceeds the max (buffer|binding)? ?size|larger than the max/i.test(error.message);
  return large ? new OutOfMemory(NO_MEMORY) : new DeviceLost(`WebGPU: ${error.message}`, FAULTY);
}

/** @throws Error when there is no adapter or it gives no device. */
export async function createWebGpuDevice(source: GPU, options: WebGpuOptions = {}): Promise<Device> {
  const adapter = await adapterOf(source);
  if (adapter === null) throw new Spoken(NO_ADAPTER);
  const device = await within(DEVICE_MS, text('the GPU’s device', 'GPU デバイス'), adapter.requestDevice(descriptorOf(adapter, options)), (late) =>
    late.destroy(),
  );

  // Importing TF.js's package registers a factory of its own, and an earlier device may have left its backend.
  if (engine().findBackendFactory(NAME) !== null) removeBackend(NAME);
  const tfjs = new WebGPUBackend(device, adapter.info);
  const backend = tfjs as unknown as TfjsBackend;
  registerBackend(NAME, () => tfjs, PRIORITY);
  if (!(await setBackend(NAME))) throw new Error('the WebGPU backend did not start');
  env().set('WEBGPU_CPU_FORWARD', false); // or small kernels would run on the CPU, out of reach of capture
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 64);
  const gpu = new Gpu(backend);
  registerWgslKernels(gpu);

  let disposed = false;
  let gone: string | null = null;
  let fault: Error | null = null;
  const lost = new Promise<string>((resolve) => {
    void device.lost.then(({ reason, message }) => {
      gone = message === '' ? reason : message;
      // A device that we destroyed ourselves was not lost.
      if (!disposed) resolve(gone);
    });
  });
  // Invalid commands and failed allocations do not throw where they happen. Numbers cannot be trusted after one.
  device.addEventListener('uncapturederror', ({ error }) => (fault ??= faultOf(error)));
  const check = (): void => {
    if (gone !== null) throw new DeviceLost(gone);
    if (disposed) throw new DeviceLost('the device was given back');
    if (fault !== null) throw fault;
  };

  const write = (tensor: Tensor, data: Float32Array | Int32Array): void => {
    if (data.length !== tensor.size) throw new Error(`${data.length} numbers for a tensor of ${tensor.size}`);
    if (data.length === 0) return;
    // What was there is overwritten whole: a pending upload is spared.
    backend.tensorMap.get(tensor.dataId).values = null;
    const buffer = bufferOf(backend, tensor.dataId);
    flush(backend); // earlier commands must not see the new numbers
    device.queue.writeBuffer(buffer, 0, data as GPUAllowSharedBufferSource);
  };

  const read = async (tensor: Tensor): Promise<Float32Array> => {
    check();
    if (tensor.size === 0) return new Float32Array(0);
    const bytes = tensor.size * 4;
    const buffer = bufferOf(backend, tensor.dataId);
    flush(backend);
    const staging = device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, bytes);
    device.queue.submit([encoder.finish()]);
    try {
      await within(READ_MS, text('the GPU’s answer', 'GPU の応答'), staging.mapAsync(GPUMapMode.READ));
    } catch (error) {
      // Mapping fails when the device goes, sometimes before `lost` says so, or when an allocation failed.
      check();
      throw new DeviceLost(error instanceof Error ? error.message : String(error), error instanceof TooLate ? error.words : MUTE);
    }
    check();
    const copy = staging.getMappedRange().slice(0);
    staging.destroy();
    return tensor.dtype === 'int32' ? Float32Array.from(new Int32Array(copy)) : new Float32Array(copy);
  };

  return {
    backend: 'webgpu',
    build: 'WGSL',
    asynchronous: true,
    description: describe(adapter),
    write,
    read,
    stepper: (step, scalars) => captureStepper({ gpu, write, check }, step, scalars),
    lost,
    isGone: () => gone !== null,
    dispose: () => {
      if (disposed) return;
      disposed = true;
      gpu.dispose();
      // A newer device may have taken the name already.
      if (engine().findBackend(NAME) === tfjs) removeBackend(NAME);
      device.destroy();
    },
  };
}
