import { dims } from './dense.ts';
import type { PortableKernel } from './memory.ts';
import { addScaled, dot } from './vectors.ts';

export const GrokAttention: PortableKernel<'GrokAttention'> = (input, { heads }, memory) => {
  const [q, source] = [input('q'), input('sourceForward')];
  const [r, s] = dims(source.shape);
  const [, d] = dims(q.shape);
  const width = d / heads;
  const z = memory.output([r, d]);
  const weights = memory.output([r, heads * s]);
  const [qs, ks, vs] = [memory.floats(q), memory.floats(input('k')), memory.floats(input('v'))];
  const [queries, sources] = [memory.ints(input('queryForward')), memory.ints(source)];
  const [zs, as] = [memory.floats(z), memory.floats(weights)];
  const scores = new Float64Array(s);
  for (let row = 0; row < r; row++) {
    for (let head = 0; head < heads; head++) {
      const at = head * width;
      let largest = -Infinity;
      for (let i = 0; i < s; i++) {
        const from = sources[row * s + i] as number;
        scores[i] = from < 0 ? -Infinity : dot(qs, (queries[row] as number) * d + at, ks, from * d + at, width) / Math.sqrt(width);
        largest = Math.max(largest, scores[i] as number);
      }
      let sum = 0;
      for (let i = 0; i < s; i++) sum += scores[i] = Math.exp((scores[i] as number) - largest);
      for (let i = 0; i < s; i++) {
        const from = sources[row * s + i] as number;
        const weight = (scores[i] as number) / sum;
        as[(row * heads + head) * s + i] = weight;
        if (from >= 0) addScaled(zs, row * d + at, weight, vs, from * d + at, width);
      }
    }
  }
  return [z, weights];
};

export const GrokAttentionGrad: PortableKernel<'GrokAttentionGrad'> = (input, { heads }, memory) => {
  const [q, k, source] = [input('q'), input('k'), input('sourceForward')];
  const [r, s] = dims(source.shape);
  const [tq, d] = dims(q.shape);
  const [t] = dims(k.shape);
  const width = d / heads;
  const outputs = [memory.output([tq, d]), memory.output([t, d]), memory.output([t, d])] as const;
  const [dq, dk, dv] = outputs.map((tensor) => memory.floats(tensor)) as [Float32Array, Float32Array, Float32Array];
  const [dzs, qs, ks, vs] = [memory.floats(input('dz')), memory.floats(q), memory.floats(k), memory.floats(input('v'))];
  const [queries, sources, as] = [memory.ints(input('queryForward')), memory.ints(source), memory.floats(input('weights'))];
  const dWeights = new Float64Array(s);
  for (let row = 0; row < r; row++) {
    const query = (queries[row] as number) * d;
    for (let head = 0; head < heads; head++) {
      const at = head * width;
      let expected = 0; // Σ_i A_i dA_i, the part that softmax's normalisation takes back
      for (let i = 0; i < s; i++) {
        const from = sources[row * s + i] as number;
        if (from < 0) continue;
        const weight = as[(row * heads + head) * s + i] as number;
        dWeights[i] = dot(dzs, row * d + at, vs, from * d + at, width);
        expected += weight * (dWeights[i] as number);
        addScaled(dv, from * d + at, weight, dzs, row * d + at, width);
      }
      for (let i = 0; i < s; i++) {
        const from = sources[row * s + i] as number;
        if (from < 0) continue;
        const weight = as[(row * heads + head) * s + i] as number;
        const dScore = (weight * ((dWeights[i] as number) - expected)) / Math.sqrt(width);
        addScaled(dq, query + at, dScore, ks, from * d + at, width);
        addScaled(dk, from * d + at, dScore, qs, query + at, width);
      }
    }
  }
  return [...outputs];
};
