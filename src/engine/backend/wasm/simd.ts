/** The SIMD kernels' module, instantiated on the heap of TF.js's WASM backend. */
import * as binaries from 'virtual:grokscope-kernels';
import type { WasmBackend } from './heap.ts';

export const SIMD_BUILDS = ['relaxed', 'simd'] as const;
export type SimdBuild = (typeof SIMD_BUILDS)[number];

type Address = number;

/**
 * What assembly/index.ts exports. Addresses are bytes on the heap, the rest are counts unless named otherwise. Results are written to the heap
 * and never returned, so that a step is a list of calls that can be made again.
 */
export interface Simd {
  multiply(a: Address, b: Address, c: Address, m: number, n: number, k: number, transposeA: boolean, transposeB: boolean, bias: Address): void;
  /** Steps are counts of numbers from row to row. */
  multiplyPart(
    ...all: [
      ...[a: Address, aStep: number, b: Address, bStep: number, c: Address, cStep: number],
      ...[m: number, n: number, k: number, transposeA: boolean, transposeB: boolean, start: Address, startStep: number],
    ]
  ): void;
  activate(kind: number, z: Address, y: Address, n: number): void;
  biasActivate(kind: number, x: Address, bias: Address, z: Address, y: Address, n: number, m: number): void;
  activationGrad(kind: number, dy: Address, z: Address, dz: Address, n: number, db: Address, m: number): void;
  copy(from: Address, to: Address, n: number): void;
  add(a: Address, b: Address, c: Address, n: number): void;
  times(x: Address, factor: Address, y: Address, n: number): void;
  addTo(to: Address, from: Address, n: number): void;
  transpose(x: Address, y: Address, n: number, m: number): void;
  columnSum(x: Address, sums: Address, n: number, m: number): void;
  gatherSum(table: Address, forward: Address, y: Address, n: number, terms: number, d: number): void;
  gatherPair(
    ...all: [
      ...[table: Address, forward: Address, terms: number, otherTable: Address, otherForward: Address, otherTerms: number],
      ...[y: Address, n: number, d: number],
    ]
  ): void;
  scatterSum(dy: Address, forward: Address, dtable: Address, n: number, terms: number, d: number, rows: number): void;
  lookup(...all: [kind: number, table: Address, forward: Address, bias: Address, z: Address, y: Address, n: number, terms: number, d: number]): void;
  lookupGrad(
    ...all: [...[kind: number, dy: Address, z: Address, forward: Address, dtable: Address, db: Address], ...[n: number, terms: number, d: number, rows: number]]
  ): void;
  attend(
    ...qkv: [
      q: Address,
      k: Address,
      v: Address,
      query: Address,
      source: Address,
      z: Address,
      weights: Address,
      rows: number,
      terms: number,
      heads: number,
      d: number,
    ]
  ): void;
  attendGrad(
    ...all: [
      ...[dz: Address, q: Address, k: Address, v: Address, weights: Address, query: Address, source: Address, dq: Address, dk: Address, dv: Address],
      ...[rows: number, terms: number, heads: number, d: number, queryRows: number, sourceRows: number],
    ]
  ): void;
  attendWeights(
    ...all: [
      ...[q: Address, k: Address, forward: Address, scores: Address, weights: Address],
      ...[rows: number, terms: number, heads: number, d: number, tableRows: number],
    ]
  ): void;
  attendWeightsGrad(
    ...all: [
      ...[dweights: Address, weights: Address, q: Address, k: Address, forward: Address, dscores: Address, dq: Address, dk: Address],
      ...[rows: number, terms: number, heads: number, d: number, tableRows: number],
    ]
  ): void;
  centreTable(...all: [table: Address, forward: Address, to: Address, n: number, terms: number, heads: number, tableRows: number, width: number]): void;
  centreTableGrad(dtable: Address, forward: Address, n: number, terms: number, heads: number, tableRows: number, width: number): void;
  mixRows(
    ...all: [
      ...[kind: number, weights: Address, table: Address, forward: Address, order: Address, y: Address, z: Address, skip: Address],
      ...[n: number, terms: number, heads: number, tableRows: number, m: number, c: number],
    ]
  ): void;
  mixRowsGrad(
    ...all: [
      ...[kind: number, dy: Address, z: Address, dskip: Address, weights: Address, table: Address, forward: Address, order: Address],
      ...[dweights: Address, dtable: Address, room: Address],
      ...[n: number, terms: number, heads: number, tableRows: number, m: number, c: number],
    ]
  ): void;
  placeRows(from: Address, order: Address, to: Address, n: number, d: number): void;
  clear(to: Address, n: number): void;
  lstmCell(z: Address, before: Address, c: Address, h: Address, n: number, width: number): void;
  lstmCellGrad(...all: [dh: Address, dc: Address, z: Address, before: Address, c: Address, dz: Address, n: number, width: number]): void;
  patches(
    ...all: [...[x: Address, y: Address, n: number, rows: number, columns: number, channels: number], ...[size: number, stride: number, padding: number]]
  ): void;
  patchesGrad(
    ...all: [...[dy: Address, dx: Address, n: number, rows: number, columns: number, channels: number], ...[size: number, stride: number, padding: number]]
  ): void;
  meanPool(...all: [x: Address, y: Address, n: number, rows: number, columns: number, channels: number, high: number, wide: number]): void;
  meanPoolGrad(...all: [dy: Address, dx: Address, n: number, rows: number, columns: number, channels: number, high: number, wide: number]): void;
  layerNorm(x: Address, gain: Address, bias: Address, y: Address, stats: Address, n: number, d: number, epsilon: number): void;
  layerNormGrad(...all: [dy: Address, x: Address, gain: Address, stats: Address, dx: Address, dgain: Address, dbias: Address, n: number, d: number]): void;
  crossEntropy(logits: Address, labels: Address, loss: Address, dlogits: Address, n: number, c: number): void;
  squaredError(logits: Address, labels: Address, height: Address, loss: Address, dlogits: Address, n: number, c: number): void;
  accuracy(logits: Address, labels: Address, share: Address, n: number, c: number): void;
  norm(x: Address, to: Address, n: number): void;
  clearSquares(): void;
  countSquares(x: Address, n: number): void;
  project(x: Address, n: number, length: number): void;
  adamW(p: Address, g: Address, m: Address, v: Address, n: number, scalars: Address): void;
  sgd(p: Address, g: Address, u: Address, n: number, scalars: Address): void;
  signChanges(z: Address, counts: Address, points: number, vertices: number, h: number): void;
  uniform(y: Address, counter: Address, n: number, scale: number, seed: number): void;
  boxStep(...all: [x: Address, move: Address, centre: Address, y: Address, n: number, size: number, epsilon: number, low: number, high: number]): void;
}

export const binaryOf = (build: SimdBuild): Uint8Array => binaries[build];

/** Builds that this engine accepts, the fastest first. */
export function acceptedBuilds(): SimdBuild[] {
  return SIMD_BUILDS.filter((build) => WebAssembly.validate(binaryOf(build)));
}

/** One instance per backend and build: each holds a piece of the backend's heap. */
const instances = new WeakMap<WasmBackend, Map<SimdBuild, Simd>>();

/** @throws Error when the backend's memory cannot be had, or the engine refuses the build. */
export function simdOn(wasm: WasmBackend, build: SimdBuild): Simd {
  const known = instances.get(wasm) ?? new Map<SimdBuild, Simd>();
  instances.set(wasm, known);
  const old = known.get(build);
  if (old !== undefined) return old;
  const memory = wasm.wasm.asm?.memory;
  if (memory === undefined) throw new Error('TF.js shows no memory');
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binaryOf(build)), { env: { memory } });
  const { setScratch, ...functions } = instance.exports as unknown as Simd & { setScratch(address: Address): number };
  const simd: Simd = functions;
  const address = wasm.wasm._malloc(setScratch(0));
  setScratch(address);
  known.set(build, simd);
  return simd;
}
