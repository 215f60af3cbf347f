/** Steps that run kernel by kernel until two in a row are known to do the same, and are replayed from then on; see recorder.ts. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Stepper } from '../device.ts';
import { floatsOf, type WasmBackend } from './heap.ts';
import type { Heap } from './kernel.ts';
import { record, type Recording } from './recorder.ts';
import { Names } from './signature.ts';

/** Steps that are recorded at most: a model may make something of its own in the first. */
const ATTEMPTS = 4;

/** @param heapNow what the registered SIMD kernels work with; null where they are TypeScript */
export function replayStepper(wasm: WasmBackend, heapNow: () => Heap | null, step: () => void, scalars: Tensor1D): Stepper {
  const names = new Names();
  let attempts = 0;
  let last: Recording | null = null;
  let replay: (() => void) | null = null;
  let obstacle: string | null = null;

  /** Takes a step and compares it with the one before. */
  const attempt = (): void => {
    const before = last;
    // Its memory is not needed twice: what is compared is what was done.
    before?.dispose();
    last = record(wasm, heapNow(), names, step);
    attempts += 1;
    if (last.obstacle === null && before?.signature === last.signature) replay = last.replay;
    if (replay !== null || attempts < ATTEMPTS) return;
    obstacle = last.obstacle ?? 'the step is not the same each time';
    last.dispose();
    last = null;
  };

  let row = floatsOf(wasm, scalars);
  const writeScalars = (values: readonly number[]): void => {
    if (row.buffer !== wasm.wasm.HEAPU8.buffer) row = floatsOf(wasm, scalars); // the heap has grown
    row.set(values);
  };

  return {
    get obstacle() {
      return obstacle;
    },
    advance(count, scalarsOf, refill) {
      for (let i = 0; i < count; i++) {
        writeScalars(scalarsOf(i));
        refill?.(i);
        if (replay !== null) replay();
        else if (attempts < ATTEMPTS) attempt();
        else step();
      }
    },
    dispose() {
      last?.dispose();
      last = replay = null;
    },
  };
}
