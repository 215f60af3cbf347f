/**
 * Everything a dense layer's backward pass computes, in one program: the first workgroups make the weights' gradients, whose sums are long,
 * and the others that of the rows. dz = dy ⊙ act′(z) is made where it is read; nothing stores it.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { derivativeOf } from './activations.ts';
import { dims, present, type WgslKernel } from './kernel.ts';
import { accumulate, addLayers, addSlices, cutFor, enter, putAll, TILE, tileMemory, tilesOf, workgroupOf, type Cut, type Operand } from './tile.ts';

/** A layer whose rows are x; several may share them. */
interface Layer {
  readonly dy: TensorInfo;
  readonly w: TensorInfo;
  readonly dw: TensorInfo;
}

interface Backward {
  readonly x: TensorInfo;
  readonly dx: TensorInfo;
  readonly layers: readonly Layer[];
  readonly activation: Activation;
  /** Of an only layer. */
  readonly z?: TensorInfo | undefined;
  readonly db?: TensorInfo | null;
}

/** dw = xᵀ·dz, and db where asked: the column sums of dz, which a weight's first row of tiles sees anyway. */
function weightGrad(i: number, rest: string, withBias: boolean, dz: Operand['at'], cut: Cut): string {
  const x: Operand = { at: (at) => `x[${at}]`, deepFirst: false, outer: 'u.k', deep: 'u.n' };
  const slopes: Operand = { at: dz, deepFirst: false, outer: 'u.m', deep: 'u.n' };
  return `
    let number = ${rest} % u.weightTiles;
    let slice = ${rest} / u.weightTiles;
    let row0 = (number / u.tilesM) * ${TILE}u;
    let column0 = (number % u.tilesM) * ${TILE}u;
    let begin = slice * u.slice;
    let end = min(begin + u.slice, u.n);
    let base = slice * (u.k${withBias ? ' + 1u' : ''}) * u.m;
    ${withBias ? `var bias4 = vec4f();\n    let summing = row0 == 0u && y4 == 0u;` : ''}
    ${accumulate(x, slopes, cut, true, withBias ? 'if (summing) { bias4 += b4; }' : '')}
    ${withBias && cut.layers > 1 ? `if (summing) { handed[layer * 8u + x4] = bias4; }\n    workgroupBarrier();` : ''}
    ${withBias && cut.layers > 1 ? `if (summing && layer == 0u) { for (var l = 1u; l < ${cut.layers}u; l++) { bias4 += handed[l * 8u + x4]; } }\n    workgroupBarrier();` : ''}
    ${addLayers(cut)}
    if (layer > 0u) { return; }
    ${putAll((row, column, sum) => `if (${row} < u.k && ${column} < u.m) { dw${i}[base + (${row}) * u.m + ${column}] = ${sum}; }`)}
    ${
      withBias
        ? `if (summing) {
      for (var j = 0u; j < 4u; j++) {
        let column = column0 + x4 * 4u + j;
        if (column < u.m) { ${cut.slices > 1 ? `dw${i}[base + u.k * u.m + column]` : 'db[column]'} = bias4[j]; }
      }
    }`
        : ''
    }`;
}

/** dx = Σ over the layers of dz·wᵀ. Its depth is short: the layers of a workgroup have a tile each. */
function rowGrad(rest: string, slopes: readonly Operand['at'][], cut: Cut): string {
  return `
    let number = ${rest} * ${cut.layers}u + layer;
    let row0 = (number / u.tilesK) * ${TILE}u;
    let column0 = (number % u.tilesK) * ${TILE}u;
    let begin = 0u;
    let end = u.m;
    ${slopes
      .map((dz, i) =>
        accumulate(
          { at: dz, deepFirst: true, outer: 'u.n', deep: 'u.m' },
          { at: (at) => `w${i}[${at}]`, deepFirst: true, outer: 'u.k', deep: 'u.m' },
          cut,
          false,
        ),
      )
      .join('')}
    ${putAll((row, column, sum) => `if (${row} < u.n && ${column} < u.k) { dx[(${row}) * u.k + ${column}] = ${sum}; }`)}`;
}

