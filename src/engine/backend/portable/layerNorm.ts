import { dims } from './dense.ts';
import type { PortableKernel } from './memory.ts';

export const GrokLayerNorm: PortableKernel<'GrokLayerNorm'> = (input, { epsilon }, memory) => {
  const x = input('x');
  const [n, d] = dims(x.shape);
  const y = memory.output([n, d]);
  const stats = memory.output([n, 2]);
  const [xs, gains, biases] = [memory.floats(x), memory.floats(input('gain')), memory.floats(input('bias'))];
  const [ys, ss] = [memory.floats(y), memory.floats(stats)];
  for (let i = 0; i < n; i++) {
    let mean = 0;
    for (let j = 0; j < d; j++) mean += (xs[i * d + j] as number) / d;
    let variance = 0;
    for (let j = 0; j < d; j++) variance += ((xs[i * d + j] as number) - mean) ** 2 / d;
    const scale = 1 / Math.sqrt(variance + epsilon);
    ss.set([mean, scale], 2 * i);
    for (let j = 0; j < d; j++) ys[i * d + j] = ((xs[i * d + j] as number) - mean) * scale * (gains[j] as number) + (biases[j] as number);
  }
  return [y, stats];
};

/** With x̂ the normalised row and g = dy ⊙ gain: dx = scale · (g − mean(g) − x̂ · mean(g ⊙ x̂)). */
export const GrokLayerNormGrad: PortableKernel<'GrokLayerNormGrad'> = (input, _attrs, memory) => {
  const x = input('x');
  const [n, d] = dims(x.shape);
  const outputs = [memory.output([n, d]), memory.output([d]), memory.output([d])] as const;
  const [dx, dgain, dbias] = outputs.map((tensor) => memory.floats(tensor)) as [Float32Array, Float32Array, Float32Array];
  const [dys, xs, gains, ss] = [memory.floats(input('dy')), memory.floats(x), memory.floats(input('gain')), memory.floats(input('stats'))];
  for (let i = 0; i < n; i++) {
    const [mean, scale] = [ss[2 * i] as number, ss[2 * i + 1] as number];
    let [sum, projected] = [0, 0];
    for (let j = 0; j < d; j++) {
      const at = i * d + j;
      const normalised = ((xs[at] as number) - mean) * scale;
      const dy = dys[at] as number;
      const g = dy * (gains[j] as number);
      sum += g / d;
      projected += (g * normalised) / d;
      dgain[j] = (dgain[j] as number) + dy * normalised;
      dbias[j] = (dbias[j] as number) + dy;
    }
    for (let j = 0; j < d; j++) {
      const at = i * d + j;
      const normalised = ((xs[at] as number) - mean) * scale;
      dx[at] = scale * ((dys[at] as number) * (gains[j] as number) - sum - normalised * projected);
    }
  }
  return [...outputs];
};
