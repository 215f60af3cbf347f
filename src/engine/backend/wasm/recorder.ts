/**
 * Records what a function does on the heap, so that it can be done again without TF.js: no tape, no scopes, no tensors. The function runs for
 * real. Of our own kernels the calls into the SIMD module are noted with their addresses; TF.js's own kernels are noted as they are, and
 * find their outputs where they were. Clones and reshapes share their numbers and leave nothing to do.
 */
import { engine, getKernelsForBackend, util, type KernelFunc, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { KERNEL_NAMES } from '../../ops/kernels.ts';
import { Blocks } from './blocks.ts';
import { addressOf, sizeOf, type WasmBackend } from './heap.ts';
import type { Heap } from './kernel.ts';
import { listOf, Signature, type Call, type Inputs, type Names } from './signature.ts';
import type { Simd } from './simd.ts';

export interface Recording {
  /** What was done, as text (signature.ts): equal for equal steps. */
  readonly signature: string;
  /** Why this cannot be replayed, or null. */
  readonly obstacle: string | null;
  /** Does everything again, on the same memory. */
  replay(): void;
  dispose(): void;
}

function bytesOf(wasm: WasmBackend, tensor: TensorInfo): Uint8Array {
  return new Uint8Array(wasm.wasm.HEAPU8.buffer, addressOf(wasm, tensor), sizeOf(tensor.shape) * util.bytesPerElement(tensor.dtype));
}

const plain = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => ({ dataId, shape, dtype });

/** Inputs that keep nothing of a tensor but its info. */
function plainInputs(inputs: Inputs): Call['inputs'] {
  if (Array.isArray(inputs)) return (inputs as TensorInfo[]).map(plain) as unknown as NamedTensorInfoMap;
  return Object.fromEntries(Object.entries(inputs as NamedTensorInfoMap).map(([name, input]) => [name, input == null ? input : plain(input)]));
}

class Recorder {
  readonly #wasm: WasmBackend;
  /** Kernels that touch numbers only through the SIMD module. */
  readonly #direct: ReadonlySet<string>;
  readonly #program: (() => void)[] = [];
  readonly #signature: Signature;
  /** Data that TF.js's kernels find by its id when they run again: one reference each. */
  readonly #held: TensorInfo[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #blocks: Blocks;
  #inKernel = false;
  #obstacle: string | null = null;

  constructor(wasm: WasmBackend, heap: Heap | null, names: Names) {
    this.#wasm = wasm;
    this.#signature = new Signature(names);
    this.#direct = new Set<string>(heap === null ? [] : KERNEL_NAMES);
    this.#blocks = new Blocks(wasm);
    this.#undo.push(() => this.#blocks.close());
    this.#watchHost();
    if (heap !== null) this.#watchModule(heap);
    for (const config of getKernelsForBackend('wasm')) {
      const { kernelName, kernelFunc } = config;
      config.kernelFunc = (call) => this.#run(kernelName, kernelFunc, call);
      this.#undo.push(() => void (config.kernelFunc = kernelFunc));
    }
  }

  /** Ends the listening. */
  close(): void {
    for (const undo of this.#undo.splice(0).toReversed()) undo();
  }

  finish(): Recording {
    if (this.#leaves()) this.#refuse('leaves a tensor behind');
    if (this.#blocks.foreign) this.#refuse('disposes a tensor that it did not make');
    const program = this.#program;
    return {
      signature: this.#signature.text,
      obstacle: this.#obstacle,
      replay: () => {
        for (const call of program) call();
      },
      dispose: () => this.dispose(),
    };
  }

  dispose(): void {
    this.#program.length = 0;
    for (const { dataId } of this.#held.splice(0)) {
      // TF.js's engine forgot the tensor long ago, but was told then that its data stays.
      if (this.#wasm.disposeData(dataId)) engine().removeDataId(dataId, this.#wasm);
    }
    this.#blocks.dispose();
  }

  /** Whether a tensor of this step is still there, beside the references that are ours. */
  #leaves(): boolean {
    const references = new Map<object, number>();
    for (const { dataId } of this.#held) references.set(dataId, (references.get(dataId) ?? 0) + 1);
    for (const [dataId, ours] of references) if (this.#signature.made(dataId) && this.#wasm.refCount(dataId) > ours) return true;
    const held = new Set(this.#held.map((info) => addressOf(this.#wasm, info)));
    return this.#blocks.live.some((address) => !held.has(address));
  }

  #refuse(why: string): void {
    this.#obstacle ??= `the step ${why}`;
  }

  /** Listens to numbers that come from the host or go there. */
  #watchHost(): void {
    const wasm = this.#wasm;
    const write = wasm.write.bind(wasm);
    const readSync: WasmBackend['readSync'] = wasm.readSync.bind(wasm);
    wasm.write = (values, shape, dtype) => {
      if (this.#inKernel) return write(values, shape, dtype);
      this.#blocks.lasting = true;
      const dataId = write(values, shape, dtype);
      this.#blocks.lasting = false;
      const written = { dataId, shape, dtype };
      this.#signature.write(written, bytesOf(wasm, written));
      return dataId;
    };
    wasm.readSync = (dataId, start, end) => {
      if (!this.#inKernel) this.#refuse('reads numbers on the host');
      return readSync(dataId, start, end);
    };
    // The class's own methods are back once nothing of ours hides them.
    this.#undo.push(() => {
      Reflect.deleteProperty(wasm, 'write');
      Reflect.deleteProperty(wasm, 'readSync');
    });
  }

  #watchModule(heap: Heap): void {
    const { simd } = heap;
    const listening = Object.entries<(...args: never[]) => void>({ ...simd }).map(([name, call]) => [
      name,
      (...args: never[]) => {
        this.#program.push(call.bind(null, ...args));
        call(...args);
      },
    ]);
    heap.simd = Object.fromEntries(listening) as Simd;
    this.#undo.push(() => void (heap.simd = simd));
  }

  #run(name: string, kernel: KernelFunc, call: Call): TensorInfo | TensorInfo[] {
    if (this.#inKernel) return kernel(call);
    const before = this.#program.length;
    const made: TensorInfo[] = [];
    this.#inKernel = true;
    let result: TensorInfo | TensorInfo[];
    try {
      result = kernel({ ...call, backend: this.#noting(made) });
    } finally {
      this.#inKernel = false;
    }
    const inputs = listOf(call.inputs);
    const outputs = Array.isArray(result) ? result : [result];
    this.#signature.kernel(name, call, outputs);
    const shared = outputs.length > 0 && made.length === 0 && outputs.every(({ dataId }) => inputs.some((input) => input.dataId === dataId));
    if (!this.#direct.has(name) && this.#program.length === before && !shared) this.#noteWhole(kernel, call, inputs, made);
    return result;
  }

  /** The backend as a kernel sees it while it runs for the first time: it puts the outputs that it makes on a list. */
  #noting(made: TensorInfo[]): WasmBackend {
    const makeOutput: WasmBackend['makeOutput'] = (shape, dtype, address, values) => {
      if (address != null) this.#refuse('runs a kernel that allocates its output itself');
      const output = this.#wasm.makeOutput(shape, dtype, address, values);
      made.push(plain(output));
      this.#hold(output);
      return output;
    };
    return Object.create(this.#wasm, { makeOutput: { value: makeOutput } }) as WasmBackend;
  }

  /** A kernel that is run again as it is. */
  #noteWhole(kernel: KernelFunc, call: Call, inputs: readonly TensorInfo[], made: readonly TensorInfo[]): void {
    for (const input of inputs) this.#hold(input);
    const wasm = this.#wasm;
    let next = 0;
    const makeOutput: WasmBackend['makeOutput'] = (shape, _dtype, _address, values) => {
      const output = made[next++];
      if (output === undefined || output.shape.join() !== shape.join()) throw new Error('a replayed kernel makes other outputs than before');
      if (values != null) bytesOf(wasm, output).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return { ...output };
    };
    const backend = Object.create(wasm, {
      makeOutput: { value: makeOutput },
      disposeData: { value: () => true },
      incRef: { value: () => undefined },
    }) as WasmBackend;
    const again: Call = { ...call, inputs: plainInputs(call.inputs), backend };
    this.#program.push(() => {
      next = 0;
      kernel(again);
    });
  }

  #hold(info: TensorInfo): void {
    this.#wasm.incRef(info.dataId);
    this.#held.push(plain(info));
  }
}

/** Runs `step` and notes what it does. `heap` is what our SIMD kernels work with; null where kernels are TypeScript. */
export function record(wasm: WasmBackend, heap: Heap | null, names: Names, step: () => void): Recording {
  const recorder = new Recorder(wasm, heap, names);
  try {
    step();
  } catch (error) {
    recorder.close();
    recorder.dispose();
    throw error;
  }
  recorder.close();
  return recorder.finish();
}
