/**
 * Tiled matrix product: 32×32 outputs per workgroup, 4×4 per invocation, 16 deep. Sums run in a fixed order, so results repeat bit for bit.
 * Long products with few outputs (weight gradients over many examples) are cut into slices that a second program adds up.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { valueOf } from './activations.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { FLAT, flat } from './wgsl.ts';

const TILE = 32;
const DEPTH = 16;
const INVOCATIONS = 64;
/** One more than a tile, so that neighbouring depths fall into different banks. */
const STRIDE = TILE + 1;

/** Slices are at least this deep; shorter products are not cut. */
const SLICE = 512;
/** Enough workgroups to fill a device without cutting. */
const ENOUGH_TILES = 64;

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

/** Loads DEPTH × TILE of an operand into `to`; `deepFirst`: its rows run along the depth. */
function load(from: string, to: string, deepFirst: boolean, outer: string, size: string): string {
  const perInvocation = (TILE * DEPTH) / INVOCATIONS;
  return `
    for (var i = 0u; i < ${perInvocation}u; i++) {
      let at = i * ${INVOCATIONS}u + li;
      let d = ${deepFirst ? `at % ${DEPTH}u` : `at / ${TILE}u`};
      let o = ${deepFirst ? `at / ${DEPTH}u` : `at % ${TILE}u`};
      let deep = k0 + d;
      let out = ${outer} + o;
      var value = 0.0;
      if (deep < end && out < ${size}) { value = ${from}[${deepFirst ? 'out * u.k + deep' : `deep * ${size} + out`}]; }
      ${to}[d * ${STRIDE}u + o] = value;
    }`;
}

function body({ transposeA, transposeB, bias, z }: Product, sliced: boolean): string {
  const store = sliced
    ? 'y[(wid.z * u.m + row) * u.n + column] = sums[i][j];'
    : `let sum = sums[i][j]${bias === undefined ? '' : ' + bias[column]'};
        ${z === null ? '' : 'z[row * u.n + column] = sum;'}
        y[row * u.n + column] = act(sum);`;
  return `
  let row0 = wid.y * ${TILE}u;
  let column0 = wid.x * ${TILE}u;
  let begin = ${sliced ? 'wid.z * u.slice' : '0u'};
  let end = ${sliced ? 'min(begin + u.slice, u.k)' : 'u.k'};
  var sums: array<vec4f, 4>;
  for (var k0 = begin; k0 < end; k0 += ${DEPTH}u) {
    ${load('a', 'tileA', !transposeA, 'row0', 'u.m')}
    ${load('b', 'tileB', transposeB, 'column0', 'u.n')}
    workgroupBarrier();
    for (var d = 0u; d < ${DEPTH}u; d++) {
      let left = d * ${STRIDE}u + lid.y * 4u;
      let right = d * ${STRIDE}u + lid.x * 4u;
      let b4 = vec4f(tileB[right], tileB[right + 1u], tileB[right + 2u], tileB[right + 3u]);
      sums[0] += tileA[left] * b4;
      sums[1] += tileA[left + 1u] * b4;
      sums[2] += tileA[left + 2u] * b4;
      sums[3] += tileA[left + 3u] * b4;
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < 4u; i++) {
    let row = row0 + lid.y * 4u + i;
    for (var j = 0u; j < 4u; j++) {
      let column = column0 + lid.x * 4u + j;
      if (row < u.m && column < u.n) {
        ${store}
      }
    }
  }`;
}

function declarations(activation: Activation): string {
  return `
var<workgroup> tileA: array<f32, ${DEPTH * STRIDE}>;
var<workgroup> tileB: array<f32, ${DEPTH * STRIDE}>;
${valueOf(activation)}`;
}

export function multiply(gpu: Gpu, product: Product): void {
  const { a, b, transposeA, transposeB, bias, activation, z, y, m, n, k } = product;
  gpu.work += m * n * k;
  const tiles = [Math.ceil(n / TILE), Math.ceil(m / TILE)] as const;
  const count = tiles[0] * tiles[1];
  const slices = count >= ENOUGH_TILES ? 1 : Math.min(Math.floor(k / SLICE), Math.ceil(ENOUGH_TILES / Math.max(count, 1)));
  const sliced = slices > 1 && bias === undefined && activation === 'linear';
  // Slices end on a tile's depth.
  const slice = sliced ? Math.ceil(k / slices / DEPTH) * DEPTH : k;
  const target = sliced ? gpu.output([slices, m, n]) : y;
  gpu.run({
    key: `matmul ${transposeA} ${transposeB} ${bias !== undefined} ${activation} ${sliced}`,
    writes: present({ y: target, z }),
    reads: present({ a, b, bias }),
    sizes: { m, n, k, slice },
    workgroup: [8, 8],
    groups: [...tiles, sliced ? slices : 1],
    declarations: declarations(activation),
    body: () => body(product, sliced),
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
