/** The LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), one position after another. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sigmoid, sigmoidSlope, tanhSlope } from '../../ops/gates.ts';
import { dims, multiply } from './dense.ts';
import type { PortableKernel } from './memory.ts';

/** Sequences and width of an LSTM with these inputs. */
function sizes(x: TensorInfo, steps: number): [sequences: number, width: number] {
  const [rows, gates] = dims(x.shape);
  return [rows / steps, gates / 4];
}

export const GrokLstm: PortableKernel<'GrokLstm'> = (input, { steps, whole }, memory, { h0, c0 }) => {
  const [x, u] = [input('x'), input('u')];
  const [n, width] = sizes(x, steps);
  const size = n * width;
  const outputs = [memory.output([whole ? steps * n : n, width]), memory.output(x.shape), memory.output([(steps + 1) * n, width])] as const;
  const last = memory.output([(steps + 1) * n, width]);
  const [y, z, h] = outputs.map((tensor) => memory.floats(tensor)) as [Float32Array, Float32Array, Float32Array];
  const [c, weights] = [memory.floats(last), memory.floats(u)];
  z.set(memory.floats(x));
  if (h0 !== undefined) h.set(memory.floats(h0));
  if (c0 !== undefined) c.set(memory.floats(c0));
  for (let t = 0; t < steps; t++) {
    const gates = z.subarray(4 * t * size, 4 * (t + 1) * size);
    multiply(h.subarray(t * size, (t + 1) * size), weights, gates, [n, 4 * width, width], false, false);
    for (let at = 0; at < size; at++) {
      const row = 4 * width * Math.floor(at / width) + (at % width);
      const [i, f, g, o] = [gates[row], gates[row + width], gates[row + 2 * width], gates[row + 3 * width]] as [number, number, number, number];
      const cell = sigmoid(f) * (c[t * size + at] as number) + sigmoid(i) * Math.tanh(g);
      c[(t + 1) * size + at] = cell;
      h[(t + 1) * size + at] = sigmoid(o) * Math.tanh(cell);
    }
  }
  y.set(h.subarray((whole ? 1 : steps) * size));
  if (h0 !== undefined) memory.floats(h0).set(h.subarray(steps * size));
  if (c0 !== undefined) memory.floats(c0).set(c.subarray(steps * size));
  return [...outputs, last];
};

export const GrokLstmGrad: PortableKernel<'GrokLstmGrad'> = (input, { steps, whole, constant }, memory) => {
  const [zs, u] = [input('z'), input('u')];
  const [n, width] = sizes(zs, steps);
  const size = n * width;
  const outputs = constant ? [memory.output(zs.shape)] : [memory.output(zs.shape), memory.output(u.shape)];
  const [dx, du] = outputs.map((tensor) => memory.floats(tensor)) as [Float32Array, Float32Array?];
  const [dy, z, h, c, weights] = [input('dy'), zs, input('h'), input('c'), u].map((tensor) => memory.floats(tensor)) as [
    ...[dy: Float32Array, z: Float32Array],
    ...[h: Float32Array, c: Float32Array, weights: Float32Array],
  ];
  /** Slopes in h_t and c_t, from the last position on. */
  const [dh, dc] = [new Float64Array(size), new Float64Array(size)];
  for (let t = steps - 1; t >= 0; t--) {
    const from = whole ? t * size : t === steps - 1 ? 0 : null;
    if (from !== null) for (let at = 0; at < size; at++) dh[at] = (dh[at] as number) + (dy[from + at] as number);
    for (let at = 0; at < size; at++) {
      const row = 4 * t * size + 4 * width * Math.floor(at / width) + (at % width);
      const [i, f, g, o] = [z[row], z[row + width], z[row + 2 * width], z[row + 3 * width]] as [number, number, number, number];
      const [cell, before] = [c[(t + 1) * size + at] as number, c[t * size + at] as number];
      const slope = (dc[at] as number) + (dh[at] as number) * sigmoid(o) * tanhSlope(cell);
      dx[row] = slope * Math.tanh(g) * sigmoidSlope(i);
      dx[row + width] = slope * before * sigmoidSlope(f);
      dx[row + 2 * width] = slope * sigmoid(i) * tanhSlope(g);
      dx[row + 3 * width] = (dh[at] as number) * Math.tanh(cell) * sigmoidSlope(o);
      dc[at] = slope * sigmoid(f);
    }
    // To the outputs before: dz·uᵀ
    for (let at = 0; at < size; at++) {
      const row = 4 * t * size + 4 * width * Math.floor(at / width);
      let sum = 0;
      for (let j = 0; j < 4 * width; j++) sum += (dx[row + j] as number) * (weights[4 * width * (at % width) + j] as number);
      dh[at] = sum;
    }
  }
  if (du !== undefined) multiply(h, dx, du, [width, 4 * width, steps * n], true, false);
  return outputs;
};
