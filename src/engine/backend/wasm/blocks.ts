/** The heap blocks of one recorded step. */
import type { WasmBackend } from './heap.ts';

interface Block {
  readonly bytes: number;
  /** Holds numbers from the host, which no replay writes again. */
  readonly lasting: boolean;
}

/**
 * Stands between TF.js and its allocator while a step is recorded. Addresses that the step gives back stay allocated, because replays use
 * them again: they are lent to later tensors of the same step, which keeps its memory small and warm, but never to anyone else.
 */
export class Blocks {
  readonly #module: WasmBackend['wasm'];
  readonly #malloc: (bytes: number) => number;
  readonly #free: (address: number) => void;
  readonly #live = new Map<number, Block>();
  readonly #idle = new Map<number, Block>();
  readonly #bySize = new Map<number, number[]>();
  /** Set while numbers from the host are being stored. */
  lasting = false;
  /** Whether something was freed that was there before. */
  foreign = false;

  constructor({ wasm }: WasmBackend) {
    this.#module = wasm;
    this.#malloc = wasm._malloc;
    this.#free = wasm._free;
    wasm._malloc = (bytes) => this.#take(bytes);
    wasm._free = (address) => this.#giveBack(address);
  }

  /** Addresses that are still in use. */
  get live(): readonly number[] {
    return [...this.#live.keys()];
  }

  /** The allocator is TF.js's own again. */
  close(): void {
    this.#module._malloc = this.#malloc;
    this.#module._free = this.#free;
  }

  /** Frees what the step gave back. */
  dispose(): void {
    for (const address of this.#idle.keys()) this.#free(address);
    this.#idle.clear();
  }

  #take(bytes: number): number {
    const { lasting } = this;
    // A lasting block must be nobody else's: whoever had it before would write it again in a replay.
    const address = (lasting ? undefined : this.#bySize.get(bytes)?.pop()) ?? this.#malloc(bytes);
    this.#idle.delete(address);
    // 0 only where nothing was asked for: an allocator that has no more throws.
    if (address !== 0) this.#live.set(address, { bytes, lasting });
    return address;
  }

  #giveBack(address: number): void {
    const block = this.#live.get(address);
    if (block === undefined) {
      this.foreign ||= address !== 0;
      this.#free(address);
      return;
    }
    this.#live.delete(address);
    this.#idle.set(address, block);
    if (block.lasting) return;
    const same = this.#bySize.get(block.bytes);
    if (same === undefined) this.#bySize.set(block.bytes, [address]);
    else same.push(address);
  }
}
