/** The last layer folded into tables (ops/folded.ts). */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activations } from '../../../ops/activations.ts';
import { dims, kindOf, sizeOf } from '../heap.ts';
import type { Inputs, SimdKernel } from '../kernel.ts';

/** Bytes of so many numbers. */
const floats = (count: number): number => 4 * count;

/** Rows per block: whole register tiles of either build. */
const BLOCK_ROWS = 96;

export const GrokAttentionWeights: SimdKernel<'GrokAttentionWeights'> = ({ q, k, forward }, { heads }, { simd, address, output, release }) => {
  const [[rows, terms], [tableRows, d]] = [dims(forward), dims(k)];
  const [weights, scores] = [output([rows, heads * terms]), output([tableRows, heads])];
  simd.attendWeights(address(q), address(k), address(forward), address(scores), address(weights), rows, terms, heads, d, tableRows);
  release(scores);
  return [weights];
};

export const GrokAttentionWeightsGrad: SimdKernel<'GrokAttentionWeightsGrad'> = (
  { dweights, weights, q, k, forward },
  { heads },
  { simd, address, output, release },
) => {
  const [[rows, terms], [tableRows, d]] = [dims(forward), dims(k)];
  const [dq, dk, dscores] = [output([1, d]), output([tableRows, d]), output([tableRows, heads])];
  const given = [address(dweights), address(weights), address(q), address(k), address(forward)] as const;
  simd.attendWeightsGrad(...given, address(dscores), address(dq), address(dk), rows, terms, heads, d, tableRows);
  release(dscores);
  return [dq, dk];
};

export const GrokFoldMaps: SimdKernel<'GrokFoldMaps'> = (
  { output: o, last, w, wBias, u, uBias }: Partial<Inputs<'GrokFoldMaps'>>,
  _attrs,
  { simd, address, output },
) => {
  const [[d, m], [, c]] = [dims(w as TensorInfo), dims(u as TensorInfo)];
  const width = m + c;
  const maps = output([d + 1, width]);
  const [toW, toU] = [address(maps), address(maps) + floats(m)];
  const [lastW, lastU] = [toW + floats(d * width), toU + floats(d * width)];
  simd.multiplyPart(address(o), d, address(w), m, toW, width, d, m, d, false, false, 0, 0);
  simd.multiplyPart(address(o), d, address(u), c, toU, width, d, c, d, false, false, 0, 0);
  simd.multiplyPart(address(last), d, address(w), m, lastW, width, 1, m, d, false, false, address(wBias), 0);
  simd.multiplyPart(address(last), d, address(u), c, lastU, width, 1, c, d, false, false, 0, 0);
  if (uBias !== undefined) simd.multiplyPart(address(uBias), d, address(u), c, lastU, width, 1, c, d, false, false, lastU, width);
  return [maps];
};

export const GrokFoldMapsGrad: SimdKernel<'GrokFoldMapsGrad'> = (
  { dmaps, output: o, last, w, u, uBias }: Partial<Inputs<'GrokFoldMapsGrad'>>,
  _attrs,
  { simd, address, output },
) => {
  const [[d, m], [, c]] = [dims(w as TensorInfo), dims(u as TensorInfo)];
  const width = m + c;
  const [doutput, dlast, dw, du] = [output([d, d]), output([1, d]), output([d, m]), output([d, c])];
  const [atW, atU] = [address(dmaps), address(dmaps) + floats(m)];
  const [lastW, lastU] = [atW + floats(d * width), atU + floats(d * width)];
  /** to (rows,d) = slopes·wᵀ or slopes·uᵀ, added to what is there or not. */
  const pull = (slopes: number, rows: number, to: TensorInfo, of: TensorInfo | undefined, columns: number, more: boolean): void =>
    simd.multiplyPart(slopes, width, address(of), columns, address(to), d, rows, d, columns, false, true, more ? address(to) : 0, d);
  /** to (d,columns) = rowsᵀ·slopes, added to what is there or not. */
  const push = (x: TensorInfo | undefined, rows: number, slopes: number, to: TensorInfo, columns: number, more: boolean): void =>
    simd.multiplyPart(address(x), d, slopes, width, address(to), columns, d, columns, rows, true, false, more ? address(to) : 0, columns);
  pull(atW, d, doutput, w, m, false);
  pull(atU, d, doutput, u, c, true);
  pull(lastW, 1, dlast, w, m, false);
  pull(lastU, 1, dlast, u, c, true);
  push(o, d, atW, dw, m, false);
  push(last, 1, lastW, dw, m, true);
  push(o, d, atU, du, c, false);
  push(last, 1, lastU, du, c, true);
  if (uBias === undefined) return [doutput, dlast, dw, du];
  const [dwBias, duBias] = [output([m]), output([d])];
  push(uBias, 1, lastU, du, c, true);
  pull(lastU, 1, duBias, u, c, false);
  simd.columnSum(lastW, address(dwBias), 1, m); // the last row itself
  return [doutput, dlast, dw, du, dwBias, duBias];
};

