/** TF.js's WASM backend with our kernels on its heap. */
import '../gradients.ts';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, type KernelBackend, setBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { eagerStepper, type Device } from '../device.ts';
import { registerPortableKernels } from '../portable/index.ts';
import type { HostMemory } from '../portable/memory.ts';

/** Where the WASM backend's binaries are: file name → address. */
export type WasmPaths = Readonly<Record<string, string>>;

/** The part of TF.js's BackendWasm that reaches its heap. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
  readonly dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** The heap's buffer moves when it grows: take views late and keep none. */
function memoryOf(wasm: WasmBackend): HostMemory {
  const floats = (tensor: TensorInfo): Float32Array =>
    new Float32Array(wasm.wasm.HEAPU8.buffer, wasm.dataIdMap.get(tensor.dataId).memoryOffset, sizeOf(tensor.shape));
  return {
    output: (shape) => {
      const tensor = wasm.makeOutput(shape, 'float32');
      floats(tensor).fill(0);
      return tensor;
    },
    floats,
    ints: (tensor) => new Int32Array(wasm.wasm.HEAPU8.buffer, wasm.dataIdMap.get(tensor.dataId).memoryOffset, sizeOf(tensor.shape)),
  };
}

/** @throws Error when WebAssembly or the backend's binary cannot be had. */
export async function createWasmDevice(paths: WasmPaths): Promise<Device> {
  setWasmPaths({ ...paths });
  if (!(await setBackend('wasm'))) throw new Error('the WASM backend did not start');
  registerPortableKernels('wasm', (current) => memoryOf(current as WasmBackend));
  const device: Device = {
    backend: 'wasm',
    description: 'TypeScript kernels',
    write: (tensor: Tensor, data) => {
      const memory = memoryOf(backend() as WasmBackend);
      if (data instanceof Float32Array) memory.floats(tensor).set(data);
      else memory.ints(tensor).set(data);
    },
    read: async (tensor) => Float32Array.from(await tensor.data<'float32'>()),
    stepper: (step, scalars) => eagerStepper(device.write, step, scalars),
    lost: new Promise(() => undefined),
    dispose: () => undefined,
  };
  return device;
}
