/**
 * The tile at the heart of every matrix product: 32×32 outputs, 4×4 per invocation of a layer of 64. Sums run in a fixed order, so results
 * repeat bit for bit. Long products with few outputs (weight gradients over many examples) would leave most of the device idle: the layers of
 * a workgroup share the depth among themselves, and very long ones are also cut into slices that a second program adds up.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu.ts';
import { FLAT, flat } from './wgsl.ts';

export const TILE = 32;
/** Invocations of a layer. */
const INVOCATIONS = 64;
const FOURS = TILE / 4;
/** One more than a tile has, so that neighbouring depths fall into different banks. */
const STRIDE = FOURS + 1;

/** How a product is spread out; `depth` is what a layer takes at a time. */
export interface Cut {
  readonly layers: number;
  readonly depth: number;
  readonly slices: number;
  /** Depth of a slice. */
  readonly slice: number;
}

/** Enough workgroups to fill a device without cutting. */
const ENOUGH_TILES = 64;
/** Depth from which layers pay. */
const LAYERED = 256;
/** Slices are at least this deep. */
const SLICE = 1024;
/** Layers keep their tiles and one layer's sums within the 16 KiB that every device has. */
const FLAT_CUT = { layers: 1, depth: 16 };
const LAYERED_CUT = { layers: 4, depth: 8 };

/** The cut for so many tiles over a depth. */
export function cutFor(tiles: number, deep: number, mayBeSliced: boolean): Cut {
  const idle = tiles < ENOUGH_TILES;
  const slices = idle && mayBeSliced ? Math.max(1, Math.min(Math.floor(deep / SLICE), Math.ceil(ENOUGH_TILES / Math.max(tiles, 1)))) : 1;
  const cut = idle && deep >= LAYERED ? LAYERED_CUT : FLAT_CUT;
  // Slices end where all layers' tiles do.
  const whole = cut.layers * cut.depth;
  return { ...cut, slices, slice: slices > 1 ? Math.ceil(deep / slices / whole) * whole : deep };
}

export const workgroupOf = ({ layers }: Cut): [x: number, y: number] => [8, 8 * layers];

/** Tiles along a side. */
export const tilesOf = (size: number): number => Math.ceil(size / TILE);

/** An operand of a product: its number at `index`, its place in memory, and the names of its sizes. */
export interface Operand {
  readonly at: (index: string) => string;
  /** Whether its rows run along the depth. */
  readonly deepFirst: boolean;
  /** Length of the side that becomes outputs, an expression. */
  readonly outer: string;
  /** Length of the whole depth, an expression. */
  readonly deep: string;
}

/**
 * Loads depth × TILE of an operand, its outer side from `out0`, into `to`, four outer elements at a time. Neighbouring invocations read neighbouring
 * numbers either way.
 */
function load({ at, deepFirst, outer, deep }: Operand, to: string, out0: string, { depth }: Cut): string {
  const perInvocation = (FOURS * depth) / INVOCATIONS;
  const step = deepFirst ? deep : '1u';
  return `
    for (var i = 0u; i < ${perInvocation}u; i++) {
      let at = i * ${INVOCATIONS}u + place;
      let d = ${deepFirst ? `at % ${depth}u` : `at / ${FOURS}u`};
      let four = ${deepFirst ? `at / ${depth}u` : `at % ${FOURS}u`};
      let deep = deep0 + d;
      let out = ${out0} + four * 4u;
      var value = vec4f();
      if (deep < end) {
        let first = ${deepFirst ? `out * ${deep} + deep` : `deep * ${outer} + out`};
        for (var c = 0u; c < min(4u, max(out, ${outer}) - out); c++) {
          let source = first + c * ${step};
          value[c] = ${at('source')};
        }
      }
      ${to}[tile + d * ${STRIDE}u + four] = value;
    }`;
}

const ROWS = [0, 1, 2, 3];

