/** The plain CPU backend: slow, always there, and the reference that the others are checked against. */
import '@tensorflow/tfjs-backend-cpu';
import './gradients.ts';
import { backend, type KernelBackend, setBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { eagerStepper, type Device } from './device.ts';
import { noRoomFor, OutOfMemory } from './memory.ts';
import { registerPortableKernels } from './portable/index.ts';

/** The part of TF.js's MathBackendCPU that reaches its arrays. */
interface CpuBackend extends KernelBackend {
  /** Set on the first write to advertise TF.js's native addon. */
  firstUse: boolean;
  readonly data: { get(dataId: object): { values: Float32Array | Int32Array } };
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

function valuesOf(cpu: CpuBackend, tensor: TensorInfo): Float32Array | Int32Array {
  return cpu.data.get(tensor.dataId).values;
}

/** @throws OutOfMemory */
function zerosOf(count: number): Float32Array {
  try {
    return new Float32Array(count);
  } catch {
    throw new OutOfMemory(noRoomFor(4 * count));
  }
}

export async function createCpuDevice(): Promise<Device> {
  await setBackend('cpu');
  (backend() as CpuBackend).firstUse = false;
  registerPortableKernels('cpu', (current) => {
    const cpu = current as CpuBackend;
    return {
      output: (shape) => cpu.makeTensorInfo(shape, 'float32', zerosOf(shape.reduce((product, n) => product * n, 1))),
      floats: (tensor) => valuesOf(cpu, tensor) as Float32Array,
      ints: (tensor) => valuesOf(cpu, tensor) as Int32Array,
    };
  });
  const device: Device = {
    backend: 'cpu',
    build: 'plain',
    description: 'plain JavaScript',
    asynchronous: false,
    write: (tensor: Tensor, data) => valuesOf(backend() as CpuBackend, tensor).set(data),
    read: async (tensor) => Float32Array.from(await tensor.data<'float32'>()),
    stepper: (step, scalars) => eagerStepper(device.write, step, scalars),
    lost: new Promise(() => undefined),
    isGone: () => false,
    dispose: () => undefined,
  };
  return device;
}
