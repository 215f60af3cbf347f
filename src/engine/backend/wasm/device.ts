/**
 * TF.js's WASM backend with our kernels on its heap: SIMD in relaxed form where the engine has it, plain SIMD otherwise, TypeScript where
 * there is no SIMD at all.
 */
import '../gradients.ts';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  engine,
  env,
  getKernel,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  unregisterKernel,
  type KernelBackend,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { KERNEL_NAMES } from '../../ops/kernels.ts';
import { Spoken } from '../../spoken.ts';
import { text } from '../../text.ts';
import { within } from '../../within.ts';
import type { Device } from '../device.ts';
import { noRoomFor, OutOfMemory } from '../memory.ts';
import { registerPortableKernels } from '../portable/index.ts';
import type { HostMemory } from '../portable/memory.ts';
import { floatsOf, intsOf, type WasmBackend } from './heap.ts';
import { heapOf, type Heap } from './kernel.ts';
import { simdKernels } from './kernels/index.ts';
import { acceptedBuilds, simdOn, type SimdBuild } from './simd.ts';
import { replayStepper } from './stepper.ts';
import { replaceStockKernels, restoreStockKernels } from './stock.ts';

/** Where the WASM backend's binaries are: file name → address. The threaded one may be left out. */
export type WasmPaths = Readonly<Record<string, string>>;

export type WasmBuild = SimdBuild | 'portable';

/** Its binary comes over the network; in milliseconds. */
const PROGRAM_MS = 45_000;
const PROGRAM = text('the program of the WASM backend', 'WASM の計算プログラム');

/** Set once: after a binary that did not come TF.js takes no paths any more, though it tries again. */
let pathsSet = false;

function setPaths(paths: WasmPaths): void {
  if (!pathsSet) setWasmPaths(paths);
  pathsSet = true;
}

/** Where TF.js itself ranks it. */
const PRIORITY = 2;

/** TF.js lets no backend compute while one is on its way: what does not come is given up there, too. It can be asked for again. */
async function started(): Promise<boolean> {
  const factory = engine().findBackendFactory('wasm');
  try {
    return await within(PROGRAM_MS, PROGRAM, setBackend('wasm'));
  } catch (error) {
    removeBackend('wasm');
    registerBackend('wasm', factory, PRIORITY);
    throw error;
  }
}

const checked = new WeakSet<object>();

/** TF.js and our kernels write to whatever address they get; 0 stands for none, and is the beginning of TF.js's own numbers. */
function checkAllocations({ wasm }: WasmBackend): void {
  if (checked.has(wasm)) return;
  checked.add(wasm);
  // Emscripten puts the real functions in place at their first call: then whatever stands in front of them is gone.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0 && bytes > 0) throw new OutOfMemory(noRoomFor(bytes));
    return address;
  };
}

/** What is registered: its build, and words for people. */
type Kernels = Pick<Device, 'build' | 'description'>;

const SIMD: Readonly<Record<SimdBuild, Kernels>> = {
  relaxed: { build: 'relaxed SIMD', description: 'WASM SIMD (relaxed)' },
  simd: { build: 'SIMD', description: 'WASM SIMD' },
};
const plain = (why: string): Kernels => ({ build: 'plain', description: `TypeScript kernels${why}` });

function memoryOf(wasm: WasmBackend): HostMemory {
  return {
    output: (shape) => {
      const tensor = wasm.makeOutput(shape, 'float32');
      floatsOf(wasm, tensor).fill(0);
      return tensor;
    },
    floats: (tensor) => floatsOf(wasm, tensor),
    ints: (tensor) => intsOf(wasm, tensor),
  };
}

/** What the registered SIMD kernels work with; null where they are TypeScript. */
let registered: Heap | null = null;

function registerSimdKernels(heap: Heap): void {
  for (const kernelName of KERNEL_NAMES) {
    const kernel = simdKernels[kernelName];
    if (getKernel(kernelName, 'wasm') !== undefined) unregisterKernel(kernelName, 'wasm');
    // TF.js types inputs and attributes as plain maps.
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc: ({ inputs, attrs }) => kernel(inputs as never, attrs as never, heap) });
  }
  replaceStockKernels(heap);
  registered = heap;
}

/** Registers the kernels and says which they are. */
function registerKernels(wasm: WasmBackend, build: WasmBuild | undefined): Kernels {
  registered = null;
  restoreStockKernels();
  registerPortableKernels('wasm', (current: KernelBackend) => memoryOf(current as WasmBackend));
  if (build === 'portable') return plain('');
  const chosen = build ?? acceptedBuilds()[0];
  if (chosen === undefined) return plain(': no SIMD here');
  try {
    registerSimdKernels(heapOf(wasm, simdOn(wasm, chosen)));
    return SIMD[chosen];
  } catch (error) {
    if (build !== undefined) throw error;
    return plain(`: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * @param build forces one build of the kernels
 * @throws Error when WebAssembly or the backend's binary cannot be had, or the engine refuses the build asked for
 */
export async function createWasmDevice(paths: WasmPaths, build?: WasmBuild): Promise<Device> {
  // One thread: TF.js's threads are slower at our sizes, and their shared memory could not be imported. It wants to know the threaded binary
  // all the same.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setPaths({ 'tfjs-backend-wasm-threaded-simd.wasm': '', ...paths });
  if (!(await started())) throw new Spoken(text(`${PROGRAM.en} could not be started`, `${PROGRAM.ja}を始められませんでした`));
  const wasm = backend() as WasmBackend;
  checkAllocations(wasm);
  const kernels = registerKernels(wasm, build);
  return {
    backend: 'wasm',
    asynchronous: false,
    ...kernels,
    write: (tensor: Tensor, data) => {
      if (data instanceof Float32Array) floatsOf(wasm, tensor).set(data);
      else intsOf(wasm, tensor).set(data);
    },
    // One copy, and no more: what a run keeps of itself is read several times a second.
    read: async (tensor) => (tensor.dtype === 'float32' ? floatsOf(wasm, tensor).slice() : Float32Array.from(await tensor.data())),
    stepper: (step, scalars) => replayStepper(wasm, () => registered, step, scalars),
    lost: new Promise(() => undefined),
    isGone: () => false,
    dispose: () => undefined,
  };
}