/** Who an invocation is, and its sums. */
export const enter = ({ depth }: Cut): string => `
  let layer = lid.y / 8u;
  let x4 = lid.x;
  let y4 = lid.y % 8u;
  let place = y4 * 8u + x4; // in the layer
  let tile = layer * ${depth * STRIDE}u;
  ${ROWS.map((i) => `var sum${i} = vec4f();`).join(' ')}`;

/**
 * Adds op(a)·op(b) to the sums, over the depth from `begin` to `end`, which a workgroup's layers share, or take each for itself where they
 * have tiles of their own. The tile lies at `row0`, `column0`. `also` are statements in b4, four numbers of b at one depth.
 */
export function accumulate(a: Operand, b: Operand, cut: Cut, shared: boolean, also = ''): string {
  const { layers, depth } = cut;
  return `
  for (var k0 = begin; k0 < end; k0 += ${depth * (shared ? layers : 1)}u) {
    let deep0 = k0${shared ? ` + layer * ${depth}u` : ''};
    ${load(a, 'tileA', 'row0', cut)}
    ${load(b, 'tileB', 'column0', cut)}
    workgroupBarrier();
    for (var d = 0u; d < ${depth}u; d++) {
      let a4 = tileA[tile + d * ${STRIDE}u + y4];
      let b4 = tileB[tile + d * ${STRIDE}u + x4];
      ${ROWS.map((i) => `sum${i} += a4[${i}] * b4;`).join('\n      ')}
      ${also}
    }
    workgroupBarrier();
  }`;
}

/** The last layer hands its sums to the one before it, and so on. */
export const addLayers = ({ layers }: Cut): string =>
  layers === 1
    ? ''
    : `
  for (var giver = ${layers - 1}u; giver > 0u; giver--) {
    if (layer == giver) { ${ROWS.map((i) => `handed[place * 4u + ${i}u] = sum${i};`).join(' ')} }
    workgroupBarrier();
    if (layer + 1u == giver) { ${ROWS.map((i) => `sum${i} += handed[place * 4u + ${i}u];`).join(' ')} }
    workgroupBarrier();
  }`;

/** Calls `put(row, column, sum)` for each of an invocation's outputs. */
export const putAll = (put: (row: string, column: string, sum: string) => string): string => `
  for (var j = 0u; j < 4u; j++) {
    let column = column0 + x4 * 4u + j;
    ${ROWS.map((i) => put(`row0 + y4 * 4u + ${i}u`, 'column', `sum${i}[j]`)).join('\n    ')}
  }`;

export const tileMemory = ({ layers, depth }: Cut): string => `
var<workgroup> tileA: array<vec4f, ${layers * depth * STRIDE}>;
var<workgroup> tileB: array<vec4f, ${layers * depth * STRIDE}>;
${layers === 1 ? '' : `var<workgroup> handed: array<vec4f, ${INVOCATIONS * 4}>;`}`;

/** Adds the slices of products up; parts of equal size lie one after another, `outputs` one after another in each. Gives the parts back. */
export function addSlices(gpu: Gpu, parts: TensorInfo, slices: number, outputs: readonly TensorInfo[]): void {
  const sizes = outputs.map(({ shape }) => shape.reduce((product, n) => product * n, 1));
  const size = sizes.reduce((sum, n) => sum + n, 0);
  gpu.run({
    key: `slices ${outputs.length}`,
    writes: Object.fromEntries(outputs.map((output, i) => [`y${i}`, output])),
    reads: { parts },
    sizes: { size, slices, ...Object.fromEntries(sizes.map((n, i) => [`size${i}`, n])) },
    workgroup: [FLAT],
    groups: flat(size),
    body: () => `
  if (index >= u.size) { return; }
  var sum = 0.0;
  for (var s = 0u; s < u.slices; s++) { sum += parts[s * u.size + index]; }
  var at = index;
  ${outputs.map((_, i) => `if (at < u.size${i}) { y${i}[at] = sum; return; }\n  at -= u.size${i};`).join('\n  ')}`,
  });
  gpu.release(parts);
}
