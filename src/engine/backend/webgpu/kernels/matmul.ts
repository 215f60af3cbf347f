/**
 * Tiled matrix product: 32×32 outputs per workgroup, 4×4 per invocation. Sums run in a fixed order, so results repeat bit for bit.
 * Long products with few outputs (weight gradients over many examples) would leave most of the device idle: the layers of a workgroup
 * share the depth among themselves, and very long ones are also cut into slices that a second program adds up.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { valueOf } from './activations.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { FLAT, flat } from './wgsl.ts';

const TILE = 32;
/** Invocations of a layer. */
const INVOCATIONS = 64;
const FOURS = TILE / 4;
/** One more than a tile has, so that neighbouring depths fall into different banks. */
const STRIDE = FOURS + 1;

/** How a product is spread out; `depth` is what a layer takes at a time. */
interface Cut {
  readonly layers: number;
  readonly depth: number;
  readonly sliced: boolean;
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

interface Product {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: TensorInfo | undefined;
  readonly activation: Activation;
  /** z = op(a)·op(b) + bias, where asked, and y = act(z). */
  readonly z: TensorInfo | null;
  readonly y: TensorInfo;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * Loads depth × TILE of an operand into `to`, four outer elements at a time; `deepFirst`: its rows run along the depth. Neighbouring
 * invocations read neighbouring numbers either way.
 */
function load(from: string, to: string, deepFirst: boolean, outer: string, size: string, { depth }: Cut): string {
  const perInvocation = (FOURS * depth) / INVOCATIONS;
  const step = deepFirst ? 'u.k' : '1u';
  return `
    for (var i = 0u; i < ${perInvocation}u; i++) {
      let at = i * ${INVOCATIONS}u + place;
      let d = ${deepFirst ? `at % ${depth}u` : `at / ${FOURS}u`};
      let four = ${deepFirst ? `at / ${depth}u` : `at % ${FOURS}u`};
      let deep = deep0 + d;
      let out = ${outer} + four * 4u;
      var value = vec4f();
      if (deep < end) {
        let first = ${deepFirst ? 'out * u.k + deep' : `deep * ${size} + out`};
        for (var c = 0u; c < min(4u, max(out, ${size}) - out); c++) { value[c] = ${from}[first + c * ${step}]; }
      }
      ${to}[tile + d * ${STRIDE}u + four] = value;
    }`;
}

/** Declares `put(row, column, slice, sum)`, which stores one result. */
function put({ bias, z }: Product, { sliced }: Cut): string {
  const store = sliced
    ? 'y[(slice * u.m + row) * u.n + column] = sum;'
    : `let whole = sum${bias === undefined ? '' : ' + bias[column]'};
  ${z === null ? '' : 'z[row * u.n + column] = whole;'}
  y[row * u.n + column] = act(whole);`;
  return `
fn put(row: u32, column: u32, slice: u32, sum: f32) {
  if (row >= u.m || column >= u.n) { return; }
  ${store}
}`;
}

const ROWS = [0, 1, 2, 3];

function body({ transposeA, transposeB }: Product, cut: Cut): string {
  const { layers, depth, sliced } = cut;
  return `
  let row0 = wid.y * ${TILE}u;
  let column0 = wid.x * ${TILE}u;
  let begin = ${sliced ? 'wid.z * u.slice' : '0u'};
  let end = ${sliced ? 'min(begin + u.slice, u.k)' : 'u.k'};
  let layer = lid.y / 8u;
  let x = lid.x;
  let y4 = lid.y % 8u;
  let place = y4 * 8u + x; // in the layer
  let tile = layer * ${depth * STRIDE}u;
  ${ROWS.map((i) => `var sum${i} = vec4f();`).join(' ')}
  for (var k0 = begin; k0 < end; k0 += ${depth * layers}u) {
    let deep0 = k0 + layer * ${depth}u;
    ${load('a', 'tileA', !transposeA, 'row0', 'u.m', cut)}
    ${load('b', 'tileB', transposeB, 'column0', 'u.n', cut)}
    workgroupBarrier();
    for (var d = 0u; d < ${depth}u; d++) {
      let a4 = tileA[tile + d * ${STRIDE}u + y4];
      let b4 = tileB[tile + d * ${STRIDE}u + x];
      ${ROWS.map((i) => `sum${i} += a4[${i}] * b4;`).join('\n      ')}
    }
    workgroupBarrier();
  }
  ${layers === 1 ? '' : addLayers(layers)}
  if (layer > 0u) { return; }
  let row = row0 + y4 * 4u;
  for (var j = 0u; j < 4u; j++) {
    let column = column0 + x * 4u + j;
    ${ROWS.map((i) => `put(row + ${i}u, column, wid.z, sum${i}[j]);`).join('\n    ')}
  }`;
}

/** The last layer hands its sums to the one before it, and so on. */
const addLayers = (layers: number): string => `
  for (var giver = ${layers - 1}u; giver > 0u; giver--) {
    if (layer == giver) { ${ROWS.map((i) => `handed[place * 4u + ${i}u] = sum${i};`).join(' ')} }
    workgroupBarrier();
    if (layer + 1u == giver) { ${ROWS.map((i) => `sum${i} += handed[place * 4u + ${i}u];`).join(' ')} }
    workgroupBarrier();
  }`;

function declarations(product: Product, cut: Cut): string {
  const { layers, depth, sliced } = cut;
  return `
var<workgroup> tileA: array<vec4f, ${layers * depth * STRIDE}>;
var<workgroup> tileB: array<vec4f, ${layers * depth * STRIDE}>;
${layers === 1 ? '' : `var<workgroup> handed: array<vec4f, ${INVOCATIONS * 4}>;`}
${valueOf(sliced ? 'linear' : product.activation)}
${put(product, cut)}`;
}

function multiply(gpu: Gpu, product: Product): void {
  const { a, b, transposeA, transposeB, bias, activation, z, y, m, n, k } = product;
  gpu.work += m * n * k;
  const tiles = [Math.ceil(n / TILE), Math.ceil(m / TILE)] as const;
  const count = tiles[0] * tiles[1];
  const idle = count < ENOUGH_TILES;
  const slices = idle && bias === undefined && activation === 'linear' ? Math.min(Math.floor(k / SLICE), Math.ceil(ENOUGH_TILES / Math.max(count, 1))) : 1;
  const cut: Cut = { ...(idle && k >= LAYERED ? LAYERED_CUT : FLAT_CUT), sliced: slices > 1 };
  const { layers, sliced } = cut;
  // Slices end where all layers' tiles do.
  const whole = layers * cut.depth;
  const slice = sliced ? Math.ceil(k / slices / whole) * whole : k;
  const target = sliced ? gpu.output([slices, m, n]) : y;
  gpu.run({
    key: `matmul ${transposeA} ${transposeB} ${bias !== undefined} ${activation} ${layers} ${sliced}`,
    writes: present({ y: target, z }),
    reads: present({ a, b, bias }),
    sizes: { m, n, k, slice },
    workgroup: [8, 8 * layers],
    groups: [...tiles, sliced ? slices : 1],
    declarations: declarations(product, cut),
    body: () => body(product, cut),
  });
  if (!sliced) return;
  gpu.run({
    key: 'matmul slices',
    writes: { y },
    reads: { parts: target },
    sizes: { size: m * n, slices },
    workgroup: [FLAT],
    groups: flat(m * n),
    body: () => `
  if (index >= u.size) { return; }
  var sum = 0.0;
  for (var s = 0u; s < u.slices; s++) { sum += parts[s * u.size + index]; }
  y[index] = sum;`,
  });
  gpu.release(target);
}

export const GrokMatMul: WgslKernel<'GrokMatMul'> = (gpu, input, { transposeA, transposeB }) => {
  const [a, b] = [input('a'), input('b')];
  const [rowsA, columnsA] = dims(a.shape);
  const [rowsB, columnsB] = dims(b.shape);
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const y = gpu.output([m, n]);
  multiply(gpu, { a, b, transposeA, transposeB, bias: undefined, activation: 'linear', z: null, y, m, n, k });
  return [y];
};

export const GrokDense: WgslKernel<'GrokDense'> = (gpu, input, { activation }, { bias }) => {
  const [x, w] = [input('x'), input('w')];
  const [m, k] = dims(x.shape);
  const [, n] = dims(w.shape);
  const y = gpu.output([m, n]);
  const z = activation === 'linear' ? null : gpu.output([m, n]);
  multiply(gpu, { a: x, b: w, transposeA: false, transposeB: false, bias, activation, z, y, m, n, k });
  return z === null ? [y] : [y, z];
};

export const GrokBiasActivation: WgslKernel<'GrokBiasActivation'> = (gpu, input, { activation }, { bias }) => {
  const x = input('x');
  const [n, m] = dims(x.shape);
  const y = gpu.output([n, m]);
  const z = bias === undefined || activation === 'linear' ? null : gpu.output([n, m]);
  gpu.run({
    key: `bias ${bias !== undefined} ${activation}`,
    writes: present({ y, z }),
    reads: present({ x, bias }),
    sizes: { size: sizeOf(x), m },
    workgroup: [FLAT],
    groups: flat(sizeOf(x)),
    declarations: valueOf(activation),
    body: () => `
  if (index >= u.size) { return; }
  let sum = x[index]${bias === undefined ? '' : ' + bias[index % u.m]'};
  ${z === null ? '' : 'z[index] = sum;'}
  y[index] = act(sum);`,
  });
  return z === null ? [y] : [y, z];
};