/** Everything in one program, and one more per sliced weight. */
export function denseBackward(gpu: Gpu, { x, dx, layers, activation, z, db = null }: Backward): void {
  const [n, k] = dims(x.shape);
  const [, m] = dims((layers[0] as Layer).w.shape);
  gpu.work += 2 * layers.length * n * k * m;
  // One at least: the bias's gradient rests on the first.
  const [tilesK, tilesM] = [Math.max(1, tilesOf(k)), tilesOf(m)];
  const weightTiles = tilesK * tilesM;
  const cut = cutFor(layers.length * weightTiles, n, true);
  const { slices, slice } = cut;
  const sliced = slices > 1;
  const targets = layers.map(({ dw }) => (sliced ? gpu.output([slices, db === null ? k : k + 1, m]) : dw));
  const weightGroups = weightTiles * slices;
  const rowGroups = Math.ceil((tilesOf(n) * tilesK) / cut.layers);
  const slopes = layers.map((_, i): Operand['at'] => (z === undefined ? (at) => `dy${i}[${at}]` : (at) => `dy${i}[${at}] * actGrad(z[${at}])`));
  const named = (prefix: string, tensors: readonly TensorInfo[]) => Object.fromEntries(tensors.map((tensor, i) => [`${prefix}${i}`, tensor]));
  gpu.run({
    key: `dense grad ${layers.length} ${z === undefined ? 'linear' : activation} ${db !== null} ${cut.layers} ${sliced}`,
    writes: { dx, ...named('dw', targets), ...(sliced ? {} : present({ db })) },
    reads: {
      x,
      ...named(
        'dy',
        layers.map(({ dy }) => dy),
      ),
      ...named(
        'w',
        layers.map(({ w }) => w),
      ),
      ...present({ z }),
    },
    sizes: { n, k, m, slice, tilesK, tilesM, weightTiles, weightGroups },
    workgroup: workgroupOf(cut),
    groups: layers.length * weightGroups + rowGroups,
    declarations: tileMemory(cut) + (z === undefined ? '' : derivativeOf(activation)),
    body: () => `
  ${enter(cut)}
  ${layers
    .map((_, i) => {
      const rest = `(group - ${i}u * u.weightGroups)`;
      return `if (group < ${i + 1}u * u.weightGroups) { ${weightGrad(i, rest, db !== null, slopes[i] as Operand['at'], cut)}
  } else `;
    })
    .join('')}{ ${rowGrad(`(group - ${layers.length}u * u.weightGroups)`, slopes, cut)}
  }`,
  });
  if (!sliced) return;
  layers.forEach(({ dw }, i) => addSlices(gpu, targets[i] as TensorInfo, slices, db === null ? [dw] : [dw, db]));
}

export const GrokDenseGrad: WgslKernel<'GrokDenseGrad'> = (gpu, input, { activation, bias }, { z }) => {
  const [dy, x, w] = [input('dy'), input('x'), input('w')];
  const [dx, dw] = [gpu.output(x.shape), gpu.output(w.shape)];
  const db = bias ? gpu.output([dims(w.shape)[1]]) : null;
  denseBackward(gpu, { x, dx, layers: [{ dy, w, dw }], activation, z, db });
  return db === null ? [dx, dw] : [dx, dw, db];
};

export const GrokDensePairGrad: WgslKernel<'GrokDensePairGrad'> = (gpu, input) => {
  const [x, v, w] = [input('x'), input('v'), input('w')];
  const [dx, dv, dw] = [gpu.output(x.shape), gpu.output(v.shape), gpu.output(w.shape)];
  const layers = [
    { dy: input('dyv'), w: v, dw: dv },
    { dy: input('dyw'), w, dw },
  ];
  denseBackward(gpu, { x, dx, layers, activation: 'linear' });
  return [dx, dv, dw];
};
