/** The last layer folded into tables; see ops/folded.ts. */
import { activations } from '../../ops/activations.ts';
import { dims, multiply } from './dense.ts';
import type { PortableKernel } from './memory.ts';
import { addScaled, dot } from './vectors.ts';

export const GrokAttentionWeights: PortableKernel<'GrokAttentionWeights'> = (input, { heads }, memory) => {
  const [q, k, forward] = [input('q'), input('k'), input('forward')];
  const [rows, terms] = dims(forward.shape);
  const d = dims(q.shape)[1];
  const width = d / heads;
  const weights = memory.output([rows, heads * terms]);
  const [qs, ks, sources, as] = [memory.floats(q), memory.floats(k), memory.ints(forward), memory.floats(weights)];
  const scores = new Float64Array(terms);
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      const at = head * width;
      let largest = -Infinity;
      for (let s = 0; s < terms; s++) {
        const from = sources[row * terms + s] as number;
        scores[s] = from < 0 ? -Infinity : dot(qs, at, ks, from * d + at, width) / Math.sqrt(width);
        largest = Math.max(largest, scores[s] as number);
      }
      let sum = 0;
      for (let s = 0; s < terms; s++) sum += scores[s] = Math.exp((scores[s] as number) - largest);
      for (let s = 0; s < terms; s++) as[(row * terms + s) * heads + head] = (scores[s] as number) / sum;
    }
  }
  return [weights];
};

export const GrokAttentionWeightsGrad: PortableKernel<'GrokAttentionWeightsGrad'> = (input, { heads }, memory) => {
  const [q, k, forward] = [input('q'), input('k'), input('forward')];
  const [rows, terms] = dims(forward.shape);
  const d = dims(q.shape)[1];
  const width = d / heads;
  const [dq, dk] = [memory.output(q.shape), memory.output(k.shape)];
  const [qs, ks, dqs, dks] = [memory.floats(q), memory.floats(k), memory.floats(dq), memory.floats(dk)];
  const [das, as, sources] = [memory.floats(input('dweights')), memory.floats(input('weights')), memory.ints(forward)];
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      const at = head * width;
      const weightsAt = row * terms * heads + head;
      let expected = 0; // what softmax's normalisation takes back
      for (let s = 0; s < terms; s++) expected += (as[weightsAt + s * heads] as number) * (das[weightsAt + s * heads] as number);
      for (let s = 0; s < terms; s++) {
        const from = sources[row * terms + s] as number;
        if (from < 0) continue;
        const dscore = ((as[weightsAt + s * heads] as number) * ((das[weightsAt + s * heads] as number) - expected)) / Math.sqrt(width);
        addScaled(dqs, at, dscore, ks, from * d + at, width);
        addScaled(dks, from * d + at, dscore, qs, at, width);
      }
    }
  }
  return [dq, dk];
};

export const GrokFoldMaps: PortableKernel<'GrokFoldMaps'> = (input, _attrs, memory, { wBias, uBias }) => {
  const [output, last, w, u] = [input('output'), input('last'), input('w'), input('u')];
  const [d, [, m], [, c]] = [dims(output.shape)[0], dims(w.shape), dims(u.shape)];
  const width = m + c;
  const maps = memory.output([d + 1, width]);
  const [to, outputs, lasts] = [memory.floats(maps), memory.floats(output), memory.floats(last)];
  const [ws, us] = [memory.floats(w), memory.floats(u)];
  const addRow = (row: number, x: Float32Array, from: number): void => {
    for (let j = 0; j < d; j++) {
      addScaled(to, row * width, x[from + j] as number, ws, j * m, m);
      addScaled(to, row * width + m, x[from + j] as number, us, j * c, c);
    }
  };
  for (let row = 0; row < d; row++) addRow(row, outputs, row * d);
  addRow(d, lasts, 0);
  if (wBias !== undefined) addScaled(to, d * width, 1, memory.floats(wBias), 0, m);
  if (uBias !== undefined) memory.floats(uBias).forEach((x, j) => addScaled(to, d * width + m, x, us, j * c, c));
  return [maps];
};

export const GrokFoldMapsGrad: PortableKernel<'GrokFoldMapsGrad'> = (input, _attrs, memory, { uBias }) => {
  const [output, last, w, u] = [input('output'), input('last'), input('w'), input('u')];
  const [d, [, m], [, c]] = [dims(output.shape)[0], dims(w.shape), dims(u.shape)];
  const width = m + c;
  const [doutput, dlast, dw, du] = [memory.output([d, d]), memory.output([1, d]), memory.output([d, m]), memory.output([d, c])];
  const [dwBias, duBias] = [memory.output([m]), memory.output([d])];
  const [dmaps, ws, us] = [memory.floats(input('dmaps')), memory.floats(w), memory.floats(u)];
  const [dws, dus] = [memory.floats(dw), memory.floats(du)];
  const pull = (row: number, x: Float32Array, dx: Float32Array, from: number): void => {
    const at = row * width;
    for (let j = 0; j < d; j++) {
      dx[from + j] = dot(dmaps, at, ws, j * m, m) + dot(dmaps, at + m, us, j * c, c);
      addScaled(dws, j * m, x[from + j] as number, dmaps, at, m);
      addScaled(dus, j * c, x[from + j] as number, dmaps, at + m, c);
    }
  };
  for (let row = 0; row < d; row++) pull(row, memory.floats(output), memory.floats(doutput), row * d);
  pull(d, memory.floats(last), memory.floats(dlast), 0);
  if (uBias === undefined) return [doutput, dlast, dw, du];
  const [biases, dbiases] = [memory.floats(uBias), memory.floats(duBias)];
  const skip = d * width + m; // the last row's columns of u
  for (let j = 0; j < d; j++) {
    dbiases[j] = dot(dmaps, skip, us, j * c, c);
    addScaled(dus, j * c, biases[j] as number, dmaps, skip, c);
  }
  memory.floats(dwBias).set(dmaps.subarray(d * width, skip));
  return [doutput, dlast, dw, du, dwBias, duBias];
};

