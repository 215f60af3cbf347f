/** Matrix products and dense layers, forward. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { valueOf } from './activations.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { accumulate, addLayers, addSlices, cutFor, enter, putAll, tileMemory, tilesOf, TILE, workgroupOf, type Cut, type Operand } from './tile.ts';
import { FLAT, flat } from './wgsl.ts';

interface Product {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias?: TensorInfo | undefined;
  readonly residual?: TensorInfo | undefined;
  readonly activation: Activation;
  /** z = op(a)·op(b) + bias, where asked, and y = act(z) + residual. */
  readonly z: TensorInfo | null;
  readonly y: TensorInfo;
  /** A second right operand of b's shape, and its y. */
  readonly second?: { readonly b: TensorInfo; readonly y: TensorInfo };
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** Declares `put(row, column, slice, sum)`, which stores one result. */
function put({ bias, residual, z, second }: Product, sliced: boolean): string {
  const place = 'row * u.n + column';
  const store = sliced
    ? `y[slice * u.m * u.n + ${place}] = sum;`
    : `let whole = sum${bias === undefined ? '' : ' + bias[column]'};
  ${z === null ? '' : `z[${place}] = whole;`}
  ${second === undefined ? '' : `if (slice == 1u) { secondY[${place}] = whole; return; }`}
  y[${place}] = act(whole)${residual === undefined ? '' : ` + residual[${place}]`};`;
  return `
fn put(row: u32, column: u32, slice: u32, sum: f32) {
  if (row >= u.m || column >= u.n) { return; }
  ${store}
}`;
}

function body({ transposeA, transposeB, second }: Product, cut: Cut): string {
  const sliced = cut.slices > 1;
  const a: Operand = { at: (i) => `a[${i}]`, deepFirst: !transposeA, outer: 'u.m', deep: 'u.k' };
  const b = (name: string): Operand => ({ at: (i) => `${name}[${i}]`, deepFirst: transposeB, outer: 'u.n', deep: 'u.k' });
  const sum = (name: string): string => accumulate(a, b(name), cut, true);
  return `
  let row0 = wid.y * ${TILE}u;
  let column0 = wid.x * ${TILE}u;
  let begin = ${sliced ? 'wid.z * u.slice' : '0u'};
  let end = ${sliced ? 'min(begin + u.slice, u.k)' : 'u.k'};
  ${enter(cut)}
  ${second === undefined ? sum('b') : `if (wid.z == 0u) { ${sum('b')} } else { ${sum('secondB')} }`}
  ${addLayers(cut)}
  if (layer > 0u) { return; }
  ${putAll((row, column, value) => `put(${row}, ${column}, wid.z, ${value});`)}`;
}

/** y = act(op(a)·op(b) + bias) + residual, and a second product where asked. */
export function multiply(gpu: Gpu, product: Product): void {
  const { a, b, transposeA, transposeB, bias, residual, activation, z, y, second, m, n, k } = product;
  const products = second === undefined ? 1 : 2;
  gpu.work += products * m * n * k;
  const tiles = [tilesOf(n), tilesOf(m)] as const;
  const plain = bias === undefined && residual === undefined && second === undefined && activation === 'linear';
  const cut = cutFor(products * tiles[0] * tiles[1], k, plain);
  const { layers, slices, slice } = cut;
  const sliced = slices > 1;
  const target = sliced ? gpu.output([slices, m, n]) : y;
  gpu.run({
    key: `matmul ${transposeA} ${transposeB} ${bias !== undefined} ${residual !== undefined} ${products} ${activation} ${layers} ${sliced}`,
    writes: present({ y: target, z, secondY: second?.y }),
    reads: present({ a, b, secondB: second?.b, bias, residual }),
    sizes: { m, n, k, slice },
    workgroup: workgroupOf(cut),
    groups: [...tiles, products * slices],
    declarations: tileMemory(cut) + valueOf(activation) + put(product, sliced),
    body: () => body(product, cut),
  });
  if (sliced) addSlices(gpu, target, slices, [y]);
}

export const GrokMatMul: WgslKernel<'GrokMatMul'> = (gpu, input, { transposeA, transposeB }) => {
  const [a, b] = [input('a'), input('b')];
  const [rowsA, columnsA] = dims(a.shape);
  const [rowsB, columnsB] = dims(b.shape);
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const y = gpu.output([m, n]);
  multiply(gpu, { a, b, transposeA, transposeB, activation: 'linear', z: null, y, m, n, k });
  return [y];
};

export const GrokDense: WgslKernel<'GrokDense'> = (gpu, input, { activation }, { bias, residual }) => {
  const [x, w] = [input('x'), input('w')];
  const [m, k] = dims(x.shape);
  const [, n] = dims(w.shape);
  const y = gpu.output([m, n]);
  const z = activation === 'linear' ? null : gpu.output([m, n]);
  multiply(gpu, { a: x, b: w, transposeA: false, transposeB: false, bias, residual, activation, z, y, m, n, k });
  return z === null ? [y] : [y, z];
};

export const GrokDensePair: WgslKernel<'GrokDensePair'> = (gpu, input) => {
  const x = input('x');
  const [m, k] = dims(x.shape);
  const [, n] = dims(input('w').shape);
  const [y, secondY] = [gpu.output([m, n]), gpu.output([m, n])];
  const second = { b: input('w'), y: secondY };
  multiply(gpu, { a: x, b: input('v'), transposeA: false, transposeB: false, activation: 'linear', z: null, y, second, m, n, k });
  return [y, secondY];
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
