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
function orderOf({ sources, terms }: Mixing, rows: number, count: number): Int32Array {
  /** Where the next example of each row goes. */
  const next = new Int32Array(rows + 1);
  for (let i = 0; i < count; i++) next[(sources[i * terms] as number) + 1] = (next[(sources[i * terms] as number) + 1] as number) + 1;
  for (let r = 0; r < rows; r++) next[r + 1] = (next[r + 1] as number) + (next[r] as number);
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = sources[i * terms] as number;
    order[next[row] as number] = i;
    next[row] = (next[row] as number) + 1;
  }
  return order;
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

function grow(memory: WebAssembly.Memory, { bytes }: Room): void {
  if (memory.buffer.byteLength < bytes) memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
}

function productBy(simd: Simd, memory: WebAssembly.Memory, room: Room, ...[x, weight, columns, bias, out]: Parameters<Fast['product']>): void {
  const inner = weight.length / columns;
  const rows = x.length / inner;
  const most = Math.min(ROWS, rows);
  const at = { weight: room.take(weight.length), bias: room.take(columns), x: room.take(most * inner), out: room.take(most * columns) };
  grow(memory, room);
  const floats = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);
  floats(at.weight, weight.length).set(weight);
  if (bias !== null) floats(at.bias, columns).set(bias);
  for (let first = 0; first < rows; first += most) {
    const n = Math.min(most, rows - first);
    floats(at.x, n * inner).set(x.subarray(first * inner, (first + n) * inner));
    simd.multiply(at.x, at.weight, at.out, n, columns, inner, false, false, bias === null ? 0 : at.bias);
    out.set(floats(at.out, n * columns), first * columns);
  }
}

function mixedBy(simd: Simd, memory: WebAssembly.Memory, room: Room, mixing: Mixing): Float64Array {
  const { pattern, sources, heads, terms, table, activation, readout, ffn, outputs } = mixing;
  const wide = ffn + outputs;
  const count = sources.length / terms;
  const tableRows = table.length / (heads * wide);
  const take = (numbers: number): number => room.take(numbers);
  const at = { table: take((tableRows * heads + 1) * wide), readout: take(ffn * outputs), weights: take(ROWS * terms * heads) };
  const of = { forward: take(ROWS * terms), order: take(ROWS), y: take(ROWS * ffn), logits: take(ROWS * outputs) };
  grow(memory, room);
  const floats = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);
  const ints = (address: number, length: number): Int32Array => new Int32Array(memory.buffer, address, length);
  centred(mixing, sources[terms - 1] as number, floats(at.table, (tableRows * heads + 1) * wide));
  floats(at.readout, ffn * outputs).set(readout);
  const [weights, forward, said] = [floats(at.weights, ROWS * terms * heads), ints(of.forward, ROWS * terms), floats(of.logits, ROWS * outputs)];
  ints(of.order, ROWS).forEach((_, i, order) => (order[i] = i));
  const order = orderOf(mixing, tableRows, count);
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
  return { mixed: (mixing) => mixedBy(simd, memory, roomOf(), mixing), product: (...of) => productBy(simd, memory, roomOf(), ...of) };
}
