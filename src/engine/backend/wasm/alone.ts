/** The SIMD kernels on a memory of their own, without TF.js: for a thread that looks at networks and trains none. */
import type { Fast, Mixing } from '../../models/plain/hastened.ts';
import { ACTIVATIONS } from '../../ops/activations.ts';
import { acceptedBuilds, binaryOf, type Simd } from './simd.ts';

const PAGE = 2 ** 16;
/** What lies below belongs to nobody: address 0 stands for nothing. */
const FIRST = 4096;
/** Numbers that are worked on at a time stay in a core's cache. */
const ROWS = 512;

/** One after another, each from a whole vector on. */
class Room {
  #end = FIRST;
  take(numbers: number): number {
    const at = this.#end;
    this.#end = Math.ceil((at + 4 * numbers) / 16) * 16;
    return at;
  }
  get bytes(): number {
    return this.#end;
  }
}

/** Examples in the order of the rows that they weigh: neighbours find them in the cache. */
function orderOf({ sources, terms }: Mixing, count: number): Int32Array {
  const first = Float64Array.from({ length: count }, (_, i) => (sources[i * terms] as number) * count + i).sort();
  return Int32Array.from(first, (key) => key % count);
}

/** Rows (R·heads + 1, wide) as `mixRows` wants them: less the last term's, which is in the last row. */
function centred({ table, base, heads, ffn, outputs }: Mixing, last: number, into: Float32Array): void {
  const wide = ffn + outputs;
  const rows = table.length / (heads * wide);
  const end = Float64Array.from(base);
  for (let h = 0; h < heads; h++) {
    const from = (h * rows + last) * wide;
    for (let j = 0; j < wide; j++) end[j] = (end[j] as number) + (table[from + j] as number);
    for (let r = 0; r < rows; r++) {
      const [at, to] = [(h * rows + r) * wide, (r * heads + h) * wide];
      for (let j = 0; j < wide; j++) into[to + j] = (table[at + j] as number) - (table[from + j] as number);
    }
  }
  into.set(end, rows * heads * wide);
}

function mixedBy(simd: Simd, memory: WebAssembly.Memory, room: Room, mixing: Mixing): Float64Array {
  const { pattern, sources, heads, terms, table, activation, readout, ffn, outputs } = mixing;
  const wide = ffn + outputs;
  const count = sources.length / terms;
  const tableRows = table.length / (heads * wide);
  const take = (numbers: number): number => room.take(numbers);
  const at = { table: take((tableRows * heads + 1) * wide), readout: take(ffn * outputs), weights: take(ROWS * terms * heads) };
  const of = { forward: take(ROWS * terms), order: take(ROWS), y: take(ROWS * ffn), logits: take(ROWS * outputs) };
  if (memory.buffer.byteLength < room.bytes) memory.grow(Math.ceil((room.bytes - memory.buffer.byteLength) / PAGE));
  const floats = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);
  const ints = (address: number, length: number): Int32Array => new Int32Array(memory.buffer, address, length);
  centred(mixing, sources[terms - 1] as number, floats(at.table, (tableRows * heads + 1) * wide));
  floats(at.readout, ffn * outputs).set(readout);
  const [weights, forward, said] = [floats(at.weights, ROWS * terms * heads), ints(of.forward, ROWS * terms), floats(of.logits, ROWS * outputs)];
  ints(of.order, ROWS).forEach((_, i, order) => (order[i] = i));
  const order = orderOf(mixing, count);
  const out = new Float64Array(count * outputs);
  const kind = ACTIVATIONS.indexOf(activation);
  for (let first = 0; first < count; first += ROWS) {
    const n = Math.min(ROWS, count - first);
    for (let row = 0; row < n; row++) {
      const i = order[first + row] as number;
      for (let s = 0; s < terms; s++) {
        forward[row * terms + s] = sources[i * terms + s] as number;
        for (let h = 0; h < heads; h++) weights[(row * terms + s) * heads + h] = pattern[(i * heads + h) * terms + s] as number;
      }
    }
    simd.mixRows(kind, at.weights, at.table, of.forward, of.order, of.y, of.y, of.logits, n, terms, heads, tableRows, ffn, outputs);
    simd.multiplyPart(of.y, ffn, at.readout, outputs, of.logits, outputs, n, outputs, ffn, false, false, of.logits, outputs);
    for (let row = 0; row < n; row++) out.set(said.subarray(row * outputs, (row + 1) * outputs), (order[first + row] as number) * outputs);
  }
  return out;
}

/** @returns null where the engine has no SIMD */
export function standAlone(): Fast | null {
  const [build] = acceptedBuilds();
  if (build === undefined) return null;
  const memory = new WebAssembly.Memory({ initial: 64 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binaryOf(build)), { env: { memory } });
  const { setScratch, ...simd } = exports as unknown as Simd & { setScratch(address: number): number };
  const scratch = setScratch(0);
  const roomOf = (): Room => {
    const room = new Room();
    setScratch(room.take(Math.ceil(scratch / 4)));
    return room;
  };
  return { mixed: (mixing) => mixedBy(simd, memory, roomOf(), mixing) };
}
