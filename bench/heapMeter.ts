/** Bytes that are taken from WASM's heap, and the most there were at once. */
import type { WasmBackend } from '../src/engine/backend/wasm/heap.ts';

export class HeapMeter {
  live = 0;
  peak = 0;
  readonly #sizes = new Map<number, number>();

  constructor({ wasm }: WasmBackend) {
    // Emscripten puts the real functions in place at their first call.
    wasm._free(wasm._malloc(1));
    const [malloc, free] = [wasm._malloc, wasm._free];
    wasm._malloc = (bytes) => {
      const address = malloc(bytes);
      this.#sizes.set(address, bytes);
      this.live += bytes;
      this.peak = Math.max(this.peak, this.live);
      return address;
    };
    wasm._free = (address) => {
      this.live -= this.#sizes.get(address) ?? 0;
      this.#sizes.delete(address);
      free(address);
    };
  }

  /** Counts anew from what is there. */
  begin(): number {
    this.peak = this.live;
    return this.live;
  }
}