export const GrokHeadTable: SimdKernel<'GrokHeadTable'> = ({ v, maps }, { heads }, { simd, address, output }) => {
  const [[rows, d], [, width]] = [dims(v), dims(maps)];
  const part = d / heads;
  const table = output([rows * heads + 1, width]);
  for (let h = 0; h < heads; h++) {
    const [from, of, to] = [address(v) + floats(h * part), address(maps) + floats(h * part * width), address(table) + floats(h * width)];
    simd.multiplyPart(from, d, of, width, to, heads * width, rows, width, part, false, false, 0, 0);
  }
  simd.columnSum(address(maps) + floats(d * width), address(table) + floats(rows * heads * width), 1, width); // the last row itself
  return [table];
};

export const GrokHeadTableGrad: SimdKernel<'GrokHeadTableGrad'> = ({ dtable, v, maps }, { heads }, { simd, address, output }) => {
  const [[rows, d], [, width]] = [dims(v), dims(maps)];
  const part = d / heads;
  const [dv, dmaps] = [output([rows, d]), output([d + 1, width])];
  for (let h = 0; h < heads; h++) {
    const [column, row, slopes] = [floats(h * part), floats(h * part * width), address(dtable) + floats(h * width)];
    simd.multiplyPart(slopes, heads * width, address(maps) + row, width, address(dv) + column, d, rows, part, width, false, true, 0, 0);
    simd.multiplyPart(address(v) + column, d, slopes, heads * width, address(dmaps) + row, width, part, width, rows, true, false, 0, 0);
  }
  simd.columnSum(address(dtable) + floats(rows * heads * width), address(dmaps) + floats(d * width), 1, width); // the last row itself
  return [dv, dmaps];
};

// Rows in order, a block at a time, so that what a product makes is still in the cache when it is mixed, and the other way round.
export const GrokMixReadout: SimdKernel<'GrokMixReadout'> = (
  { weights, table, readout, forward, order },
  { heads, activation },
  { simd, address, output, release },
) => {
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward), dims(table), dims(readout)];
  const sources = (tableRows - 1) / heads;
  const [centred, y] = [output(table.shape), output([n, m])]; // y in order
  const z = activations[activation].derivativeFromValue ? y : output([n, m]);
  const [logits, block] = [output([n, c]), output([BLOCK_ROWS, c])];
  simd.centreTable(address(table), address(forward), address(centred), n, terms, heads, sources, width);
  for (let first = 0; first < n; first += BLOCK_ROWS) {
    const [rows, places, at] = [Math.min(BLOCK_ROWS, n - first), address(order) + floats(first), floats(first * m)];
    const given = [address(weights), address(centred), address(forward), places] as const;
    simd.mixRows(kindOf(activation), ...given, address(y) + at, address(z) + at, address(block), rows, terms, heads, sources, m, c);
    simd.multiplyPart(address(y) + at, m, address(readout), c, address(block), c, rows, c, m, false, false, address(block), c);
    simd.placeRows(address(block), places, address(logits), rows, c);
  }
  release(block);
  return z === y ? [logits, y, centred] : [logits, y, centred, z];
};

export const GrokMixReadoutGrad: SimdKernel<'GrokMixReadoutGrad'> = (
  { dlogits, kept0: y, kept1: centred, kept2: z = y, weights, table, readout, forward, order },
  { heads, activation },
  heap,
) => {
  const { simd, address, output, release } = heap;
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward), dims(table), dims(readout)];
  const sources = (tableRows - 1) / heads;
  const [dweights, dtable, dreadout] = [output(weights.shape), output(table.shape), output(readout.shape)];
  const [slopes, dy] = [output([BLOCK_ROWS, c]), output([BLOCK_ROWS, m])];
  const room = output([sources + 1 + BLOCK_ROWS * (terms - 1)]);
  const across = output([c, m]); // the readout's gradient, transposed: c takes less padding as rows of a product than as columns
  simd.clear(address(dtable), sizeOf(table.shape));
  simd.clear(address(across), sizeOf(across.shape));
  for (let first = 0; first < n; first += BLOCK_ROWS) {
    const [rows, places, at] = [Math.min(BLOCK_ROWS, n - first), address(order) + floats(first), floats(first * m)];
    simd.gatherSum(address(dlogits), places, address(slopes), rows, 1, c);
    simd.multiplyPart(address(slopes), c, address(readout), c, address(dy), m, rows, m, c, false, true, 0, 0);
    simd.multiplyPart(address(slopes), c, address(y) + at, m, address(across), m, c, m, rows, true, false, address(across), m);
    const from = [address(dy), address(z) + at, address(slopes), address(weights), address(centred), address(forward), places] as const;
    simd.mixRowsGrad(kindOf(activation), ...from, address(dweights), address(dtable), address(room), rows, terms, heads, sources, m, c);
  }
  simd.transpose(address(across), address(dreadout), c, m);
  simd.centreTableGrad(address(dtable), address(forward), n, terms, heads, sources, width);
  for (const own of [slopes, dy, room, across]) release(own);
  return [dweights, dtable, dreadout];
};
