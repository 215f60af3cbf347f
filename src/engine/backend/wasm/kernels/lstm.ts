/** The LSTM: one product and one cell per position. */
import { dims } from '../heap.ts';
import type { Inputs, SimdKernel } from '../kernel.ts';

const floats = (count: number): number => 4 * count;

type LstmInputs = Pick<Inputs<'GrokLstm'>, 'x' | 'u'> & Partial<Inputs<'GrokLstm'>>;

export const GrokLstm: SimdKernel<'GrokLstm'> = ({ x, u, h0, c0 }: LstmInputs, { steps, whole }, { simd, address, output }) => {
  const [rows, gates] = dims(x);
  const [n, width] = [rows / steps, gates / 4];
  const size = n * width;
  const [y, z] = [output([whole ? rows : n, width]), output(x.shape)];
  const [h, c] = [output([rows + n, width]), output([rows + n, width])];
  for (const [first, state] of [[h0, h] as const, [c0, c] as const]) {
    if (first === undefined) simd.clear(address(state), size);
    else simd.copy(address(first), address(state), size);
  }
  for (let t = 0; t < steps; t++) {
    const [from, to] = [address(x) + floats(4 * t * size), address(z) + floats(4 * t * size)];
    const [before, cell] = [address(h) + floats(t * size), address(c) + floats(t * size)];
    if (t === 0 && h0 === undefined) simd.copy(from, to, 4 * size);
    else simd.multiplyPart(before, width, address(u), gates, to, gates, n, gates, width, false, false, from, gates);
    simd.lstmCell(to, cell, cell + floats(size), before + floats(size), n, width);
  }
  simd.copy(address(h) + floats(whole ? size : steps * size), address(y), whole ? steps * size : size);
  if (h0 !== undefined) simd.copy(address(h) + floats(steps * size), address(h0), size);
  if (c0 !== undefined) simd.copy(address(c) + floats(steps * size), address(c0), size);
  return [y, z, h, c];
};

export const GrokLstmGrad: SimdKernel<'GrokLstmGrad'> = ({ dy, z, h, c, u }, { steps, whole, constant }, { simd, address, output, release }) => {
  const [rows, gates] = dims(z);
  const [n, width] = [rows / steps, gates / 4];
  const size = n * width;
  const dx = output(z.shape);
  const [dh, dc] = [output([n, width]), output([n, width])];
  simd.copy(address(dy) + floats(whole ? (steps - 1) * size : 0), address(dh), size);
  simd.clear(address(dc), size);
  for (let t = steps - 1; t >= 0; t--) {
    const [from, to, cell] = [address(z) + floats(4 * t * size), address(dx) + floats(4 * t * size), address(c) + floats(t * size)];
    simd.lstmCellGrad(address(dh), address(dc), from, cell, cell + floats(size), to, n, width);
    if (t === 0) break;
    // To the outputs before, and what they are asked for themselves.
    const own = whole ? address(dy) + floats((t - 1) * size) : 0;
    simd.multiplyPart(to, gates, address(u), gates, address(dh), width, n, width, gates, false, true, own, whole ? width : 0);
  }
  for (const state of [dh, dc]) release(state);
  if (constant) return [dx];
  const du = output(u.shape);
  simd.multiplyPart(address(h), width, address(dx), gates, address(du), gates, width, gates, rows, true, false, 0, 0);
  return [dx, du];
};