export const GrokHeadTable: PortableKernel<'GrokHeadTable'> = (input, { heads }, memory) => {
  const [v, maps] = [input('v'), input('maps')];
  const [[rows, d], [, width]] = [dims(v.shape), dims(maps.shape)];
  const table = memory.output([rows * heads + 1, width]);
  const [vs, ms, to] = [memory.floats(v), memory.floats(maps), memory.floats(table)];
  for (let i = 0; i < rows * d; i++) {
    const j = i % d;
    const row = Math.floor(i / d) * heads + Math.floor(j / (d / heads));
    addScaled(to, row * width, vs[i] as number, ms, j * width, width);
  }
  to.set(ms.subarray(d * width), rows * heads * width);
  return [table];
};

export const GrokHeadTableGrad: PortableKernel<'GrokHeadTableGrad'> = (input, { heads }, memory) => {
  const [v, maps] = [input('v'), input('maps')];
  const [[rows, d], [, width]] = [dims(v.shape), dims(maps.shape)];
  const [dv, dmaps] = [memory.output(v.shape), memory.output(maps.shape)];
  const [dtable, vs, ms] = [memory.floats(input('dtable')), memory.floats(v), memory.floats(maps)];
  const [dvs, dms] = [memory.floats(dv), memory.floats(dmaps)];
  for (let i = 0; i < rows * d; i++) {
    const j = i % d;
    const row = Math.floor(i / d) * heads + Math.floor(j / (d / heads));
    dvs[i] = dot(dtable, row * width, ms, j * width, width);
    addScaled(dms, j * width, vs[i] as number, dtable, row * width, width);
  }
  dms.set(dtable.subarray(rows * heads * width), d * width);
  return [dv, dmaps];
};

/** Keeps z (N,M) and y = act(z). */
export const GrokMixReadout: PortableKernel<'GrokMixReadout'> = (input, { heads, activation }, memory) => {
  const [table, readout, forward] = [input('table'), input('readout'), input('forward')];
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward.shape), dims(table.shape), dims(readout.shape)];
  const { value } = activations[activation];
  const [logits, z, y] = [memory.output([n, c]), memory.output([n, m]), memory.output([n, m])];
  const [rows, as, sources] = [memory.floats(table), memory.floats(input('weights')), memory.ints(forward)];
  const [to, zs, ys] = [memory.floats(logits), memory.floats(z), memory.floats(y)];
  const sums = rows.slice(0, width);
  for (let i = 0; i < n; i++) {
    sums.set(rows.subarray((tableRows - 1) * width));
    eachTerm(sources, i, terms, heads, (weight, row) => addScaled(sums, 0, as[weight] as number, rows, row * width, width));
    zs.set(sums.subarray(0, m), i * m);
    to.set(sums.subarray(m), i * c);
  }
  for (let i = 0; i < zs.length; i++) ys[i] = value(zs[i] as number);
  multiply(ys, memory.floats(readout), to, [n, c, m], false, false);
  return [logits, z, y];
};

export const GrokMixReadoutGrad: PortableKernel<'GrokMixReadoutGrad'> = (input, { heads, activation }, memory) => {
  const [weights, table, readout, forward] = [input('weights'), input('table'), input('readout'), input('forward')];
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward.shape), dims(table.shape), dims(readout.shape)];
  const { derivative } = activations[activation];
  const [dweights, dtable, dreadout] = [memory.output(weights.shape), memory.output(table.shape), memory.output(readout.shape)];
  const [dlogits, zs, ys] = [memory.floats(input('dlogits')), memory.floats(input('kept0')), memory.floats(input('kept1'))];
  const [rows, readouts, as, sources] = [memory.floats(table), memory.floats(readout), memory.floats(weights), memory.ints(forward)];
  const [das, drows] = [memory.floats(dweights), memory.floats(dtable)];
  multiply(ys, dlogits, memory.floats(dreadout), [m, c, n], true, false);
  const sums = rows.slice(0, width); // of z and skip: their gradients
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) sums[j] = dot(dlogits, i * c, readouts, j * c, c) * derivative(zs[i * m + j] as number);
    sums.set(dlogits.subarray(i * c, (i + 1) * c), m);
    addScaled(drows, (tableRows - 1) * width, 1, sums, 0, width);
    eachTerm(sources, i, terms, heads, (weight, row) => {
      das[weight] = dot(sums, 0, rows, row * width, width);
      addScaled(drows, row * width, as[weight] as number, sums, 0, width);
    });
  }
  return [dweights, dtable, dreadout];
};

/** Calls `visit` with the place of each weight of output row i, and the table row that it weighs. */
function eachTerm(sources: Int32Array, i: number, terms: number, heads: number, visit: (weight: number, row: number) => void): void {
  for (let s = 0; s < terms; s++) {
    const source = sources[i * terms + s] as number;
    if (source < 0) continue;
    for (let head = 0; head < heads; head++) visit((i * terms + s) * heads + head, source * heads + head);
  }
}
