/** Layer normalisation: one workgroup per row; the gradients of gain and bias are column sums. */
import { dims, type WgslKernel } from './kernel.ts';
import { COLUMNS, lanesFor, laneSum, widthFor, workgroupSum } from './wgsl.ts';

export const GrokLayerNorm: WgslKernel<'GrokLayerNorm'> = (gpu, input, { epsilon }) => {
  const x = input('x');
  const [n, d] = dims(x.shape);
  const width = widthFor(d);
  const y = gpu.output([n, d]);
  const stats = gpu.output([n, 2]);
  gpu.run({
    key: `layer norm ${width}`,
    writes: { y, stats },
    reads: { x, gain: input('gain'), bias: input('bias') },
    sizes: { n, d },
    floats: { epsilon },
    workgroup: [width],
    groups: n,
    declarations: workgroupSum(width),
    body: () => `
  if (group >= u.n) { return; }
  let at = group * u.d;
  var share = 0.0;
  for (var j = li; j < u.d; j += ${width}u) { share += x[at + j]; }
  let mean = sumOf(li, share) / f32(u.d);
  share = 0.0;
  for (var j = li; j < u.d; j += ${width}u) { share += (x[at + j] - mean) * (x[at + j] - mean); }
  let scale = 1.0 / sqrt(sumOf(li, share) / f32(u.d) + u.epsilon);
  for (var j = li; j < u.d; j += ${width}u) { y[at + j] = (x[at + j] - mean) * scale * gain[j] + bias[j]; }
  if (li == 0u) {
    stats[2u * group] = mean;
    stats[2u * group + 1u] = scale;
  }`,
  });
  return [y, stats];
};

/** With x̂ the normalised row and g = dy ⊙ gain: dx = scale · (g − mean(g) − x̂ · mean(g ⊙ x̂)). */
export const GrokLayerNormGrad: WgslKernel<'GrokLayerNormGrad'> = (gpu, input) => {
  const [dy, x, gain, stats] = [input('dy'), input('x'), input('gain'), input('stats')];
  const [n, d] = dims(x.shape);
  const [width, lanes] = [widthFor(d), lanesFor(n)];
  const [dx, dgain, dbias] = [gpu.output([n, d]), gpu.output([d]), gpu.output([d])];
  gpu.run({
    key: `layer norm grad ${width}`,
    writes: { dx },
    reads: { dy, x, gain, stats },
    sizes: { n, d },
    workgroup: [width],
    groups: n,
    declarations: workgroupSum(width),
    body: () => `
  if (group >= u.n) { return; }
  let at = group * u.d;
  let mean = stats[2u * group];
  let scale = stats[2u * group + 1u];
  var sum = 0.0;
  var projected = 0.0;
  for (var j = li; j < u.d; j += ${width}u) {
    let g = dy[at + j] * gain[j];
    sum += g;
    projected += g * (x[at + j] - mean) * scale;
  }
  sum = sumOf(li, sum) / f32(u.d);
  projected = sumOf(li, projected) / f32(u.d);
  for (var j = li; j < u.d; j += ${width}u) {
    let normalised = (x[at + j] - mean) * scale;
    dx[at + j] = scale * (dy[at + j] * gain[j] - sum - normalised * projected);
  }`,
  });
  gpu.run({
    key: `layer norm parameters grad ${lanes}`,
    writes: { dgain, dbias },
    reads: { dy, x, stats },
    sizes: { n, d },
    workgroup: [COLUMNS, lanes],
    groups: Math.ceil(d / COLUMNS),
    declarations: laneSum('gainSum', lanes) + laneSum('biasSum', lanes),
    body: () => `
  let column = wid.x * ${COLUMNS}u + lid.x;
  var forGain = 0.0;
  var forBias = 0.0;
  if (column < u.d) {
    for (var row = lid.y; row < u.n; row += ${lanes}u) {
      let at = row * u.d + column;
      forGain += dy[at] * (x[at] - stats[2u * row]) * stats[2u * row + 1u];
      forBias += dy[at];
    }
  }
  let gainTotal = gainSum(lid, forGain);
  let biasTotal = biasSum(lid, forBias);
  if (lid.y == 0u && column < u.d) {
    dgain[column] = gainTotal;
    dbias[column] = biasTotal;
  }`,
  });
  return [dx, dgain, dbias];
};
